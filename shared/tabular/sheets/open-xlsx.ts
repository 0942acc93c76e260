import type { SheetInfo, Workbook } from './cells.ts';
import { workbookPartName } from './office-package.ts';
import { readRelations, type Relation } from './relations.ts';
import { OutsideCells, unseenInParts, unseenPlaces } from './outside-cells.ts';
import { hasLeftover, readSharedTexts } from './shared-texts.ts';
import type { SheetLimits } from './sheet-limits.ts';
import { refuse, SheetFault } from './sheet-problem.ts';
import { sheetRows } from './sheet-rows.ts';
import { scanSheet, type Met, type SheetScan } from './sheet-scan.ts';
import { readStyles } from './styles.ts';
import { readWorkbookPart, type ListedSheet } from './workbook-part.ts';
import type { CellContext } from './xlsx-cell.ts';
import { openGated, type GatedZip } from './zip-gate.ts';

type Scanned = SheetScan & { readonly part: string };

const byName = (info: readonly SheetInfo[], name: string): never =>
  refuse('office-sheet-missing', { sheet: name.slice(0, 100), sheets: info.length });

const scanAll = async (
  zip: GatedZip,
  sheets: readonly ListedSheet[],
  relations: readonly Relation[],
  limits: SheetLimits,
  met: Met,
): Promise<{ scans: Map<string, Scanned>; others: string[] }> => {
  const scans = new Map<string, Scanned>();
  const others: string[] = [];
  for (const { name, hidden, relation } of sheets) {
    const target = relations.find(({ id }) => id === relation);
    if (target?.type !== 'worksheet') {
      others.push(name);
      continue;
    }
    const part = target.target;
    if (scans.has(name)) refuse('office-damaged', { sheet: name, why: 'two sheets of one name' });
    if (!zip.entries.has(part)) refuse('office-damaged', { part, why: 'missing' });
    scans.set(name, { part, ...(await scanSheet({ name, hidden, part }, zip.read(part), limits, met)) });
  }
  return { scans, others };
};

const contextOf = async (
  zip: GatedZip,
  relations: readonly Relation[],
  dateSystem: 1900 | 1904,
  limits: SheetLimits,
): Promise<CellContext> => {
  const partOf = (type: string): string | undefined => {
    const part = relations.find((relation) => relation.type === type && !relation.isExternal)?.target;
    return part !== undefined && zip.entries.has(part) ? part : undefined;
  };
  const styles = partOf('styles');
  const texts = partOf('sharedStrings');
  return {
    dateSystem,
    styles: styles === undefined ? [] : await readStyles(styles, zip.read(styles), limits),
    texts: texts === undefined ? undefined : await readSharedTexts(texts, zip.read(texts), limits),
  };
};

const openGatedXlsx = async (zip: GatedZip, limits: SheetLimits): Promise<Workbook> => {
  const names = [...zip.entries.keys()];
  const part = await workbookPartName(zip, limits);
  const relations = await readRelations(zip, part, limits);
  const { sheets, dateSystem, hasNames } = await readWorkbookPart(zip, part, limits);
  const met: Met = { outside: new OutsideCells(), texts: new Uint8Array(limits.maxStrings) };
  const { scans, others } = await scanAll(zip, sheets, relations, limits, met);
  if (scans.size === 0) refuse('office-no-sheet');
  const context = await contextOf(zip, relations, dateSystem, limits);
  const unseen = new Set([...met.outside.places, ...unseenInParts(names)]);
  if (hasNames) unseen.add('names');
  if (context.texts && hasLeftover(context.texts, met.texts)) unseen.add('leftover-texts');
  const infos = [...scans.values()].map(({ info }) => info);
  return {
    sheets: infos,
    notes: {
      format: 'xlsx',
      dateSystem,
      macros: names.some((name) => /vbaProject\.bin$/i.test(name)),
      externalLinks: names.filter((name) => /\/externalLinks\/[^/]+\.xml$/i.test(name)).length,
      comments: names.some((name) => /\/(threadedC|c)omments[^/]*(\/[^/]+)?\.xml$/i.test(name)),
      otherSheets: others,
      unseen: unseenPlaces.filter((place) => unseen.has(place)),
      fonts: context.styles.some(({ font }) => font !== undefined),
    },
    async *rows(sheet) {
      const scan = scans.get(sheet) ?? byName(infos, sheet);
      yield* sheetRows(scan.part, zip.read(scan.part), scan, context, limits);
    },
    close: () => zip.close(),
  };
};

/** An office file is not spoken of as a zip to the person who sent it. */
const asOffice = (error: unknown): unknown => {
  if (!(error instanceof SheetFault)) return error;
  const { code, facts } = error.problem;
  const isZips = code === 'zip-damaged' || code === 'zip-entry-missing' || code === 'zip-method-unsupported';
  return isZips ? new SheetFault({ code: 'office-damaged', ...(facts ? { facts } : {}) }) : error;
};

async function* speakingOffice<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  try {
    yield* source;
  } catch (error) {
    throw asOffice(error);
  }
}

/** Opens an XLSX or XLSM: reads everything but the rows, and every sheet once to know its extent. Throws `SheetFault`. */
export const openXlsx = async (path: string, limits: SheetLimits): Promise<Workbook> => {
  let zip: GatedZip | undefined;
  try {
    zip = await openGated(path, limits);
    const workbook = await openGatedXlsx(zip, limits);
    return { ...workbook, rows: (sheet) => speakingOffice(workbook.rows(sheet)) };
  } catch (error) {
    await zip?.close();
    throw asOffice(error);
  }
};
