import type * as z from 'zod';
import type { ImportRow } from '../../shared/contract/imports.ts';
import { issueSentence } from '../../shared/contract/issue-sentences.ts';
import { publishingOperations, type Contact } from '../../shared/contract/publishing.ts';
import { endsBeforeItBegins } from '../../shared/kernel/dataset.ts';
import { canonicalJson } from '../../shared/kernel/canonical-json.ts';
import { sha256 } from '../../shared/kernel/hash-chain.ts';
import { uuidFrom, type AgencyCode } from '../../shared/kernel/ids.ts';
import { allowedIn, columnOfPath, dayIn, importColumns, termOf, usualLicence } from './import-cells.ts';
import { unknownTerm } from './vocabulary.ts';

/** Cells of one row, by the path of their column in what `createDataset` takes. */
export type ImportCells = { readonly row: number; readonly cells: ReadonlyMap<string, string> };

export type ImportDefaults = {
  readonly agency?: AgencyCode | undefined;
  readonly contact?: Contact | undefined;
};

type RowError = ImportRow['errors'][number];
type DatasetBody = z.output<(typeof publishingOperations)['createDataset']['body']>;

const body = publishingOperations.createDataset.body;

const headerOf = (path: string): string => columnOfPath(path)?.header ?? path;

const wordsIn = (text: string): string[] =>
  text
    .split(/[,;]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');

/** What `createDataset` would be sent, before it is judged. Terms that no list knows stay as they were written. */
const assembled = ({ cells }: ImportCells, defaults: ImportDefaults): unknown => {
  const text = (path: string): string => (cells.get(path) ?? '').normalize('NFC').trim();
  const given = <T>(name: string, value: T | '') => (value === '' ? {} : { [name]: value });
  const term = (path: string, list: string) => termOf(list, text(path)) ?? text(path);
  const [from, until] = ['from', 'until'].map((end) => dayIn(text(`metadata.temporalCoverage.${end}`)));
  const contact = {
    ...given('name', text('contact.name')),
    ...given('email', text('contact.email')),
    ...given('phone', text('contact.phone')),
  };
  return {
    agency: text('agency') || defaults.agency,
    metadata: {
      title: text('metadata.title'),
      description: text('metadata.description'),
      topic: term('metadata.topic', 'topics'),
      licence: term('metadata.licence', 'licences') || usualLicence(),
      updateFrequency: term('metadata.updateFrequency', 'updateFrequencies'),
      spatialCoverage: text('metadata.spatialCoverage'),
      ...(from === '' && until === ''
        ? {}
        : { temporalCoverage: { ...given('from', from ?? ''), ...given('until', until ?? '') } }),
      keywords: wordsIn(text('metadata.keywords')),
    },
    contact: Object.keys(contact).length === 0 ? defaults.contact : contact,
    ...given('slug', text('slug')),
  };
};

/** Terms are looked up before shapes are judged: “not in the list” helps more than “not of the right shape”. */
const termErrors = ({ cells }: ImportCells): RowError[] =>
  importColumns.flatMap(({ path, header, list }) => {
    const text = cells.get(path)?.trim() ?? '';
    if (list === undefined || text === '' || termOf(list, text) !== undefined) return [];
    const message = `“${text.slice(0, 60)}” không có trong danh sách. Chọn một trong: ${allowedIn(list).join('; ')}.`;
    return [{ column: header, message }];
  });

const missing = (path: string): string =>
  path === 'agency'
    ? 'Cần mã cơ quan ở dòng này, hoặc chọn cơ quan khi nhập.'
    : path.startsWith('contact')
      ? 'Cần họ tên và thư điện tử của đầu mối ở dòng này, hoặc điền đầu mối khi nhập.'
      : 'Cần điền mục này.';

/** A day that no calendar has is another fault than one written in a way nobody reads. */
const dayFault = (cell: string): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(dayIn(cell.trim()))
    ? `Không có ngày “${cell.trim()}” trong lịch. Hãy sửa lại ngày.`
    : 'Viết ngày theo dạng ngày/tháng/năm, ví dụ 01/01/2025, hoặc năm-tháng-ngày, ví dụ 2025-01-01.';

const shapeErrors = (row: ImportCells, issues: readonly z.core.$ZodIssue[]): RowError[] =>
  issues.map((issue) => {
    const path = issue.path.map(String).join('.');
    const isEmpty = (row.cells.get(columnOfPath(path)?.path ?? path) ?? '').trim() === '';
    if (isEmpty && issue.code !== 'custom') return { column: headerOf(path), message: missing(path) };
    const isDay = issue.code === 'invalid_format' && issue.format === 'date';
    const message = isDay ? dayFault(row.cells.get(path) ?? '') : `${issueSentence(issue)}.`;
    return { column: headerOf(path), message };
  });

const placeOf = ({ column }: RowError): number => importColumns.findIndex(({ header }) => header === column);

/** One error a column is enough to mend it; as the columns stand. */
const oneAColumn = (errors: readonly RowError[]): RowError[] =>
  errors
    .filter(({ column }, i) => errors.findIndex((other) => other.column === column) === i)
    .sort((a, b) => placeOf(a) - placeOf(b));

export type ReadRow =
  | { readonly row: number; readonly title: string; readonly errors: RowError[] }
  | {
      readonly row: number;
      readonly title: string;
      readonly dataset: DatasetBody;
      readonly idempotencyKey: string;
    };

/**
 * Judges a row by the contract of `createDataset` and the vocabularies, as the API itself would. The key under which it
 * is created is made of the file, the row and what it says: sent again, it creates nothing twice.
 */
export const readRow = (row: ImportCells, defaults: ImportDefaults, fileHash: string): ReadRow => {
  const title = (row.cells.get('metadata.title') ?? '').slice(0, 200);
  const read = body.safeParse(assembled(row, defaults));
  const unknown = termErrors(row);
  if (!read.success || unknown.length > 0) {
    const shapes = read.success ? [] : shapeErrors(row, read.error.issues);
    return { row: row.row, title, errors: oneAColumn([...unknown, ...shapes]) };
  }
  const { metadata } = read.data;
  if (endsBeforeItBegins(metadata))
    return {
      row: row.row,
      title,
      errors: [
        { column: headerOf('metadata.temporalCoverage.until'), message: 'Ngày kết thúc trước ngày bắt đầu.' },
      ],
    };
  if (unknownTerm(metadata)) throw new Error(`A term of row ${row.row} was found and is not one`);
  const idempotencyKey = uuidFrom(sha256(canonicalJson([fileHash, row.row, read.data])));
  return { row: row.row, title, dataset: read.data, idempotencyKey };
};
