import { confirmationOperations } from './confirmations.ts';
import { decisionOperations } from './decisions.ts';
import { dutiesOperations } from './duties.ts';
import { dutyFeedOperations } from './duty-feed.ts';
import { dutyFiguresOperations } from './duty-figures.ts';
import { followOperations } from './follows.ts';
import { importOperations } from './imports.ts';
import type { Operation } from './operation.ts';
import { publishingOperations } from './publishing.ts';
import { regulationOperations } from './regulation.ts';
import { registryOperations } from './registry.ts';
import { requestDeskOperations } from './request-desk.ts';
import { requestLetterOperations } from './request-letters.ts';
import { requestRegisterOperations } from './request-register.ts';
import { requestOperations } from './requests.ts';
import { rowsOperations } from './rows.ts';
import { uploadOperations } from './uploads.ts';

/** Every operation of the API: routes, OpenAPI, client and tests are made from this one object. */
export const operations = {
  ...registryOperations,
  ...publishingOperations,
  ...importOperations,
  ...uploadOperations,
  ...decisionOperations,
  ...rowsOperations,
  ...followOperations,
  ...dutiesOperations,
  ...dutyFeedOperations,
  ...dutyFiguresOperations,
  ...confirmationOperations,
  ...requestOperations,
  ...requestDeskOperations,
  ...regulationOperations,
  ...requestRegisterOperations,
  ...requestLetterOperations,
} as const;

export type OperationId = keyof typeof operations;

export const allOperations: readonly Operation[] = Object.values(operations);

/**
 * What an access token must hold where an operation needs a signed-in person. An identity token carries no scope, so asking
 * for one keeps it from being used as an access token.
 */
export const SIGNED_IN_SCOPES: readonly string[] = ['openid'];

/** Where the API lives below the portal's address. */
export const API_BASE = '/api/v1';

/** `GET /api/v1/datasets/{slug}`: the route key of an HTTP API. */
export const routeKeyOf = (op: Pick<Operation, 'method' | 'path'>): string =>
  `${op.method} ${API_BASE}${op.path}`;
