import { addDays, displayDay, type LocalDate } from '../kernel/local-date.ts';
import type { EnteredValue, RuleGround } from '../kernel/rule-value.ts';
import { slugOf } from '../kernel/vietnamese-text.ts';
import { type Rulebook, rulebookOf } from './rulebook.ts';
import type { DeadlineRule, Instrument, Limit, SourcedCitation } from './schema.ts';

type Entry = DeadlineRule['values'][number];
type Gap = Extract<Entry, { state: 'unknown' }>;

/** Why an entered value can not stand: no such rule, no hole on all its days, or a unit the rule can not count. */
export type Misfit = 'unknown-rule' | 'not-a-hole' | 'unit-unfit';

const endsBy = (entry: Gap, until: LocalDate | undefined): boolean =>
  entry.until === undefined || (until !== undefined && until <= entry.until);

/** The stretch without a value that takes in all the days of an entered one. */
const holeFor = ({ from, until }: EnteredValue, rule: DeadlineRule): Gap | undefined =>
  rule.values.find(
    (entry): entry is Gap => entry.state === 'unknown' && entry.from <= from && endsBy(entry, until),
  );

/** A house target fills no hole of the law: on its days the law stays unknown, and may be entered over it. */
const isHouse = (entry: Entry): boolean => entry.state === 'value' && entry.basis === 'house';

const withoutHouse = (rule: DeadlineRule): DeadlineRule => ({
  ...rule,
  values: rule.values.map((entry) =>
    isHouse(entry)
      ? { state: 'unknown', from: entry.from, until: entry.until, why: { vi: '—' }, cites: [] }
      : entry,
  ),
});

const counted = ({ limit }: EnteredValue, rule: DeadlineRule): boolean =>
  limit.kind !== 'period' ||
  rule.stoppedBy.length === 0 ||
  limit.unit === 'day' ||
  limit.unit === 'working-day';

export const misfitOf = (value: EnteredValue, book: Rulebook): Misfit | undefined => {
  const rule = book.deadlines.get(value.rule);
  if (!rule) return 'unknown-rule';
  if (!counted(value, rule)) return 'unit-unfit';
  const days = value.ground.basis === 'law' ? joined(withoutHouse(rule)) : rule;
  return holeFor(value, days) ? undefined : 'not-a-hole';
};

/** Neighbouring stretches without value read as one. */
const joined = (rule: DeadlineRule): DeadlineRule => ({
  ...rule,
  values: rule.values.reduce<Entry[]>((series, entry) => {
    const last = series.at(-1);
    return last?.state === 'unknown' && entry.state === 'unknown'
      ? [...series.slice(0, -1), { ...last, until: entry.until }]
      : [...series, entry];
  }, []),
});

const placeOf = (ground: RuleGround): { number: string; title: string; citedAs: string } =>
  ground.basis === 'law'
    ? { ...ground.instrument, citedAs: ground.instrument.number }
    : {
        number: ground.decision.number,
        title: 'Mục tiêu nội bộ',
        citedAs: `mục tiêu nội bộ theo ${ground.decision.number}`,
      };

/** `van-ban-12-2027-nd-cp`: an instrument that the shipped rulebook does not hold is known by its number. */
const idOf = (ground: RuleGround, book: Rulebook): string => {
  const { number } = placeOf(ground);
  const heldAs = book.data.instruments.find((one) => one.number === number)?.id;
  return (
    (ground.basis === 'law' ? heldAs : undefined) ??
    `${ground.basis === 'law' ? 'van-ban' : 'noi-bo'}-${slugOf(number)}`
  );
};

/** A value as people entered it, with the day on which the second of them approved it. */
export type Entered = EnteredValue & { readonly approvedOn?: LocalDate };

