import { daysBetween, localDate, type LocalDate } from '../kernel/local-date.ts';
import { bodyFaults } from './bodies.ts';
import { anchorOf } from './cite.ts';
import type { RulebookData } from './rulebook.ts';
import type { Instrument, SourcedCitation } from './schema.ts';
import type { Stretch } from './series.ts';

type Cited = { readonly where: string; readonly cite: SourcedCitation; readonly stretch?: Stretch };

type Law = Stretch & { readonly state: string; readonly cites: readonly SourcedCitation[] };

/** Every series of law in the rulebook, by the name of what it is about. */
const allSeries = (book: RulebookData): { readonly where: string; readonly series: readonly Law[] }[] => [
  ...[...book.deadlines, ...book.clockStops, ...book.refusalGrounds, ...book.templates].map((rule) => ({
    where: rule.id,
    series: rule.values,
  })),
  ...book.roles.flatMap((role) =>
    role.powers.map((power) => ({ where: `${role.id}/${power.id}`, series: power.values })),
  ),
  ...book.terms.map((terms) => ({ where: terms.id, series: terms.basis })),
  { where: book.requestFields.id, series: book.requestFields.basis },
  ...Object.entries(book.requestRecords).map(([where, { basis }]) => ({ where, series: basis })),
];

/** Every citation in the rulebook, with the stretch of days it must hold for where it carries a dated value. */
const allCitations = (book: RulebookData): Cited[] => {
  const plain = (where: string, cites: readonly SourcedCitation[]) => cites.map((cite) => ({ where, cite }));
  return [
    ...allSeries(book).flatMap(({ where, series }) =>
      series.flatMap((entry) =>
        entry.cites.map((cite) => ({ where, cite, ...(entry.state === 'value' && { stretch: entry }) })),
      ),
    ),
    ...book.terms.flatMap((terms) => terms.sentences.flatMap((s) => plain(`${terms.id}/${s.id}`, s.cites))),
    ...book.countingMethods.flatMap((method) => plain(method.id, method.cites)),
    ...book.calendarYears.flatMap((year) => plain(`${year.year}`, Object.values(year.citations))),
    ...plain('weekly-rest', book.weeklyRest.cites),
    ...book.roles.flatMap((role) => plain(role.id, role.cites)),
    ...book.licences.flatMap((licence) => plain(licence.id, licence.cites)),
    ...book.instruments.flatMap((i) => i.partsEnded.flatMap((part) => plain(i.id, [part.by]))),
  ];
};

/** The last day on which the cited place was law; undefined while it still is. */
const lawUntil = (cite: SourcedCitation, instrument: Instrument): LocalDate | undefined =>
  instrument.partsEnded.find((part) => cite.article !== undefined && part.articles.includes(cite.article))
    ?.until ?? instrument.inForceUntil;

const citationFaults = ({ where, cite, stretch }: Cited, instruments: Map<string, Instrument>): string[] => {
  const instrument = instruments.get(cite.instrument);
  if (!instrument) return [`${where} cites ${cite.instrument}, which the rulebook does not hold`];
  if (!stretch) return [];
  const until = lawUntil(cite, instrument);
  const place = anchorOf(cite);
  return [
    ...(instrument.inForceFrom && stretch.from < instrument.inForceFrom
      ? [`${where} rests on ${place} before it was law`]
      : []),
    ...(until && (!stretch.until || stretch.until > until)
      ? [`${where} rests on ${place} after ${until}`]
      : []),
  ];
};

const missing = (where: string, ids: readonly string[], held: readonly { id: string }[]): string[] =>
  ids
    .filter((id) => !held.some((item) => item.id === id))
    .map((id) => `${where} names ${id}, which is not there`);

const repeated = (where: string, held: readonly { id: string }[]): string[] =>
  held
    .filter((item, i) => held.findIndex((other) => other.id === item.id) !== i)
    .map((item) => `${where} ${item.id} is there twice`);

const yearFaults = (book: RulebookData): string[] =>
  book.calendarYears.flatMap((calendar, i) => {
    const before = book.calendarYears[i - 1];
    return before && calendar.year !== before.year + 1
      ? [`no calendar between ${before.year} and ${calendar.year}`]
      : [];
  });

/** A value that counts by a method counts what the method counts, and only days can be stopped or put off. */
const limitFaults = (book: RulebookData): string[] =>
  book.deadlines.flatMap((rule) =>
    rule.values.flatMap((entry) => {
      if (entry.state !== 'value' || !('method' in entry.limit)) return [];
      const { method: id, unit } = entry.limit;
      const method = book.countingMethods.find((m) => m.id === id);
      if (!method) return [`${rule.id} counts by ${id}, which is not there`];
      return [
        ...(method.unit === unit ? [] : [`${rule.id} counts ${unit} by ${id}`]),
        ...(rule.stoppedBy.length > 0 && unit !== 'day' && unit !== 'working-day'
          ? [`${rule.id} counts ${unit}, which no clock stop can lengthen`]
          : []),
      ];
    }),
  );

/**
 * What is wrong with the rulebook as a whole, in words: names that lead nowhere, ids used twice, values that rest on a
 * provision on days when it was not law. Each file alone is checked by its schema.
 */
export const rulebookFaults = (book: RulebookData): string[] => {
  const instruments = new Map(book.instruments.map((i) => [i.id, i]));
  return [
    ...allCitations(book).flatMap((cited) => citationFaults(cited, instruments)),
    ...limitFaults(book),
    ...book.deadlines.flatMap((rule) =>
      rule.values.some((entry) => entry.state === 'value' && entry.basis === 'house')
        ? [`${rule.id} is shipped with a house target`]
        : [],
    ),
    ...missing(
      'deadlines',
      book.deadlines.flatMap((rule) => rule.extends ?? []),
      book.deadlines,
    ),
    ...missing(
      'deadlines',
      book.deadlines.flatMap((rule) => rule.stoppedBy),
      book.clockStops,
    ),
    ...missing(
      'duty kinds',
      book.dutyKinds.flatMap((kind) => kind.rule ?? []),
      book.deadlines,
    ),
    ...missing(
      'duty kinds',
      book.dutyKinds.map((kind) => kind.ladder),
      book.ladders,
    ),
    ...missing(
      'licences',
      book.licences.flatMap((licence) => licence.terms ?? []),
      book.terms,
    ),
    ...repeated('instrument', book.instruments),
    ...repeated('deadline', book.deadlines),
    ...repeated('clock stop', book.clockStops),
    ...repeated('topic', book.topics.terms),
    ...repeated('licence', book.licences),
    ...repeated('update frequency', book.updateFrequencies.terms),
    ...repeated('role', book.roles),
    ...repeated('body', book.bodies),
    ...repeated('refusal ground', book.refusalGrounds),
    ...repeated('template', book.templates),
    ...bodyFaults(book.bodies),
    ...(book.licences.filter((licence) => licence.default).length === 1
      ? []
      : ['not exactly one default licence']),
    ...yearFaults(book),
  ];
};

/** Days from a day to the end of the last known calendar; below the longest period, deadlines become provisional. */
export const calendarReach = (book: RulebookData, today: LocalDate): number => {
  const last = Math.max(...book.calendarYears.map((calendar) => calendar.year));
  return daysBetween(today, localDate(`${last}-12-31`));
};
