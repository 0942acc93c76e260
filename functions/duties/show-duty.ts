import type * as z from 'zod';
import type { Duty as DutyShown } from '../../shared/contract/duties.ts';
import { kindInLaw } from '../../shared/capabilities/duties/ladder.ts';
import type { Duty, Urging } from '../../shared/capabilities/duties/model.ts';
import { unanswered } from '../../shared/capabilities/duties/urging.ts';
import { daysLeft, mayConfirm, mayWaive, standing } from '../../shared/capabilities/duties/standing.ts';
import { actsFor, isDepartment, type Who } from '../../shared/capabilities/registry/model.ts';
import type { People, Registry } from '../../shared/capabilities/registry/ports.ts';
import type { AgencyCode, PersonRef } from '../../shared/kernel/ids.ts';
import type { LocalDate } from '../../shared/kernel/local-date.ts';
import { sumInWords } from '../../shared/kernel/sum-in-words.ts';

export const agenciesOf = (who: Who): AgencyCode[] => who.memberships.map(({ agency }) => agency);

/** What the agencies and people in a few duties are called. */
export type Names = {
  readonly agency: (code: AgencyCode) => string;
  readonly person: (ref: PersonRef) => string | undefined;
};

const peopleIn = (duty: Duty): PersonRef[] => [
  ...(duty.status === 'waived' && duty.closed.by ? [duty.closed.by] : []),
  ...(duty.urgings ?? []).flatMap(({ by, answer }) => [by, ...(answer ? [answer.by] : [])]),
];

const agenciesIn = ({ agency, handOvers = [] }: Duty): AgencyCode[] => [
  agency,
  ...handOvers.flatMap(({ from, to }) => [from, to]),
];

export const namesIn = async (
  { registry, people }: { registry: Registry; people: People },
  shown: readonly Duty[],
): Promise<Names> => {
  const refs = [...new Set(shown.flatMap(peopleIn))];
  const [agencies, persons] = await Promise.all([
    registry.agenciesWith(shown.flatMap(agenciesIn)),
    Promise.all(refs.map(async (ref) => [ref, (await people.person(ref))?.name] as const)),
  ]);
  const personNames = new Map(persons);
  return {
    agency: (code) => agencies.get(code)?.name ?? code,
    person: (ref) => personNames.get(ref),
  };
};

const showClosed = (duty: Duty, names: Names) => {
  if (duty.status === 'open') return {};
  if (duty.status === 'fulfilled') return { closed: duty.closed };
  const { by, ...closed } = duty.closed;
  const name = by && names.person(by);
  return { closed: { ...closed, ...(name && { by: name }) } };
};

const written = ({ on, by, text }: Omit<Urging, 'answer'>, names: Names) => ({
  on,
  by: names.person(by) ?? '',
  text,
});

/** The duty as the person asking sees it on a day. */
export const showDuty = (duty: Duty, names: Names, who: Who, today: LocalDate): z.input<typeof DutyShown> => {
  const left = daysLeft(duty, today);
  return {
    id: duty.id,
    kind: duty.kind,
    title: kindInLaw(duty.kind).title.vi,
    state: standing(duty, today),
    agency: { code: duty.agency, name: names.agency(duty.agency) },
    subject: duty.subject,
    deadline: duty.deadline,
    sumInWords: sumInWords(duty.deadline),
    ...(left === undefined ? {} : { daysLeft: left }),
    openedAt: duty.openedAt,
    earlierDeadlines: (duty.earlierDeadlines ?? []).map((earlier) => ({
      ...earlier,
      sumInWords: sumInWords(earlier.deadline),
    })),
    handOvers: (duty.handOvers ?? []).map(({ from, to, ...rest }) => ({
      ...rest,
      from: names.agency(from),
      to: names.agency(to),
    })),
    ...showClosed(duty, names),
    mayConfirm: mayConfirm(duty, agenciesOf(who)),
    urgings: (duty.urgings ?? []).map(({ answer, ...one }) => ({
      ...written(one, names),
      ...(answer && { answer: written(answer, names) }),
    })),
    mayUrge: isDepartment(who) && duty.status === 'open' && (duty.urgings?.at(-1)?.on ?? '') < today,
    mayAnswerUrging: duty.status === 'open' && actsFor(who, duty.agency) && unanswered(duty) !== undefined,
    mayWaive: isDepartment(who) && !actsFor(who, duty.agency) && mayWaive(duty),
  };
};
