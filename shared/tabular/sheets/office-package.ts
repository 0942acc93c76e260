import { refuse } from './sheet-problem.ts';
import type { SheetLimits } from './sheet-limits.ts';
import { readRelations } from './relations.ts';
import type { GatedZip } from './zip-gate.ts';

const ODS = 'application/vnd.oasis.opendocument.spreadsheet';

const headOf = async (zip: GatedZip, name: string): Promise<string> => {
  for await (const block of zip.read(name)) return block.subarray(0, 200).toString('latin1');
  return '';
};

/** The part with the list of sheets, or why this package is no workbook we read. */
export const workbookPartName = async (zip: GatedZip, limits: SheetLimits): Promise<string> => {
  const { entries } = zip;
  for (const { name, bytes } of entries.values())
    if (
      /\.(rels|xml)$/i.test(name) &&
      !/\/(worksheets|sharedStrings)/i.test(name) &&
      bytes > limits.maxPartBytes
    )
      // Only parts that are read whole matter; the others are never opened.
      if (/(workbook|styles|\[Content_Types\]|\.rels)/i.test(name))
        refuse('office-part-too-large', { part: name, bytes, limit: limits.maxPartBytes });
  if (entries.has('mimetype') && (await headOf(zip, 'mimetype')).startsWith(ODS)) refuse('ods-unsupported');
  const found = (await readRelations(zip, '', limits)).find(({ type }) => type === 'officeDocument');
  const part = found?.target ?? 'xl/workbook.xml';
  if (/\.bin$/i.test(part) || entries.has('xl/workbook.bin')) refuse('xlsb-unsupported');
  if (part.startsWith('word/') || part.startsWith('ppt/')) refuse('office-not-a-workbook', { found: part });
  if (!entries.has(part)) refuse(found ? 'office-damaged' : 'office-not-a-workbook', { part });
  return part;
};
