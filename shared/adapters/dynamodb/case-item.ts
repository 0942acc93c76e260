import * as z from 'zod';
import type { Case, CaseIndexes, IndexName } from '../../capabilities/case-store.ts';
import { CaseId } from '../../kernel/ids.ts';
import { Instant } from '../../kernel/local-date.ts';
import { indexNames } from '../index-names.ts';

export const indexAttributes = (indexes: CaseIndexes): Record<string, string> => {
  const attributes: Record<string, string> = {};
  for (const name of Object.keys(indexNames) as IndexName[]) {
    const value = indexes[name];
    if (!value) continue;
    attributes[indexNames[name].key] = value[0];
    attributes[indexNames[name].sort] = value[1];
  }
  return attributes;
};

/** A case's current state as stored; `state` is the canonical text that the folded events must equal. */
export const CaseItem = z.object({
  pk: CaseId,
  version: z.number(),
  head: z.string(),
  state: z.string(),
  changedAt: Instant,
});
export type CaseItem = z.infer<typeof CaseItem>;

export const caseOf = <State>(item: CaseItem): Case<State> => ({
  caseId: item.pk,
  version: item.version,
  head: item.head,
  state: JSON.parse(item.state) as State,
  changedAt: item.changedAt,
});
