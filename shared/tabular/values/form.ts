/** What one cell looks like by itself: how it is written, not yet what its column makes of it. */
export const form = {
  text: 0,
  integer: 1,
  /** `3.5` */
  decimal: 2,
  boolean: 3,
  dateYearFirst: 4,
  dateDayFirst: 5,
  leadingZero: 6,
  longDigits: 7,
  missing: 8,
  /** `1.250`: one and a quarter, or one thousand two hundred and fifty as it is written here. */
  pointOrGroup: 9,
  /** `1,250`: the same doubt the other way round. */
  commaOrGroup: 10,
  commaDecimal: 11,
  groupedPoints: 12,
  groupedCommas: 13,
  pointsComma: 14,
  commasPoint: 15,
  spaced: 16,
  spacedComma: 17,
  spacedPoint: 18,
  yes: 19,
  no: 20,
  /** `05/13/2024` */
  dateMonthFirst: 21,
  /** `05/03/2024`: both orders give a day that exists. */
  dateEither: 22,
  /** Year first, but not `yyyy-mm-dd`. */
  dateYearFirstLoose: 23,
  /** `ngày 5 tháng 3 năm 2024` */
  dateWords: 24,
  monthThenYear: 25,
  yearThenMonth: 26,
} as const;

/** What stands around a number or behind a date; added to the form. */
export const flag = { padded: 32, parentheses: 64, time: 64, percent: 128, unit: 256 } as const;

export type Kind = number;
export const kindCount = 512;
export const formOf = (kind: Kind): Kind => kind & 31;

const { integer, decimal, pointOrGroup, spacedPoint, commaOrGroup } = form;

export const isNumberForm = (f: Kind): boolean =>
  f === integer || f === decimal || (f >= pointOrGroup && f <= spacedPoint);

export const isDateForm = (f: Kind): boolean =>
  f === form.dateYearFirst || f === form.dateDayFirst || (f >= form.dateMonthFirst && f <= form.dateWords);

/** The doubtful ones: one mark before exactly three digits. */
export const isDoubtful = (f: Kind): boolean => f === pointOrGroup || f === commaOrGroup;
