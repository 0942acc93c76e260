import type {
  LawCite,
  LawLimit,
  LawStretch,
  PageProps,
  RegulationProps,
  RuleProps,
  RuleSummary,
} from '../../web/pages/index.ts';
import { anchorOf, citeInVietnamese } from '../../shared/regulation/cite.ts';
import type { Rulebook } from '../../shared/regulation/rulebook.ts';
import type { DeadlineRule, Limit, SourcedCitation } from '../../shared/regulation/schema.ts';

type Filled<Props> = Omit<Props, keyof PageProps>;

/** The rulebook a page is made from, and the addresses that were given on it: each place of law gets one. */
type Page = { readonly book: Rulebook; readonly anchors: Set<string> };
const pageOf = (book: Rulebook): Page => ({ book, anchors: new Set() });

const anchorOn = ({ anchors }: Page, cite: SourcedCitation): string | undefined => {
  const anchor = anchorOf(cite);
  if (anchors.has(anchor)) return undefined;
  anchors.add(anchor);
  return anchor;
};

const citeOf = (cite: SourcedCitation, page: Page): LawCite => ({
  anchor: anchorOn(page, cite),
  label: citeInVietnamese(cite, page.book.instruments),
  sentence: cite.sentence.vi,
  confidence: cite.confidence,
  source: cite.source,
});

const limitOf = (limit: Limit): LawLimit => {
  if (limit.kind === 'period') return { kind: 'period', amount: limit.amount, unit: limit.unit };
  return limit.kind === 'date' ? { kind: 'date', before: limit.before } : { kind: limit.kind };
};

type Series = readonly (
  DeadlineRule['values'][number] | Rulebook['data']['templates'][number]['values'][number]
)[];

const isHouse = (entry: Series[number]): boolean => 'basis' in entry && entry.basis === 'house';

const stretchesOf = (series: Series, page: Page): LawStretch[] =>
  series.map((entry) => ({
    from: entry.from,
    until: entry.until,
    state: entry.state,
    // A target of the house stands in no law, so nobody is sure of it by having read one.
    cites: entry.cites.map((cite) => {
      const { confidence, ...shown } = citeOf(cite, page);
      return isHouse(entry) ? shown : { ...shown, confidence };
    }),
    ...(entry.state === 'value'
      ? {
          confidence: entry.confidence,
          ...('limit' in entry && { limit: limitOf(entry.limit), isHouse: entry.basis === 'house' }),
        }
      : { why: entry.why.vi }),
  }));

const summaryOf = (rule: DeadlineRule, page: Page): RuleSummary => ({
  id: rule.id,
  code: rule.code,
  title: rule.title.vi,
  stretches: stretchesOf(rule.values, page),
});

/** The ways of counting that the values of a rule name, each once. */
const methodsOf = (rule: DeadlineRule, page: Page) => {
  const ids = rule.values.flatMap((entry) =>
    entry.state === 'value' && 'method' in entry.limit ? [entry.limit.method] : [],
  );
  return page.book.data.countingMethods
    .filter(({ id }) => ids.includes(id))
    .map(({ title, cites }) => ({ title: title.vi, cites: cites.map((cite) => citeOf(cite, page)) }));
};

const named = (rule: DeadlineRule | undefined) => rule && { id: rule.id, title: rule.title.vi };

export const ruleProps = (rule: DeadlineRule, book: Rulebook): Filled<RuleProps> => {
  const page = pageOf(book);
  return {
    rule: {
      ...summaryOf(rule, page),
      governedWhy: rule.governedBy.why.vi,
      starts: rule.clockStarts.map(({ reason, confidence }) => ({ reason: reason.vi, confidence })),
      methods: methodsOf(rule, page),
      stops: book.data.clockStops
        .filter(({ id }) => rule.stoppedBy.includes(id))
        .map(({ title, values }) => ({ title: title.vi, stretches: stretchesOf(values, page) })),
      extends: named(rule.extends ? book.deadlines.get(rule.extends) : undefined),
      extendedBy: named(book.data.deadlines.find((other) => other.extends === rule.id)),
    },
  };
};

export const regulationProps = (book: Rulebook): Filled<RegulationProps> => {
  const { data } = book;
  const page = pageOf(book);
  return {
    rules: data.deadlines.map((rule) => summaryOf(rule, page)),
    instruments: data.instruments
      .map(({ id, citedAs, title, inForceFrom, inForceUntil, confidence, notes }) => ({
        id,
        citedAs: citedAs.vi,
        title: title.vi,
        from: inForceFrom,
        until: inForceUntil,
        confidence,
        notes: notes.map(({ vi }) => vi),
      }))
      .sort((a, b) => a.citedAs.localeCompare(b.citedAs, 'vi')),
    calendars: data.calendarYears.map(({ year, daysOff, workingDays }) => ({
      year,
      daysOff: daysOff.map(({ day, label }) => ({ day, why: label.vi })),
      workedInstead: workingDays.map(({ day, label }) => ({ day, why: label.vi })),
    })),
    grounds: data.refusalGrounds.map(({ id, title, values }) => ({
      id,
      title,
      stretches: stretchesOf(values, page),
    })),
    templates: data.templates.map(({ id, title, values }) => ({
      id,
      title,
      stretches: stretchesOf(values, page),
    })),
    roles: data.roles
      .filter(({ powers }) => powers.length > 0)
      .map(({ id, label, powers }) => ({
        id,
        label: label.vi,
        powers: powers.map((power) => ({
          id: power.id,
          title: power.title.vi,
          stretches: stretchesOf(power.values, page),
        })),
      })),
    bodies: data.bodies.map(({ id, name, from, until, into = [], note }) => ({
      id,
      name: name.vi,
      from,
      until,
      into: into.map((heir) => data.bodies.find((body) => body.id === heir)?.name.vi ?? heir),
      note: note?.vi,
    })),
  };
};
