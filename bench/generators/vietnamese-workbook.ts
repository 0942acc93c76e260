import { createWriteStream } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { seeded } from './seeded.ts';
import { cellsOf, header, type TableSize } from './vietnamese-table.ts';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const around = {
  '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${TYPE}.sharedStrings+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Công trình" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
  // The second format of a cell is a day.
  'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf xfId="0" numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Days since the spreadsheet's day zero. */
const serialOf = (day: string): number => Date.parse(day) / 86_400_000 + 25_569;

const DAY = header.indexOf('ngay_cap_nhat');
const NUMBERS = [header.indexOf('dien_tich_m2'), header.indexOf('so_ho')];

/** Every text once, as Excel keeps them. */
const sharedTexts = () => {
  const places = new Map<string, number>();
  return {
    places,
    placeOf: (text: string): number => {
      const known = places.get(text);
      if (known !== undefined) return known;
      places.set(text, places.size);
      return places.size - 1;
    },
  };
};

/** The table of public works as Excel would save it: texts shared, days and numbers as numbers. The same seed gives the same bytes. */
export const writeVietnameseWorkbook = async (path: string, { rows, seed }: TableSize): Promise<void> => {
  const random = seeded(seed);
  const { places, placeOf } = sharedTexts();
  const cell = (text: string, column: number, row: number): string => {
    if (text === '') return '';
    const at = `r="${String.fromCharCode(65 + column)}${row}"`;
    if (row > 1 && column === DAY) return `<c ${at} s="1"><v>${serialOf(text)}</v></c>`;
    if (row > 1 && NUMBERS.includes(column) && text !== 'NA') return `<c ${at}><v>${Number(text)}</v></c>`;
    return `<c ${at} t="s"><v>${placeOf(text)}</v></c>`;
  };
  const rowXml = (cells: readonly string[], row: number): string =>
    `<row r="${row}">${cells.map((text, column) => cell(text, column, row)).join('')}</row>`;
  const lines = [rowXml(header, 1)];
  for (let i = 1; i <= rows; i += 1) lines.push(rowXml(cellsOf(i, random), i + 1));
  const texts = [...places.keys()].map((text) => `<si><t>${escaped(text)}</t></si>`).join('');

  const zip = new ZipFile();
  const mtime = new Date('2025-06-16T00:00:00Z');
  const add = (name: string, xml: string): void =>
    zip.addBuffer(Buffer.from(XML + xml), name, { mtime, forceDosTimestamp: true });
  for (const [name, xml] of Object.entries(around)) add(name, xml);
  add(
    'xl/worksheets/sheet1.xml',
    `<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData></worksheet>`,
  );
  add('xl/sharedStrings.xml', `<sst xmlns="${MAIN}" uniqueCount="${places.size}">${texts}</sst>`);
  zip.end();
  await mkdir(dirname(path), { recursive: true });
  await pipeline(zip.outputStream, createWriteStream(`${path}.part`));
  await rename(`${path}.part`, path);
};
