import { extname, join } from 'node:path';
import type { Objects } from '../../shared/adapters/s3/objects.ts';
import type { ReleaseFile } from '../../shared/kernel/dataset.ts';
import type { UploadId } from '../../shared/kernel/ids.ts';
import { stripProperties, type Identified, type TableReport } from '../../shared/tabular/index.ts';
import { originalKey } from './file-keys.ts';

/** Why the file offered to the public is not the file that was sent, or why none is offered. */
export type OriginalNote =
  | 'original-stripped'
  | 'original-unpacked'
  | 'original-old-excel'
  | 'original-has-macros'
  | 'original-has-hidden-sheets'
  | 'original-has-comments'
  | 'original-has-unseen-text'
  | 'original-has-unread-text'
  | 'original-has-more-tables'
  | 'original-not-cleaned';

export type OfferedOriginal = { readonly file?: ReleaseFile; readonly notes: readonly OriginalNote[] };

/** The file that was sent, or the data file of the zip that was. */
export type SentFile = {
  readonly path: string;
  readonly fileName: string;
  readonly identified: Identified;
  readonly isUnpacked: boolean;
};

const mediaTypes = {
  csv: 'text/csv',
  geojson: 'application/geo+json',
  json: 'application/json',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xls: 'application/vnd.ms-excel',
  zip: 'application/zip',
} as const;

/** Endings a file of each kind may keep; the first is given to one that was sent under another kind's. */
const endings = {
  csv: ['.csv', '.tsv', '.txt'],
  geojson: ['.geojson', '.json'],
  json: ['.json', '.jsonl', '.ndjson', '.txt'],
  xlsx: ['.xlsx'],
  xls: ['.xls'],
  zip: ['.zip'],
} as const satisfies Record<Identified['format'], readonly string[]>;

/** Named by what it is: an XLSX that was sent as `.xls` would not open, nor would a CSV that was sent as `.xlsx`. */
const nameOf = ({ fileName, identified: { format } }: SentFile): string => {
  // A file may be called `.csv` and nothing else.
  const sentAs = extname(`original${fileName}`).toLowerCase();
  return `original${endings[format].find((ending) => ending === sentAs) ?? endings[format][0]}`;
};

const octets = { contentType: 'application/octet-stream' };

/** Other sheets or tables with data: only the chosen one was checked, and looked through for what must not be public. */
const hasMoreTables = ({ decided }: TableReport): boolean =>
  decided.some(
    ({ what, how, alternatives }) =>
      ((what === 'sheet' || what === 'table') && alternatives.length > 0) ||
      (what === 'range' && how === 'told'),
  );

/** Texts beside the table that were not looked through: too many, or lost behind the same name written again. */
const hasUnread = ({ around, notes }: TableReport): boolean =>
  around?.isCut === true ||
  notes.some(({ code }) => code === 'repeated-members' || code === 'feature-members-repeated');

/** What of any file was not looked through for what must not be public. */
const unreadIn = (report: TableReport): OriginalNote | undefined =>
  hasMoreTables(report)
    ? 'original-has-more-tables'
    : hasUnread(report)
      ? 'original-has-unread-text'
      : undefined;

/** Parts of a workbook that nobody who decides on the release has seen, or that run. */
const unseenIn = (report: TableReport): OriginalNote | undefined => {
  const said = new Set(report.notes.map(({ code }) => code));
  if (said.has('macros-left-out')) return 'original-has-macros';
  if (said.has('hidden-sheets')) return 'original-has-hidden-sheets';
  if (said.has('comments-left-out')) return 'original-has-comments';
  if (said.has('text-outside-cells')) return 'original-has-unseen-text';
  return unreadIn(report);
};

export type OriginalPlaces = {
  readonly files: Objects;
  readonly uploadId: UploadId;
  readonly scratch: string;
  /** Where the file that was sent lies. */
  readonly arrivedAs: { readonly bucket: string; readonly key: string };
};

/**
 * Keeps what may be offered as the original: text files as they were sent, workbooks without what they say about people. An XLS
 * cannot be stripped, so only its derived files are offered; of a zip, its data file, since nothing else in it was checked.
 * What is not offered is kept all the same, privately, as the proof of what was sent.
 */
export const offeredOriginal = async (
  { files, uploadId, scratch, arrivedAs }: OriginalPlaces,
  sent: SentFile,
  report: TableReport,
): Promise<OfferedOriginal> => {
  const { identified } = sent;
  const unpacked: OriginalNote[] = sent.isUnpacked ? ['original-unpacked'] : [];
  const about = { name: nameOf(sent), role: 'original', mediaType: mediaTypes[identified.format] } as const;
  const key = originalKey(uploadId);
  const keepAsSent = (): Promise<void> => files.copyFrom(arrivedAs, key, octets);
  const keptBack = async (note: OriginalNote): Promise<OfferedOriginal> => {
    await keepAsSent();
    return { notes: [note] };
  };
  if (identified.format === 'xls') return keptBack('original-old-excel');
  if (identified.format !== 'xlsx') {
    const unread = unreadIn(report);
    if (unread) return keptBack(unread);
    await (sent.isUnpacked ? files.fromFile(key, sent.path, octets) : keepAsSent());
    return { file: { ...about, bytes: identified.bytes, sha256: identified.sha256 }, notes: unpacked };
  }
  const unseen = unseenIn(report);
  if (unseen) return keptBack(unseen);
  const path = join(scratch, 'original-stripped');
  const stripped = await stripProperties(sent.path, path);
  if ('problem' in stripped) return keptBack('original-not-cleaned');
  await files.fromFile(key, path, octets);
  const { bytes, sha256 } = stripped;
  return { file: { ...about, bytes, sha256 }, notes: [...unpacked, 'original-stripped'] };
};
