/** Every reason an office file or a zip is not read. */
export const sheetProblemCodes = [
  'office-damaged',
  'office-password',
  'office-not-a-workbook',
  'office-no-sheet',
  'office-sheet-missing',
  'office-part-too-large',
  'xlsb-unsupported',
  'ods-unsupported',
  'html-named-xls',
  'xml-2003-unsupported',
  'xml-doctype',
  'xls-too-large',
  'xls-too-old',
  'sheet-too-large',
  'sheet-too-wide',
  'sheet-text-too-large',
  'properties-not-removable',
  'zip-damaged',
  'zip-bomb',
  'zip-unsafe-name',
  'zip-duplicate-name',
  'zip-encrypted',
  'zip-too-many-entries',
  'zip-method-unsupported',
  'zip-several-files',
  'zip-no-data',
  'zip-nested',
  'zip-entry-missing',
] as const;
export type SheetProblemCode = (typeof sheetProblemCodes)[number];

export type SheetProblem = {
  readonly code: SheetProblemCode;
  readonly facts?: Readonly<Record<string, string | number>>;
  /** Files of a zip (`zip-several-files`, `zip-entry-missing`) or sheets (`office-sheet-missing`) to choose from. */
  readonly choices?: readonly string[];
};

/** Ends the reading of a file whose content is at fault; faults of the machine are other errors. */
export class SheetFault extends Error {
  readonly problem: SheetProblem;
  constructor(problem: SheetProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

export const refuse = (code: SheetProblemCode, facts?: SheetProblem['facts']): never => {
  throw new SheetFault(facts ? { code, facts } : { code });
};

/** Runs the work; a fault of the file becomes a value. */
export const orProblem = async <T extends object>(
  work: () => Promise<T>,
): Promise<T | { readonly problem: SheetProblem }> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SheetFault) return { problem: error.problem };
    throw error;
  }
};
