import type { Figures } from '../../shared/capabilities/figures.ts';
import { longestSoon } from '../../shared/capabilities/duties/ladder.ts';
import { dutySheets, monthOf } from '../../shared/capabilities/duties/views/adds.ts';
import {
  countByAgency,
  FEWEST_FOR_SHARE,
  fellDue,
  meanDaysLate,
  placesOf,
  shareInTime,
  together,
  type Asked,
  type DutyCounts,
} from '../../shared/capabilities/duties/views/by-agency.ts';
import { MOST_MONTHS, type DutyFigures } from '../../shared/contract/duty-figures.ts';
import type { AgencyCode } from '../../shared/kernel/ids.ts';
import { addDays, type LocalDate } from '../../shared/kernel/local-date.ts';
import { watchedAtOnce } from '../../shared/regulation/at-once.ts';

const monthNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));

/** The months asked for, by default this year so far; undefined where they are none, or too many. */
export const periodOf = (
  asked: { from?: string | undefined; to?: string | undefined },
  today: LocalDate,
): { from: string; to: string } | undefined => {
  const thisMonth = monthOf(today);
  const to = asked.to === undefined || asked.to > thisMonth ? thisMonth : asked.to;
  const from = asked.from ?? `${to.slice(0, 4)}-01`;
  const months = monthNumber(to) - monthNumber(from) + 1;
  return months >= 1 && months <= MOST_MONTHS ? { from, to } : undefined;
};

const shown = (counts: DutyCounts): DutyFigures['sum'] => {
  const { daysLate: _sum, ...numbers } = counts;
  const [share, mean] = [shareInTime(counts), meanDaysLate(counts)];
  return {
    fellDue: fellDue(counts),
    ...numbers,
    ...(share === undefined ? {} : { shareInTime: share }),
    ...(mean === undefined ? {} : { meanDaysLate: mean }),
  };
};

/**
 * Every agency's figures, by place and then by name. It reads sums: a row for each agency, kind and month of the period, a row
 * for each agency and kind of what is open, and of single duties only those due between the first of this month and the end
 * of “soon”.
 */
export const agencyFigures = async (
  figures: Figures,
  asked: Asked,
  nameOf: (agency: AgencyCode) => string,
): Promise<DutyFigures> => {
  const { from, to, kind, today } = asked;
  const years = [...new Set([from.slice(0, 4), to.slice(0, 4)])];
  const [closed, open, due] = await Promise.all([
    Promise.all(years.map(async (year) => ({ year, rows: await figures.rows(dutySheets.closedIn(year)) }))),
    figures.rows(dutySheets.open),
    figures.rows(dutySheets.due, {
      from: `${monthOf(today)}-01`,
      to: `${addDays(today, longestSoon())}~`,
    }),
  ]);
  const counted = countByAgency({ closed, open, due }, asked);
  const places = placesOf(new Map([...counted].map(([agency, counts]) => [agency, shareInTime(counts)])));
  const lines = [...counted].map(([code, counts]) => {
    const place = places.get(code);
    return {
      agency: { code, name: nameOf(code) },
      ...(place === undefined ? {} : { place }),
      ...shown(counts),
    };
  });
  lines.sort(
    (a, b) =>
      (a.place ?? Infinity) - (b.place ?? Infinity) || a.agency.name.localeCompare(b.agency.name, 'vi'),
  );
  return {
    from,
    to,
    ...(kind && { kind }),
    today,
    fewest: FEWEST_FOR_SHARE,
    atOnce: watchedAtOnce(),
    placed: places.size,
    lines,
    sum: shown(together(counted.values())),
  };
};
