import type * as z from 'zod';
import type { Operation } from '../../shared/contract/operation.ts';
import { problemTypes, type ProblemId } from '../../shared/contract/problems.ts';
import type { CommandContext, IdempotencyRecord } from '../../shared/capabilities/case-store.ts';
import type { Who } from '../../shared/capabilities/registry/model.ts';
import type { AgencyCode, CaseId, CorrelationId } from '../../shared/kernel/ids.ts';
import type { Instant, LocalDate } from '../../shared/kernel/local-date.ts';
import type { Refusal } from '../../shared/kernel/refusal.ts';

/** What an operation is answered with: a body of its contract, or one of its problems. */
export type Outcome<O extends Operation> =
  | {
      readonly body: z.input<O['success']['body']>;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** A file in place of the contract's JSON, where the operation says that there are several forms. */
  | {
      readonly file: string | Uint8Array;
      readonly headers: Readonly<Record<string, string>> & { readonly 'content-type': string };
    }
  | {
      readonly problem: ProblemId;
      readonly facts?: Readonly<Record<string, string | number | readonly string[]>>;
      /** Which parts of the request are to blame, as `body.metadata.title`. */
      readonly errors?: readonly { path: string; message: string }[];
    };

/** A request whose shape, caller and moment are already established. */
export type Request<O extends Operation> = {
  readonly params: z.output<O['params']>;
  readonly query: z.output<O['query']>;
  readonly body: z.output<O['body']>;
  readonly at: Instant;
  readonly today: LocalDate;
  /** The caller; for operations open to anyone, undefined. */
  readonly who: Who | undefined;
  readonly correlationId: CorrelationId;
  /** The network address of whoever asks. Never kept as it is, never logged. */
  readonly source: string;
  /** As it was sent, where names or repetitions matter. */
  readonly rawQuery: string;
  readonly accept: string;
  /** Under which key this command is remembered, when the caller gave one. */
  readonly idempotency: ((caseId: CaseId) => IdempotencyRecord) | undefined;
};

/** The caller of an operation that needs one; the entry has made sure of it. */
export const caller = (request: Pick<Request<Operation>, 'who'>): Who => {
  if (!request.who) throw new TypeError('This operation is open to anyone; it has no caller');
  return request.who;
};

/** By whom and when an act is recorded, in the capacity the person acts in. */
export const contextOf = (
  request: Pick<Request<Operation>, 'at' | 'who' | 'correlationId'>,
  capacity: { role: string; agency: AgencyCode } | undefined,
): CommandContext => {
  if (!request.who || !capacity) throw new TypeError('A command needs a person acting in some capacity');
  return {
    at: request.at,
    correlation: request.correlationId,
    by: { kind: 'person', ref: request.who.ref, role: capacity.role, agency: capacity.agency },
  };
};

export type Endpoint = {
  readonly operation: Operation;
  readonly run: (request: Request<Operation>) => Promise<Outcome<Operation>>;
};

/** Binds an operation to what carries it out, with both sides typed by the contract. */
export const endpoint = <O extends Operation>(
  operation: O,
  run: (request: Request<O>) => Promise<Outcome<O>>,
): Endpoint => ({ operation, run: run });

/** A refusal in the words of the contract; one that no problem words is a fault of ours. */
export const asProblem = ({
  refused,
  facts,
}: Refusal): { problem: ProblemId; facts?: NonNullable<Refusal['facts']> } => {
  if (!(refused in problemTypes)) throw new TypeError(`No problem type for refusal ${refused}`);
  return { problem: refused as ProblemId, ...(facts ? { facts } : {}) };
};
