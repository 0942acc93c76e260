import type { Workbook } from './cells.ts';
import { headOf } from './file-head.ts';
import { openXls } from './open-xls.ts';
import { openXlsx } from './open-xlsx.ts';
import { defaultSheetLimits, type SheetLimits } from './sheet-limits.ts';
import { orProblem, refuse, type SheetProblem } from './sheet-problem.ts';
import { sniffOffice } from './sniff-office.ts';

/**
 * Opens a spreadsheet file of a local path by what its bytes are: an XLSX named `.xls` opens as what it is. Formulas are
 * never computed; their kept values are read. Close it when done. Throws only on faults of the machine.
 */
export const openWorkbook = (
  path: string,
  limits: SheetLimits = defaultSheetLimits,
): Promise<Workbook | { readonly problem: SheetProblem }> =>
  orProblem(async () => {
    switch (sniffOffice(await headOf(path))) {
      case 'zip':
        return openXlsx(path, limits);
      case 'ole':
      case 'biff':
        return openXls(path, limits);
      case 'biff-old':
        return refuse('xls-too-old');
      case 'html':
        return refuse('html-named-xls');
      case 'xml-2003':
        return refuse('xml-2003-unsupported');
      case undefined:
        return refuse('office-not-a-workbook', { found: 'no spreadsheet' });
    }
  });