/** Who stands for it: two people of the Department, as it was called that day. Their names stay at the desk. */
const sourceOf = ({ approvedOn }: Entered, { roles }: Rulebook): string => {
  if (!approvedOn) return 'Nhập tại cổng, hai người xác nhận';
  const body = roles
    .get('department')
    ?.bodies?.find(({ from, until }) => from <= approvedOn && (until === undefined || approvedOn <= until));
  return `${body?.vi ?? 'Sở'} nhập tại cổng, hai người xác nhận, phê duyệt ngày ${displayDay(approvedOn)}`;
};

const instrumentOf = (value: Entered, book: Rulebook): Instrument => {
  const { ground } = value;
  const { number, title, citedAs } = placeOf(ground);
  return {
    id: idOf(ground, book),
    kind: 'decision',
    number,
    title: { vi: title },
    citedAs: { vi: citedAs },
    issuer: { vi: '—' },
    ...(ground.basis === 'house' && { issuedOn: ground.decision.issuedOn }),
    partsEnded: [],
    notes: [],
    source: sourceOf(value, book),
    confidence: 'seen',
  };
};

const citeOf = (value: Entered, book: Rulebook): SourcedCitation => {
  const { ground } = value;
  return {
    instrument: idOf(ground, book),
    ...(ground.basis === 'law' && {
      ...(ground.article && { article: ground.article }),
      ...(ground.clause && { clause: ground.clause }),
      ...(ground.point && { point: ground.point }),
    }),
    sentence: { vi: ground.sentence },
    confidence: 'seen',
    source: sourceOf(value, book),
  };
};

const limitOf = ({ limit }: EnteredValue, book: Rulebook): Limit => {
  if (limit.kind !== 'period') return limit;
  const method = book.data.countingMethods.find(({ unit }) => unit === limit.unit);
  if (!method || method.id === 'before-date') throw new Error(`Nothing counts ${limit.unit}`);
  return { ...limit, method: method.id };
};

/** The series with the value on its days, where it had none; what the law says meanwhile is never covered. */
const filled = (series: readonly Entry[], value: Entered, book: Rulebook): Entry[] =>
  series.flatMap((entry): Entry[] => {
    if (entry.state !== 'unknown') return [entry];
    const from = entry.from > value.from ? entry.from : value.from;
    const ends = [entry.until, value.until].filter((day) => day !== undefined).sort();
    const until = ends[0];
    if (until !== undefined && until < from) return [entry];
    return [
      ...(entry.from < from ? [{ ...entry, until: addDays(from, -1) }] : []),
      {
        state: 'value',
        from,
        until,
        limit: limitOf(value, book),
        ...(value.ground.basis === 'house' && { basis: 'house' }),
        cites: [citeOf(value, book)],
        confidence: 'seen',
      },
      ...(until !== undefined && (entry.until === undefined || until < entry.until)
        ? [{ ...entry, from: addDays(until, 1) }]
        : []),
    ];
  });

const byRight = (values: readonly Entered[]): Entered[] => [
  ...values.filter(({ ground }) => ground.basis === 'law'),
  ...values.filter(({ ground }) => ground.basis === 'house'),
];

/**
 * The rulebook with entered values in its holes: the law first, house targets only where the law is still unknown. A
 * value for which the shipped rulebook has the law meanwhile falls away by itself.
 */
export const bookWith = (shipped: Rulebook, entered: readonly Entered[]): Rulebook => {
  if (entered.length === 0) return shipped;
  const values = byRight(entered);
  const instruments = new Map(shipped.data.instruments.map((one) => [one.id, one]));
  for (const value of values) {
    const instrument = instrumentOf(value, shipped);
    if (!instruments.has(instrument.id)) instruments.set(instrument.id, instrument);
  }
  return rulebookOf({
    ...shipped.data,
    instruments: [...instruments.values()],
    deadlines: shipped.data.deadlines.map((rule) => ({
      ...rule,
      values: values
        .filter((value) => value.rule === rule.id)
        .reduce<Entry[]>((series, value) => filled(series, value, shipped), rule.values),
    })),
  });
};
