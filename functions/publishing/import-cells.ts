import { fold } from '../../shared/kernel/vietnamese-text.ts';
import template from '../../shared/contract/import-columns.json' with { type: 'json' };
import { rulebook } from '../../shared/regulation/rulebook.ts';

export type ImportColumn = {
  readonly path: string;
  readonly header: string;
  readonly isRequired: boolean;
  readonly list?: string;
};

export const importColumns: readonly ImportColumn[] = template.columns;

const plain = (text: string): string => fold(text).replace(/[*:]/g, ' ').replace(/\s+/g, ' ').trim();

/** The column of the template that a header means: letters' case, marks and the asterisk of what is required do not count. */
export const columnOfHeader = (header: string): ImportColumn | undefined =>
  importColumns.find((column) => plain(column.header) === plain(header));

export const columnOfPath = (path: string): ImportColumn | undefined =>
  importColumns.find((column) => path === column.path || path.startsWith(`${column.path}.`)) ??
  importColumns.find((column) => column.path.startsWith(`${path}.`));

const lists: Readonly<Record<string, ReadonlyMap<string, { id: string; label: { vi: string } }>>> = {
  topics: rulebook.topics,
  licences: rulebook.licences,
  updateFrequencies: rulebook.updateFrequencies,
};

/** What may stand in a column with a list, in the order of the rulebook. */
export const allowedIn = (list: string): string[] =>
  [...(lists[list]?.values() ?? [])].map(({ label }) => label.vi);

/** A term by its label, as people choose it, or by its id. */
export const termOf = (list: string, text: string): string | undefined => {
  const terms = [...(lists[list]?.values() ?? [])];
  return (terms.find(({ id }) => id === text) ?? terms.find(({ label }) => plain(label.vi) === plain(text)))
    ?.id;
};

export const usualLicence = (): string =>
  ([...rulebook.licences.values()].find((licence) => licence.default) ?? [...rulebook.licences.values()][0])
    ?.id ?? '';

/** A day as spreadsheets and people write it, year first; anything else stays for the check to name. */
export const dayIn = (text: string): string => {
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  if (!parts) return text;
  const [, day = '', month = '', year = ''] = parts;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};
