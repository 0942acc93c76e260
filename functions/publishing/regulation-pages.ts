import { renderRegulation, renderRule } from '../../web/pages/index.ts';
import { citeInVietnamese } from '../../shared/regulation/cite.ts';
import { type Rulebook, rulebook } from '../../shared/regulation/rulebook.ts';
import type { DeadlineRule } from '../../shared/regulation/schema.ts';
import { putPage } from './public-files.ts';
import { regulationProps, ruleProps } from './regulation-props.ts';
import type { Press } from './render-frame.ts';

const addressOf = (rule: DeadlineRule) => `/regulation/${rule.id}/`;

/** A rule as machines read it: the data as held, with each citation also in words and the address of its page. */
const ruleFile = (rule: DeadlineRule, { instruments }: Rulebook, url: string) => ({
  url: url + addressOf(rule),
  ...rule,
  values: rule.values.map((entry) => ({
    ...entry,
    cites: entry.cites.map((cite) => ({ ...cite, label: citeInVietnamese(cite, instruments) })),
  })),
});

/** The law of the rulebook in one file; the vocabularies of datasets have files of their own. */
const bookFile = (book: Rulebook, url: string) => {
  const { data } = book;
  return {
    url: `${url}/regulation/`,
    rules: data.deadlines.map((rule) => ruleFile(rule, book, url)),
    countingMethods: data.countingMethods,
    clockStops: data.clockStops,
    instruments: data.instruments,
    calendarYears: data.calendarYears,
    weeklyRest: data.weeklyRest,
    refusalGrounds: data.refusalGrounds,
    requestFields: data.requestFields,
    requestRecords: data.requestRecords,
    templates: data.templates,
    roles: data.roles,
    bodies: data.bodies,
  };
};

/** The rulebook as open data: its page, a page for each rule, and the same as JSON. */
export const renderRegulationPages = async (press: Press, book: Rulebook): Promise<void> => {
  const { url } = press.frame.site;
  const put = (path: string, content: unknown) =>
    putPage(press.site, path, `${JSON.stringify(content, null, 1)}\n`);
  const all = regulationProps(book);
  await press.print('/regulation/', (frame) => renderRegulation({ ...frame, ...all }));
  await put('/regulation.json', bookFile(book, url));
  for (const rule of book.data.deadlines) {
    const props = ruleProps(rule, book);
    await press.print(addressOf(rule), (frame) => renderRule({ ...frame, ...props }));
    await put(`/regulation/${rule.id}.json`, ruleFile(rule, book, url));
  }
};

/** The addresses of these pages, for the sitemap. */
export const regulationPaths = (book: Rulebook = rulebook): string[] => [
  '/regulation/',
  ...book.data.deadlines.map(addressOf),
];
