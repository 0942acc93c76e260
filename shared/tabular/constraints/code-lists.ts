import type { LocalDate } from '../../kernel/local-date.ts';
import type { CodeList } from '../../kernel/table-schema.ts';

/** A code and when it was in force; both days are inclusive, an absent one is open. `now`: the codes that took its place. */
export type ListedCode = {
  readonly code: string;
  readonly name: string;
  readonly from?: LocalDate | undefined;
  readonly until?: LocalDate | undefined;
  readonly now?: readonly string[] | undefined;
};

/** The codes a column may refer to. The caller brings them: this room knows no law. */
export type CodesInForce = {
  /** Before this day there were codes that are not listed, so that a row of that time proves nothing. */
  readonly completeFrom: LocalDate;
  readonly codes: readonly ListedCode[];
};

export type CodeLists = Readonly<Record<CodeList, CodesInForce>>;

/** Why a listed code is not in force on `day`: the entry that ended last before it, else the one that begins next. */
export const nearestEntry = (
  { codes }: CodesInForce,
  code: string,
  day: LocalDate,
): ListedCode | undefined => {
  const entries = codes.filter((one) => one.code === code);
  const ended = entries.filter(({ until }) => until !== undefined && until < day);
  const byEnd = ended.toSorted((a, b) => (a.until ?? '').localeCompare(b.until ?? ''));
  return byEnd.at(-1) ?? entries.find(({ from }) => from !== undefined && from > day);
};

/** How the successors of a code are called, as `13225 (Phường Thái Bình)`. */
export const namedCodes = ({ codes }: CodesInForce, wanted: readonly string[]): string =>
  wanted
    .map((code) => {
      const entry = codes.findLast((one) => one.code === code);
      return entry ? `${code} (${entry.name})` : code;
    })
    .join(', ');
