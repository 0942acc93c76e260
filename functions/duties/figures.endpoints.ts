import type { Figures } from '../../shared/capabilities/figures.ts';
import { actsFor, seesAll } from '../../shared/capabilities/registry/model.ts';
import type { Registry } from '../../shared/capabilities/registry/ports.ts';
import {
  dutyFiguresOperations as op,
  MOST_MONTHS,
  type DutyFigures,
} from '../../shared/contract/duty-figures.ts';
import { officeCsv, officeCsvHeaders } from '../../shared/tabular/office-csv.ts';
import { caller, endpoint, type Endpoint } from '../_entry/request.ts';
import { agencyFigures, periodOf } from './agency-figures.ts';

type Line = DutyFigures['sum'] & { place?: number | undefined };

const columns: readonly (readonly [head: string, of: keyof Line])[] = [
  ['Hạng', 'place'],
  ['Đến hạn trong kỳ', 'fellDue'],
  ['Xong đúng hạn', 'inTime'],
  ['Xong muộn', 'late'],
  ['Chưa xong, đã quá hạn', 'notDone'],
  ['Chuyển đi khi đã quá hạn', 'handedOnLate'],
  ['Đúng hạn (%)', 'shareInTime'],
  ['Số ngày muộn trung bình', 'meanDaysLate'],
  ['Trong đó muộn theo mốc nội bộ', 'byHouse'],
  ['Được miễn', 'waived'],
  ['Xong, không có ngày đến hạn', 'withoutDay'],
  ['Đang quá hạn', 'overdue'],
  ['Sắp đến hạn', 'dueSoon'],
  ['Chưa xác định được hạn', 'unknownDay'],
];

/** A number with the decimal comma of Vietnamese; nothing where nothing is said. */
const cell = (n: number | undefined): string => (n === undefined ? '' : String(n).replace('.', ','));

const figuresCsv = ({ lines, sum }: DutyFigures): string =>
  officeCsv(
    ['Mã cơ quan', 'Cơ quan', ...columns.map(([head]) => head)],
    [
      ...lines.map((line) => [line.agency, line] as const),
      [{ code: '', name: 'Toàn tỉnh' }, sum as Line] as const,
    ].map(([{ code, name }, line]) => [code, name, ...columns.map(([, of]) => cell(line[of]))]),
  );

/** How agencies stand with their duties: all lines for those who see all, one’s own and the sum for everybody else. */
export const figuresEndpoints = ({
  figures,
  registry,
}: {
  figures: Figures;
  registry: Registry;
}): Endpoint[] => [
  endpoint(op.readDutyFigures, async (request) => {
    const who = caller(request);
    const { query, today } = request;
    const period = periodOf(query, today);
    if (!period)
      return {
        problem: 'invalid-input',
        errors: [{ path: 'query.from', message: `Kỳ gồm từ 1 đến ${MOST_MONTHS} tháng, đến tháng này` }],
      };
    const names = new Map((await registry.agencies()).map(({ code, name }) => [code, name]));
    const all = await agencyFigures(
      figures,
      { ...period, kind: query.kind, today },
      (code) => names.get(code) ?? code,
    );
    const body = seesAll(who)
      ? all
      : { ...all, lines: all.lines.filter(({ agency }) => actsFor(who, agency.code)) };
    return query.format === 'csv'
      ? {
          file: figuresCsv(body),
          headers: officeCsvHeaders(`so-lieu-nhiem-vu-${period.from}-${period.to}.csv`),
        }
      : { body };
  }),
];
