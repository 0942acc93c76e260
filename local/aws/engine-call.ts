/** One call after its signature and body were checked, as an engine sees it. */
export type EngineCall = {
  readonly method: string;
  /** Path and query as received. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  /** Aborted when the caller hangs up: a long poll must then take nothing. */
  readonly signal: AbortSignal;
};

export type EngineAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
};

/** A service that takes whole, small calls. (Objects stream: they have another shape.) */
export type Engine = { readonly handle: (call: EngineCall) => Promise<EngineAnswer> };

/** The operation in `X-Amz-Target`, without the service prefix. */
export const operationOf = (headers: EngineCall['headers']): string =>
  headers['x-amz-target']?.split('.').slice(1).join('.') ?? '';

export const jsonAnswer = (version: '1.0' | '1.1', body: unknown, status = 200): EngineAnswer => ({
  status,
  headers: { 'content-type': `application/x-amz-json-${version}` },
  body: JSON.stringify(body),
});
