import * as z from 'zod';
import type { ProblemId } from './problems.ts';

/** Powers in the portal. What a role is in law stands in the rulebook's `roles`. */
export const Role = z.enum(['focal', 'department', 'chairman', 'ops', 'app']);
export type Role = z.infer<typeof Role>;

/** Who works on datasets, and who may read at the desk. */
export const officers = ['focal', 'department'] as const satisfies readonly Role[];
export const readers = ['focal', 'department', 'chairman', 'ops'] as const satisfies readonly Role[];

/** Who may call: anyone without a token, or a signed-in person holding one of the roles. */
export type WhoMayCall = 'anyone' | readonly Role[];

export type Capability = 'registry' | 'publishing' | 'duties' | 'confirmations' | 'requests' | 'regulation';

/** Which Lambda answers; search and data are apart because they must hold no grant on the ledger. */
export type Answerer =
  | 'registry'
  | 'publishing'
  | 'duties'
  | 'search'
  | 'data'
  | 'follows'
  | 'confirmations'
  | 'requests'
  | 'regulation';

/**
 * One thing a caller can do. Routes, types, OpenAPI, the client and the who-may-call test all come from here.
 * `path` is below `/api/v1`; `{name}` segments are the keys of `params`.
 */
export type Operation<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
  Success extends z.ZodType = z.ZodType,
> = {
  readonly id: string;
  readonly capability: Capability;
  readonly answeredBy: Answerer;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: `/${string}`;
  readonly summary: string;
  readonly who: WhoMayCall;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly success: { readonly status: 200 | 201 | 202 | 204; readonly body: Success };
  readonly problems: readonly ProblemId[];
  /** A command of somebody who signed in: honours `Idempotency-Key`; the same key and body give the same answer once. */
  readonly command: boolean;
};

/** An operation that takes no body. */
export const noBody = z.undefined();

/** An operation that looks at no body, whatever is sent with it: a mail program sends a form of its own (RFC 8058). */
export const unreadBody = z.unknown();

const nothing = z.object({});

type Draft<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, S extends z.ZodType> = {
  id: string;
  capability: Capability;
  answeredBy?: Answerer;
  method: Operation['method'];
  path: `/${string}`;
  summary: string;
  who: WhoMayCall;
  params?: P;
  query?: Q;
  body?: B;
  success: { status: 200 | 201 | 202 | 204; body: S };
  problems?: readonly ProblemId[];
  /** Open to anyone and yet a command: the body itself tells callers apart. */
  command?: true;
};

/** Fills in what follows from the rest: commands take a key where somebody can be told from others by it, all may answer 400, 401, 403 and 500. */
export const operation = <
  S extends z.ZodType,
  P extends z.ZodObject = typeof nothing,
  Q extends z.ZodObject = typeof nothing,
  B extends z.ZodType = typeof noBody,
>(
  draft: Draft<P, Q, B, S>,
): Operation<P, Q, B, S> => ({
  ...draft,
  answeredBy: draft.answeredBy ?? draft.capability,
  params: draft.params ?? (nothing as unknown as P),
  query: draft.query ?? (nothing as unknown as Q),
  body: draft.body ?? (noBody as unknown as B),
  problems: [
    'invalid-input',
    ...(draft.who === 'anyone' ? [] : (['not-signed-in', 'not-allowed'] as const)),
    ...(draft.problems ?? []),
    'fault',
  ],
  command: draft.command ?? (draft.method !== 'GET' && draft.who !== 'anyone'),
});

/** A page of a list. `next` is absent on the last page; `total` is exact. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), total: z.int().nonnegative(), next: z.string().optional() });

export const PageQuery = z.object({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(20)
    .meta({ description: 'Số mục mỗi trang, tối đa 100' }),
  cursor: z.string().max(1000).optional().meta({ description: 'Con trỏ lấy từ “next” của trang trước' }),
});
