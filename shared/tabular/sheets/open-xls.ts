import { readFile, stat } from 'node:fs/promises';
import type { WorkSheet } from '@e965/xlsx';
import { scanBiff, type BiffScan } from './biff-scan.ts';
import type { SheetInfo, Workbook } from './cells.ts';
import { oleWorkbook } from './ole-file.ts';
import type { SheetLimits } from './sheet-limits.ts';
import { refuse, SheetFault } from './sheet-problem.ts';
import { xlsInfo, xlsRows, type XlsSheet } from './xls-rows.ts';

/** Texts of files older than Excel 97 are bytes of a Windows code page, which the reader leaves as they are. */
const decoderOf = ({ isUnicode, codePage }: BiffScan): ((text: string) => string) => {
  if (isUnicode) return (text) => text;
  const isKnown = codePage !== undefined && (codePage === 874 || (codePage >= 1250 && codePage <= 1258));
  const decoder = new TextDecoder(`windows-${isKnown ? codePage : 1252}`);
  return (text) => (/^[\0-\xff]*$/.test(text) ? decoder.decode(Buffer.from(text, 'latin1')) : text);
};

const readValues = async (
  stream: Buffer,
): Promise<{ names: string[]; sheets: Record<string, WorkSheet> }> => {
  const { read } = await import('@e965/xlsx');
  try {
    const workbook = read(stream, {
      type: 'buffer',
      dense: true,
      cellText: false,
      cellHTML: false,
      cellFormula: false,
    });
    return { names: workbook.SheetNames, sheets: workbook.Sheets };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refuse('office-damaged', { why: why.slice(0, 100) });
  }
};

/** Sheets in the order of their tabs; the reader gives them in the order of the file. */
const joinSheets = async (
  stream: Buffer,
  scan: BiffScan,
): Promise<{ sheets: XlsSheet[]; others: string[] }> => {
  const decode = decoderOf(scan);
  const { names, sheets } = await readValues(stream);
  const listed = scan.listed.length > 0 ? scan.listed : [{ at: 0, hidden: false, isWorksheet: true }];
  const places = [...new Set(listed.map(({ at }) => at))].sort((a, b) => a - b);
  if (places.length !== names.length || new Set(names).size !== names.length)
    return refuse('office-damaged', { why: 'list of sheets' });
  const all = listed.map(({ at, hidden, isWorksheet }) => {
    const name = names[places.indexOf(at)] ?? '';
    return { name: decode(name), hidden, isWorksheet, values: sheets[name], records: scan.sheets.get(at) };
  });
  return {
    others: all.filter(({ isWorksheet }) => !isWorksheet).map(({ name }) => name),
    sheets: all.flatMap(({ name, hidden, isWorksheet, values, records }) =>
      isWorksheet && values && records
        ? [
            {
              name,
              hidden,
              rows: values['!data'] ?? [],
              records,
              styles: scan.styles,
              decode,
              dateSystem: scan.dateSystem,
            },
          ]
        : [],
    ),
  };
};

/** Opens an XLS (Excel 5 to 2003). It is held in memory whole, so its size and its cells are bounded. Throws `SheetFault`. */
export const openXls = async (path: string, limits: SheetLimits): Promise<Workbook> => {
  const { size } = await stat(path);
  if (size > limits.maxXlsBytes) refuse('xls-too-large', { bytes: size, limit: limits.maxXlsBytes });
  const { stream, macros } = await oleWorkbook(await readFile(path));
  const scan = scanBiff(stream, limits);
  const { sheets, others } = await joinSheets(stream, scan);
  if (sheets.length === 0) refuse('office-no-sheet');
  const infos: SheetInfo[] = sheets.map(xlsInfo);
  const { dateSystem, externalLinks, comments, isUnicode, codePage } = scan;
  return {
    sheets: infos,
    notes: {
      format: 'xls',
      dateSystem,
      macros,
      externalLinks,
      comments,
      otherSheets: others,
      unseen: [],
      fonts: scan.styles.hasFonts,
      ...(isUnicode || codePage === undefined ? {} : { codePage }),
    },
    async *rows(name) {
      const sheet = sheets.find((one) => one.name === name);
      if (!sheet)
        throw new SheetFault({ code: 'office-sheet-missing', facts: { sheet: name.slice(0, 100) } });
      yield* xlsRows(sheet);
    },
    close: async () => {},
  };
};
