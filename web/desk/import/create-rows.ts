import type { Client } from '../../../shared/contract/client.ts';
import type { ImportCheck, ImportRow } from '../../../shared/contract/imports.ts';
import { operations } from '../../../shared/contract/operations.ts';
import type { DatasetId } from '../../../shared/kernel/ids.ts';

/** What became of a row that was sent. */
export type Made =
  | { readonly row: number; readonly outcome: 'created'; readonly id: DatasetId }
  | { readonly row: number; readonly outcome: 'failed'; readonly why: string };

export type CreatePorts = {
  readonly call: Client;
  readonly onMade: (made: Made) => void;
  readonly wait: (ms: number) => Promise<void>;
  readonly signal: AbortSignal;
};

const ATTEMPTS = 6;
const FIRST_WAIT_MS = 500;

/** After these the same row under the same key is worth another attempt. */
const passing = new Set(['/problems/unavailable', '/problems/too-many', '/problems/conflict']);
/** After these no other row fares better. */
const final = new Set(['/problems/not-signed-in', '/problems/not-allowed']);

type Outcome = { readonly made: Made; readonly ends: boolean };

const create = async (
  { row, dataset, idempotencyKey }: ImportRow,
  { call, wait, signal }: CreatePorts,
): Promise<Outcome | undefined> => {
  if (!dataset || idempotencyKey === undefined) return undefined;
  for (let attempt = 1; ; attempt += 1) {
    const reply = await call(operations.createDataset, { body: dataset }, idempotencyKey);
    if (reply.ok) return { made: { row, outcome: 'created', id: reply.body.id }, ends: false };
    const { type, title } = reply.problem;
    if (!passing.has(type) || attempt === ATTEMPTS || signal.aborted)
      return { made: { row, outcome: 'failed', why: title }, ends: final.has(type) };
    await wait(FIRST_WAIT_MS * 2 ** (attempt - 1));
  }
};

/**
 * Creates the datasets of a checked import file, one row after the other, each under the key of its row: sent again after
 * an interruption, nothing is created twice. Ends early when stopped, or when no row can succeed any more.
 */
export const createRows = async ({ rows }: ImportCheck, ports: CreatePorts): Promise<void> => {
  for (const row of rows) {
    if (ports.signal.aborted) return;
    const outcome = await create(row, ports);
    if (!outcome) continue;
    ports.onMade(outcome.made);
    if (outcome.ends) return;
  }
};

/** The bytes of a file as the API takes them. */
export const base64Of = (bytes: Uint8Array): string => {
  let text = '';
  for (let i = 0; i < bytes.length; i += 0x8000)
    text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(text);
};
