import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { originalKey } from '../../functions/publishing/file-keys.ts';
import { offeredOriginal, type SentFile } from '../../functions/publishing/offered-original.ts';
import { memoryObjects, type MemoryBuckets } from '../../shared/adapters/memory/objects.ts';
import type { Identified, TableReport } from '../../shared/tabular/index.ts';
import { firstUpload } from '../fixtures/datasets.ts';
import { rawZip } from '../fixtures/raw-zip.ts';
import { xlsxEntries } from '../fixtures/xlsx-parts.ts';

const author = { name: 'docProps/core.xml', data: '<cp><dc:creator>Nguyễn Văn A</dc:creator></cp>' };
const xlsx = rawZip(xlsxEntries({ sheets: { A: '<sheetData/>' }, more: [author] }));

const offer = async (
  format: Identified['format'],
  fileName: string,
  sent: Partial<SentFile> = {},
  codes: TableReport['notes'][number]['code'][] = [],
  decided: TableReport['decided'] = [],
  around: TableReport['around'] = undefined,
) => {
  const scratch = await mkdtemp(join(tmpdir(), 'original-'));
  onTestFinished(() => rm(scratch, { recursive: true, force: true }));
  const path = join(scratch, 'original');
  await writeFile(path, xlsx);
  const buckets: MemoryBuckets = new Map();
  await memoryObjects('uploads', buckets).put('k', xlsx, { contentType: 'application/octet-stream' });
  const files = memoryObjects('files', buckets);
  const identified: Identified = { format, bytes: xlsx.length, sha256: 'a'.repeat(64) };
  const report = { notes: codes.map((code) => ({ code })), decided, around } as TableReport;
  const places = { files, uploadId: firstUpload, scratch, arrivedAs: { bucket: 'uploads', key: 'k' } };
  const offered = await offeredOriginal(
    places,
    { path, fileName, identified, isUnpacked: false, ...sent },
    report,
  );
  return { offered, kept: buckets.get('files')?.get(originalKey(firstUpload))?.bytes };
};

test('text files are offered as they were sent', async () => {
  const { offered, kept } = await offer('csv', 'số liệu.CSV');
  expect(offered).toMatchObject({ file: { name: 'original.csv', mediaType: 'text/csv' }, notes: [] });
  expect(kept?.equals(xlsx)).toBe(true);
});

test('a file with no name but its ending keeps that ending', async () => {
  expect((await offer('csv', '.csv')).offered.file?.name).toBe('original.csv');
});

test.for([
  ['csv', 'xuất từ phần mềm.xls', 'original.csv'],
  ['csv', 'số liệu.xlsx', 'original.csv'],
  ['csv', 'số liệu.TSV', 'original.tsv'],
  ['json', 'số liệu.csv', 'original.json'],
  ['json', 'số liệu.jsonl', 'original.jsonl'],
  ['geojson', 'ranh giới.txt', 'original.geojson'],
  ['geojson', 'ranh giới.json', 'original.json'],
] as const)(
  'a %s that was sent as “%s” is offered as %s, which a program can open',
  async ([format, sentAs, name]) => {
    expect((await offer(format, sentAs)).offered.file?.name).toBe(name);
  },
);

test('an XLSX is offered without its author, under the name of what it is', async () => {
  const { offered, kept } = await offer('xlsx', 'a.xls');
  expect(offered).toMatchObject({ file: { name: 'original.xlsx' }, notes: ['original-stripped'] });
  expect(offered.file?.bytes).toBe(kept?.length);
  expect(kept?.equals(xlsx)).toBe(false);
});

test.for([
  ['original-old-excel', 'xls', []],
  ['original-has-macros', 'xlsx', ['macros-left-out']],
  ['original-has-hidden-sheets', 'xlsx', ['hidden-sheets']],
  ['original-has-comments', 'xlsx', ['comments-left-out']],
  ['original-has-unseen-text', 'xlsx', ['text-outside-cells']],
] as const)('%s: nothing is offered, and what was sent is kept as proof', async ([note, format, codes]) => {
  const { offered, kept } = await offer(format, 'a.xls', {}, [...codes]);
  expect(offered).toEqual({ notes: [note] });
  expect(kept?.equals(xlsx)).toBe(true);
});

test.for([
  ['sheet', 'xlsx', ['Năm 2024']],
  ['table', 'csv', ['2']],
] as const)(
  'another %s of an %s was not checked: the original is not offered',
  async ([what, format, others]) => {
    const { offered, kept } = await offer(
      format,
      'a.xlsx',
      {},
      [],
      [{ what, chosen: '1', how: 'guessed', alternatives: [...others], samples: [] }],
    );
    expect(offered).toEqual({ notes: ['original-has-more-tables'] });
    expect(kept?.equals(xlsx)).toBe(true);
  },
);

test('of tables beside each other one was chosen: the other was not checked, and the original is not offered', async () => {
  const chosen = await offer(
    'csv',
    'a.csv',
    {},
    [],
    [{ what: 'range', chosen: 'D–E', how: 'told', alternatives: ['A–B'], samples: [] }],
  );
  expect(chosen.offered).toEqual({ notes: ['original-has-more-tables'] });
  const asOne = await offer(
    'csv',
    'a.csv',
    {},
    [],
    [{ what: 'range', chosen: 'A–B + D–E', how: 'guessed', alternatives: ['A–B', 'D–E'], samples: [] }],
  );
  expect(asOne.offered.file?.name).toBe('original.csv');
});

test.for([
  ['csv', [], true],
  ['json', ['repeated-members'], false],
  ['geojson', ['feature-members-repeated'], false],
  ['xlsx', [], true],
] as const)(
  'texts beside the table of a %s that nobody looked through: the original is not offered',
  async ([format, codes, isCut]) => {
    const { offered, kept } = await offer(format, `a.${format}`, {}, [...codes], [], { texts: [], isCut });
    expect(offered).toEqual({ notes: ['original-has-unread-text'] });
    expect(kept?.equals(xlsx)).toBe(true);
  },
);

test('texts beside the table that were looked through hold nothing back', async () => {
  const around = {
    texts: [{ place: 'outside' as const, cells: [['name', 'x'] as [string, string]] }],
    isCut: false,
  };
  for (const codes of [[], ['members-dropped'], ['json-members-dropped']] as const)
    expect((await offer('json', 'a.json', {}, [...codes], [], around)).offered.file?.name).toBe(
      'original.json',
    );
});

test('a workbook whose other sheets are empty is offered', async () => {
  const only = { what: 'sheet', chosen: 'A', how: 'told', alternatives: [], samples: [] } as const;
  const { offered } = await offer('xlsx', 'a.xlsx', {}, [], [{ ...only, alternatives: [], samples: [] }]);
  expect(offered.file?.name).toBe('original.xlsx');
});
