/** What an audit may find. The words for people are made where they are shown. */
export type FindingCode =
  | 'changed-event'
  | 'misplaced-event'
  | 'missing-version'
  | 'cut-tail'
  | 'rewritten-history'
  | 'removed-case'
  | 'unknown-case'
  | 'state-differs'
  | 'state-missing'
  | 'state-behind'
  | 'found-elsewhere'
  | 'manifest-altered'
  | 'manifest-overwritten'
  | 'manifest-removed'
  | 'manifest-chain-broken'
  | 'heads-altered';

export type Finding = {
  readonly code: FindingCode;
  /** A case id, or the key of a file of evidence. */
  readonly where: string;
  readonly version?: number;
  readonly detail?: string;
};

/**
 * An event under a day that was sealed without it. No wrong by itself: a reaction is recorded under the day of its
 * cause, and a queue may bring it days later. The next manifest seals it.
 */
export type LateEvent = { readonly caseId: string; readonly version: number; readonly day: string };

export type Audit = {
  readonly findings: readonly Finding[];
  readonly late: readonly LateEvent[];
  readonly cases: number;
  readonly events: number;
  readonly manifests: number;
  /** Events no manifest stands for yet. */
  readonly unsealed: number;
  readonly sealedThrough?: string;
};
