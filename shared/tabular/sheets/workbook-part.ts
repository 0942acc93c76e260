import { refuse } from './sheet-problem.ts';
import type { SheetLimits } from './sheet-limits.ts';
import { attribute, readXml } from './xml-feed.ts';
import type { GatedZip } from './zip-gate.ts';

export type ListedSheet = { readonly name: string; readonly hidden: boolean; readonly relation: string };

export type WorkbookPart = {
  readonly sheets: readonly ListedSheet[];
  readonly dateSystem: 1900 | 1904;
  /** Ranges and constants have names of their own, besides those of Excel itself (what is printed, what is filtered). */
  readonly hasNames: boolean;
};

/** The list of sheets in the order of their tabs, and the date system. */
export const readWorkbookPart = async (
  zip: GatedZip,
  part: string,
  limits: SheetLimits,
): Promise<WorkbookPart> => {
  const sheets: ListedSheet[] = [];
  let dateSystem: 1900 | 1904 = 1900;
  let hasNames = false;
  await readXml(part, zip.read(part), limits, {
    open: (name, attributes) => {
      if (name === 'workbookPr' && ['1', 'true'].includes(attributes['date1904'] ?? '')) dateSystem = 1904;
      if (name === 'definedName') hasNames ||= !(attributes['name'] ?? '').startsWith('_xlnm.');
      if (name !== 'sheet') return;
      const state = attributes['state'] ?? 'visible';
      sheets.push({
        name: attributes['name'] ?? '',
        hidden: state !== 'visible',
        relation: attribute(attributes, 'id') ?? '',
      });
      if (sheets.length > limits.maxSheets)
        refuse('office-part-too-large', { part, why: 'sheets', limit: limits.maxSheets });
    },
  });
  return { sheets, dateSystem, hasNames };
};
