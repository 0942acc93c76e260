/** What the pool sends to a function's process. */
export type Invoke = { readonly invoke: string; readonly event: unknown; readonly deadline: number };

/** What comes back: once `ready`, then one answer for each invocation. */
export type FromChild =
  | { readonly ready: true }
  | { readonly failedToLoad: FunctionError }
  | { readonly invoke: string; readonly value: unknown }
  | { readonly invoke: string; readonly error: FunctionError };

export type FunctionError = {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
};
