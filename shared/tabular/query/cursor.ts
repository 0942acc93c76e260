import { createHash } from 'node:crypto';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { RowQuery } from './model.ts';

/** A page's end: the place of its last row, or how many groups came before. */
export type Cursor = { readonly at: number };

/** Stands for one question of one release: an answer kept under it, or a cursor made for it, fits no other. */
export const queryKey = (release: string, query: RowQuery): string =>
  createHash('sha256')
    .update(canonicalJson([release, JSON.parse(JSON.stringify(query))]))
    .digest('base64url')
    .slice(0, 16);

export const writeCursor = (key: string, { at }: Cursor): string =>
  Buffer.from(`${key}.${at.toString(36)}`).toString('base64url');

/** Undefined when the cursor is none of ours, belongs to another question, or points outside of `total`. */
export const readCursor = (text: string, key: string, total: number): Cursor | undefined => {
  const [, itsKey, place] =
    /^([\w-]{16})\.([0-9a-z]{1,8})$/.exec(Buffer.from(text, 'base64url').toString('latin1')) ?? [];
  const at = place === undefined ? NaN : Number.parseInt(place, 36);
  const isOurs = itsKey === key && at >= 0 && at < total;
  return isOurs && writeCursor(key, { at }) === text ? { at } : undefined;
};
