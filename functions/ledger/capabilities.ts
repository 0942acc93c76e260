import type { FoldedCapability } from '../../shared/adapters/ledger-audit-case.ts';
import type { Capability } from '../../shared/capabilities/change-case.ts';
import { duties } from '../../shared/capabilities/duties/capability.ts';
import { digests } from '../../shared/capabilities/duties/digests/capability.ts';
import { recomputations } from '../../shared/capabilities/duties/recomputation/capability.ts';
import { publishing } from '../../shared/capabilities/publishing/capability.ts';
import { downloads } from '../../shared/capabilities/publishing/downloads/capability.ts';
import { ruleValues } from '../../shared/capabilities/regulation/capability.ts';
import { requests } from '../../shared/capabilities/requests/capability.ts';
import type { CaseKind } from '../../shared/kernel/ids.ts';

/** A capability seen from outside: its definitions have checked the facts, and its own folding made the state. */
const fromOutside = <State, Fact extends { type: string; data: unknown }>({
  definitions,
  evolve,
  indexesOf,
}: Capability<State, Fact>): FoldedCapability => ({
  definitions,
  evolve: (state, fact, context) => evolve(state as State | undefined, fact as Fact, context),
  indexesOf: (state, context) => indexesOf(state as State, context),
});

/** Whose facts a case holds, by the first part of its id. Every kind of case the ledger knows stands here. */
export const capabilitiesByKind: Readonly<Record<CaseKind, FoldedCapability>> = {
  dataset: fromOutside(publishing),
  downloads: fromOutside(downloads),
  duty: fromOutside(duties),
  digest: fromOutside(digests),
  request: fromOutside(requests),
  rulevalue: fromOutside(ruleValues),
  recomputation: fromOutside(recomputations),
};
