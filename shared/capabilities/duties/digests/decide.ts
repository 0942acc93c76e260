import { MAX_DIGEST_ITEMS, type DigestEvent } from '../../../../events/digests.ts';
import type { PersonRef } from '../../../kernel/ids.ts';
import type { LocalDate } from '../../../kernel/local-date.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import { itemKey, type Digest, type DigestNotice } from './model.ts';

/** What of these is in none of the parts already written. */
export const unwritten = (items: readonly DigestNotice[], parts: readonly Digest[]): DigestNotice[] => {
  const known = new Set(parts.flatMap((part) => part.items).map(itemKey));
  return items.filter((item) => !known.has(itemKey(item)));
};

/** Writes a part, as much as it holds. One that stands already stays as it is. */
export const writeDigest = (
  command: { person: PersonRef; day: LocalDate; part: number; items: readonly DigestNotice[] },
  state: Digest | undefined,
): readonly DigestEvent[] =>
  state
    ? []
    : [
        {
          type: 'DigestWritten',
          data: { ...command, items: command.items.slice(0, MAX_DIGEST_ITEMS) },
        },
      ];

export const settleDigest = (
  command: { on: LocalDate },
  state: Digest | undefined,
): readonly DigestEvent[] | Refusal<'not-found'> => {
  if (!state) return refuse('not-found');
  return state.settledOn ? [] : [{ type: 'DigestSettled', data: command }];
};
