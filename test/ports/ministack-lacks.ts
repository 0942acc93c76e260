import type { Lacks } from '../fixtures/claims.ts';

/** Measured with MiniStack 1.4.21 by these suites; docs/unproven.md says what they leave unproven. */
const queues: Lacks = {
  'deletes for good, and a second deletion is no error':
    'it refuses the receipt of a message already deleted',
  'refuses to change the visibility of a message that is not in flight': 'it lets it pass',
  'refuses batches that are empty, too long, or repeat an id': 'it answers an empty batch with success',
  'takes a body of 1 MiB and refuses one byte more': 'it stops at 256 KiB, the limit until 2025',
  'moves a message to the dead-letter queue after the receives its policy allows':
    'it moves it, and does not say from which queue it came',
};

const tables: Lacks = {
  'ends a page at one megabyte': 'its pages end where the caller says and nowhere else',
};

const ledger: Lacks = {
  'finds a removed manifest': 'it refuses to lay a delete marker over a locked object, which S3 allows',
};

const nothing = { queues: {}, tables: {}, ledger: {} };

/** What the endpoint of a port suite is known to lack; of AWS, nothing. */
export const lacksAt = async (
  endpoint: string | undefined,
): Promise<{ queues: Lacks; tables: Lacks; ledger: Lacks }> =>
  endpoint && (await fetch(`${endpoint}/_ministack/health`)).ok ? { queues, tables, ledger } : nothing;
