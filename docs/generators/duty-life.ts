import { DutyKind, type DutyEvent } from '../../events/duties.ts';
import { firstCycles, recurringKinds } from '../../shared/capabilities/duties/cycles.ts';
import * as decide from '../../shared/capabilities/duties/decide.ts';
import { evolve } from '../../shared/capabilities/duties/evolve.ts';
import { followCorrection } from '../../shared/capabilities/duties/follow-correction.ts';
import { followRequest } from '../../shared/capabilities/duties/follow-request.ts';
import { recomputeDuty } from '../../shared/capabilities/duties/recompute.ts';
import { answerUrging, urge, type UrgingDecision } from '../../shared/capabilities/duties/urging.ts';
import { rungsOf } from '../../shared/capabilities/duties/ladder.ts';
import type { Duty } from '../../shared/capabilities/duties/model.ts';
import { sha256 } from '../../shared/kernel/hash-chain.ts';
import { AgencyCode, DatasetId, EventId, PersonRef, Slug, uuidFrom } from '../../shared/kernel/ids.ts';
import { instant, localDate } from '../../shared/kernel/local-date.ts';
import { bookWith } from '../../shared/regulation/entered.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import { correctionFacts, requestFacts, theCode } from './a-request.ts';
import { diagramOf, stepsOf, type Life, type Step } from './life.ts';

const agency = AgencyCode.parse('H54.05');
const successor = AgencyCode.parse('H54.06');
const person = PersonRef.parse(uuidFrom(sha256('person')));
const release = EventId.parse(uuidFrom(sha256('release')));
const nextRelease = EventId.parse(uuidFrom(sha256('next release')));

/** One day while the articles were in force, and one after they were repealed and nothing was found in their place. */
const STARTS = ['2025-06-16', '2025-08-19'] as const;

/** The Department entered a target for the days on which the law is not known. */
const targetsEntered = bookWith(
  rulebook,
  recurringKinds.map((rule) => ({
    rule,
    from: localDate(STARTS[1]),
    limit: { kind: 'period', amount: 3, unit: 'month' },
    ground: {
      basis: 'house',
      decision: { number: '1/QĐ', issuedOn: localDate(STARTS[1]) },
      sentence: 'Mục tiêu nội bộ.',
    },
  })),
);

type RecurringKind = (typeof recurringKinds)[number];

const openings = (kind: RecurringKind): decide.Opening[] =>
  STARTS.flatMap((start) =>
    firstCycles({
      subject: {
        type: 'dataset',
        id: DatasetId.parse(uuidFrom(sha256('dataset'))),
        title: 'Danh sách trường học',
        slug: Slug.parse('truong-hoc'),
      },
      agency,
      publishedOn: localDate(start),
      openedBecause: { eventId: release, type: 'ReleasePublished' },
    }).filter((opening) => opening.kind === kind),
  );

const commandsIn =
  (kind: RecurringKind) =>
  (duty: Duty | undefined): ((state: Duty | undefined) => decide.Decision | UrgingDecision)[] => {
    const on = localDate('2025-09-01');
    const mornings = duty ? rungsOf(duty).map(({ noticeOn }) => noticeOn) : [];
    return [
      ...(duty ? [] : openings(kind)).map(
        (opening) => (it: Duty | undefined) => decide.openDuty(opening, it),
      ),
      ...mornings.map((today) => (it: Duty | undefined) => decide.takeNotice({ today }, it)),
      (it) => decide.confirmNoChange({ agencies: [agency], on }, it),
      (it) => decide.fulfilByRelease({ eventId: nextRelease, publishedOn: on }, it),
      (it) => decide.waive({ why: 'Bộ dữ liệu đã được thu hồi', on }, it),
      (it) => urge({ text: 'Đề nghị thực hiện.', on, by: person, isRead: true }, it),
      (it) => answerUrging({ text: 'Đang thực hiện.', on, by: person, agencies: [agency] }, it),
      (it) => decide.succeed({ from: agency, to: successor, on }, it),
      (it) => recomputeDuty({ on, book: targetsEntered, cause: { eventId: nextRelease, type: 'any' } }, it),
    ];
  };

type Commands = (duty: Duty | undefined) => ((state: Duty | undefined) => decide.Decision | UrgingDecision)[];

/** Whatever may happen to a request next, told as the next fact of its case. */
const following =
  (
    facts: typeof requestFacts,
    follow: (fact: (typeof requestFacts)[number], duty: Duty | undefined) => decide.Decision,
  ): Commands =>
  (duty) => [
    ...facts.map((fact) => (it: Duty | undefined) => follow({ ...fact, version: (it?.asOf ?? 0) + 1 }, it)),
    ...(duty ? rungsOf(duty) : []).map(
      ({ noticeOn: today }) =>
        (it: Duty | undefined) =>
          decide.takeNotice({ today }, it),
    ),
  ];

const ofCorrection = { code: theCode, agency, cycle: 1 };
const commandsOf: Readonly<Record<DutyKind, Commands>> = {
  'open-data-update': commandsIn('open-data-update'),
  'open-data-review': commandsIn('open-data-review'),
  'answer-request': following(requestFacts, followRequest),
  'correct-answer': following(correctionFacts, (fact, duty) => followCorrection(fact, ofCorrection, duty)),
};

const nameOf = (duty: Duty): string => {
  if (duty.status !== 'open') return duty.status;
  if (duty.deadline.kind === 'unknown') return 'unknown';
  if (duty.deadline.kind === 'stopped') return 'paused';
  return duty.overdueSince ? 'overdue' : 'open';
};

const words: Readonly<Record<string, string>> = {
  open: 'Đang mở, có hạn',
  unknown: 'Đang mở, chưa xác định được hạn',
  paused: 'Đang mở, thời hạn tạm dừng',
  overdue: 'Đang mở, đã quá hạn',
  fulfilled: 'Đã xong',
  waived: 'Được miễn',
};

const lifeOf = (kind: DutyKind): Life<Duty, DutyEvent> => ({
  commandsIn: commandsOf[kind],
  evolve: (state, fact) => evolve(state, fact, { at: instant(0), by: { kind: 'system', name: 'docs' } }),
  nameOf,
  keyOf: (duty) =>
    [
      nameOf(duty),
      duty.status === 'open' ? duty.reachedRungs.join() : duty.closed.how,
      duty.deadline.kind,
      duty.agency,
      String(duty.urgings?.length ?? 0),
      String(duty.urgings?.at(-1)?.answer !== undefined),
    ].join(' '),
});

/** The steps of every kind together; a fulfilled turn opens the next one, which is a life of its own. */
export const dutySteps = (kinds: readonly DutyKind[] = DutyKind.options): Step[] => {
  const steps = kinds.flatMap((kind) => stepsOf(lifeOf(kind)));
  return [...new Map(steps.map((step) => [JSON.stringify(step), step])).values()];
};

export const dutyDiagram = (): string => diagramOf(dutySteps(), words);
