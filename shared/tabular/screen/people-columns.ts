import { MAX_FINDING_CELLS, type Finding } from '../../kernel/screening.ts';
import { sqlName } from '../engine.ts';
import type { Column } from '../report.ts';
import { says } from './header-words.ts';
import { maskAddress, maskBirth, maskName } from './mask.ts';
import { cellFinding, countsOf, ROW, rowsOf, type Seat } from './seek.ts';

const YOUNGEST_YEAR = 1900;
const dateLike = /(?:^|\D)(?:\d{1,2}[/.-]){0,2}(?:19|20)\d\d(?:\D|$)|(?:^|\D)(?:19|20)\d\d-\d\d-\d\d/;
const addressLike =
  /(?:số nhà|số \d|ngõ|ngách|hẻm|kiệt|tổ|thôn|xóm|ấp|khu phố|khu)\s?.*(?:xã|phường|thị trấn|p\.|x\.|tp|thành phố|huyện|quận|tỉnh)/iu;

const shareOf = (values: readonly string[], is: (value: string) => boolean): number =>
  values.length === 0 ? 0 : values.filter(is).length / values.length;

/** Its name speaks of birth and its values are days or years. */
export const isBirthColumn = (column: Column, values: readonly string[], year: number): boolean => {
  if (!says(column.name, 'birth') || says(column.name, 'notBirth')) return false;
  if (column.type === 'date' || column.type === 'datetime') return true;
  if (column.type === 'text') return shareOf(values, (text) => dateLike.test(text)) >= 0.5;
  return (
    column.type === 'integer' &&
    shareOf(values, (text) => Number(text) >= YOUNGEST_YEAR && Number(text) <= year) >= 0.8
  );
};

export const isAddressColumn = (column: Column, values: readonly string[]): boolean => {
  if (column.type !== 'text' || says(column.name, 'notAddress')) return false;
  return says(column.name, 'address') || shareOf(values, (text) => addressLike.test(text)) >= 0.6;
};

type Pair = {
  readonly kind: 'name-with-birth-date' | 'address-with-name';
  readonly name: number;
  readonly other: number;
};

/** Rows that hold both: a name, and what makes it a certain person. */
export const pairIn = async (seat: Seat, { kind, name, other }: Pair): Promise<Finding[]> => {
  const [person, beside] = [seat.columns[name]?.name ?? '', seat.columns[other]?.name ?? ''];
  const both = `${sqlName(person)} IS NOT NULL AND ${sqlName(beside)} IS NOT NULL`;
  const { count } = await countsOf(seat, seat.table, { count: both });
  if (count === 0) return [];
  const listed = await rowsOf(
    seat,
    `SELECT ${ROW}, left(${sqlName(person)}::VARCHAR, 100), left(${sqlName(beside)}::VARCHAR, 200)
     FROM ${seat.table} WHERE ${both} ORDER BY ${ROW} LIMIT ${MAX_FINDING_CELLS}`,
  );
  const mask = kind === 'name-with-birth-date' ? maskBirth : maskAddress;
  const cells = listed.map(([r, who, what]) => ({
    plain: Number(r) + 1,
    shown: `${maskName(String(who))} · ${mask(String(what))}`,
  }));
  // The name is one column and may stand with several others: the finding belongs to the other.
  return [cellFinding(seat, kind, other, { count, cells, facts: { withColumn: person } })];
};
