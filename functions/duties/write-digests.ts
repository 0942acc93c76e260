import type { DigestEvent } from '../../events/digests.ts';
import type { CaseStore, CommandContext } from '../../shared/capabilities/case-store.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { digests } from '../../shared/capabilities/duties/digests/capability.ts';
import { unwritten, writeDigest } from '../../shared/capabilities/duties/digests/decide.ts';
import {
  digestCaseId,
  type Digest,
  type DigestNotice,
} from '../../shared/capabilities/duties/digests/model.ts';
import type { Announced } from '../../shared/capabilities/duties/decide.ts';
import { noticeWords } from '../../shared/capabilities/duties/ladder.ts';
import type { Duty } from '../../shared/capabilities/duties/model.ts';
import { inForceOn } from '../../shared/capabilities/registry/model.ts';
import type { Registry } from '../../shared/capabilities/registry/ports.ts';
import type { NewId, PersonRef } from '../../shared/kernel/ids.ts';
import type { LocalDate } from '../../shared/kernel/local-date.ts';
import { isRefusal } from '../../shared/kernel/refusal.ts';

/** A notice that a duty is about to give. */
export type Said = { readonly duty: Duty } & Announced;

/** Whom a rung tells, as the register has it on a day. */
const readersOf = async (registry: Registry, today: LocalDate) => {
  const holders = async (role: 'department' | 'chairman') =>
    (await registry.holdersOf(role)).filter((held) => inForceOn(held, today)).map(({ person }) => person);
  const [department, chairman, agencies] = await Promise.all([
    holders('department'),
    holders('chairman'),
    registry.agencies(),
  ]);
  const officerOf = new Map(agencies.map(({ code, focalOfficer }) => [code, focalOfficer]));
  return ({ duty, rung }: Said): PersonRef[] => {
    const tells = noticeWords(duty, rung)?.tells ?? [];
    const officer = officerOf.get(duty.agency);
    return [
      ...(tells.includes('focal') && officer ? [officer] : []),
      ...(tells.includes('department') ? department : []),
      ...(tells.includes('chairman') ? chairman : []),
    ];
  };
};

const byPerson = (said: readonly Said[], readers: (one: Said) => PersonRef[]) => {
  const items = new Map<PersonRef, DigestNotice[]>();
  for (const one of said)
    for (const person of new Set(readers(one)))
      items.set(person, [
        ...(items.get(person) ?? []),
        { duty: one.duty.id, rung: one.rung, dueOn: one.dueOn },
      ]);
  return items;
};

/** Writes down, person by person, what is about to be said and stands in none of today's digests yet. */
export const writeDigests = async (
  { store, registry, newId }: { store: CaseStore; registry: Registry; newId: NewId },
  said: readonly Said[],
  today: LocalDate,
  context: CommandContext,
): Promise<void> => {
  if (said.length === 0) return;
  for (const [person, items] of byPerson(said, await readersOf(registry, today))) {
    const parts: Digest[] = [];
    // Part after part: what stands is read, what is missing is written, until nothing is left to say.
    for (;;) {
      const part = parts.length + 1;
      const caseId = digestCaseId(person, today, part);
      const standing = (await store.load<Digest>(caseId))?.state;
      if (standing) {
        parts.push(standing);
        continue;
      }
      const rest = unwritten(items, parts);
      if (rest.length === 0) break;
      const changed = await changeCase<Digest, DigestEvent>(store, newId, digests, {
        caseId,
        context,
        decide: (state) => writeDigest({ person, day: today, part, items: rest }, state),
      });
      if (isRefusal(changed)) throw new Error(`The digest ${caseId} met ${changed.refused}`);
      parts.push(changed.case.state);
    }
  }
};
