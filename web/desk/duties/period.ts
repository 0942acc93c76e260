/** A stretch of a year to choose: `2025-01` to `2025-06`, both included. */
export type Period = {
  readonly id: string;
  readonly label: string;
  readonly from: string;
  readonly to: string;
};

const QUARTERS = ['I', 'II', 'III', 'IV'];

const month = (year: string, n: number): string => `${year}-${String(n).padStart(2, '0')}`;

/** The stretches of a year that have begun by this month: the year, its quarters, its months. None while the day is not known. */
export const periodsOf = (year: string | undefined, thisMonth: string | undefined): Period[] => {
  if (year === undefined || thisMonth === undefined) return [];
  const isThisYear = thisMonth.startsWith(year);
  const all: Period[] = [
    {
      id: 'year',
      label: isThisYear ? 'Từ đầu năm đến nay' : 'Cả năm',
      from: month(year, 1),
      to: month(year, 12),
    },
    ...QUARTERS.map((name, i) => ({
      id: `quarter-${i + 1}`,
      label: `Quý ${name}`,
      from: month(year, 3 * i + 1),
      to: month(year, 3 * i + 3),
    })),
    ...Array.from({ length: 12 }, (_, i) => ({
      id: `month-${i + 1}`,
      label: `Tháng ${i + 1}`,
      from: month(year, i + 1),
      to: month(year, i + 1),
    })),
  ];
  return all.filter(({ from }) => from <= thisMonth);
};
