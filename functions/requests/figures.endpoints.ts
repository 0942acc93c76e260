import { numberIn, type Figures } from '../../shared/capabilities/figures.ts';
import { actsFor, seesAll } from '../../shared/capabilities/registry/model.ts';
import { HANDED_ON_LATE, requestSheets } from '../../shared/capabilities/requests/views/adds.ts';
import {
  countByAgency,
  countRequests,
  together,
} from '../../shared/capabilities/requests/views/by-agency.ts';
import {
  requestRegisterOperations as op,
  type RequestFiguresOfAll,
} from '../../shared/contract/request-register.ts';
import { officeCsv, officeCsvHeaders } from '../../shared/tabular/office-csv.ts';
import { caller, endpoint, type Endpoint } from '../_entry/request.ts';
import { lawOfFigures } from './figures.ts';
import { requestsOf } from './register.ts';
import type { RequestServices } from './services.ts';

type Services = Pick<RequestServices, 'store' | 'registry'> & { readonly figures: Figures };
type Line = RequestFiguresOfAll['sum'];

const columns: readonly (readonly [head: string, of: keyof Line])[] = [
  ['Đã nhận', 'received'],
  ['Đã giải quyết', 'resolved'],
  ['Đã từ chối', 'refused'],
  ['Người yêu cầu đã rút', 'withdrawn'],
  ['Khép lại vì quá hạn bổ sung', 'lapsed'],
  ['Đang mở', 'open'],
  ['Đang quá hạn', 'overdue'],
  ['Khép lại sau hạn', 'answeredLate'],
  ['Khiếu nại', 'complaints'],
  ['Khởi kiện', 'lawsuits'],
  ['Chuyển đi khi đã quá hạn', 'handedOnLate'],
];

const figuresCsv = ({ lines, sum }: Pick<RequestFiguresOfAll, 'lines' | 'sum'>): string =>
  officeCsv(
    ['Mã cơ quan', 'Cơ quan', ...columns.map(([head]) => head)],
    [
      ...lines.map((line) => [line.agency, line] as const),
      [{ code: '', name: 'Toàn tỉnh' }, sum] as const,
    ].map(([{ code, name }, line]) => [code, name, ...columns.map(([, of]) => String(line[of]))]),
  );

/** What an agency handed on stands with another: only the sums know that it was late here. */
const handedOnLateIn =
  ({ figures }: Services) =>
  async (agency: string, year: string): Promise<number> => {
    const rows = await figures.rows(requestSheets.receivedIn(year), { from: agency, to: agency });
    return rows.reduce((sum, row) => sum + numberIn(row, HANDED_ON_LATE), 0);
  };

/** The figures the law has counted: of an agency from its own requests, of all from the sums kept while requests change. */
export const figuresEndpoints = (services: Services): Endpoint[] => {
  const handedOnLate = handedOnLateIn(services);
  return [
    endpoint(op.readRequestFigures, async (request) => {
      const who = caller(request);
      const { agency: code, year } = request.query;
      const agency = await services.registry.agency(code);
      if (!agency) return { problem: 'not-found' };
      if (!seesAll(who) && !actsFor(who, code)) return { problem: 'not-your-agency' };
      const found = (await requestsOf(services, code, `${year}-`)) ?? [];
      return {
        body: {
          agency: { code, name: agency.name },
          year,
          ...countRequests(
            found.map(({ state }) => state),
            request.today,
          ),
          handedOnLate: await handedOnLate(code, year),
          ...lawOfFigures(request.today),
          today: request.today,
        },
      };
    }),

    endpoint(op.listRequestFigures, async ({ query, today }) => {
      const year = query.year ?? today.slice(0, 4);
      const [agencies, received, due] = await Promise.all([
        services.registry.agencies(),
        services.figures.rows(requestSheets.receivedIn(year)),
        // Months that have passed are sums; only of this one the days are looked at.
        services.figures.rows(requestSheets.due, { from: `${today.slice(0, 7)}-01`, to: today }),
      ]);
      const names = new Map(agencies.map(({ code, name }) => [code, name]));
      const counted = countByAgency({ received, due }, { year, today });
      const lines = [...counted]
        .map(([code, counts]) => ({ agency: { code, name: names.get(code) ?? code }, ...counts }))
        .sort((a, b) => a.agency.name.localeCompare(b.agency.name, 'vi'));
      const sum = together(counted.values());
      return query.format === 'csv'
        ? {
            file: figuresCsv({ lines, sum }),
            headers: officeCsvHeaders(`so-lieu-yeu-cau-${year}.csv`),
          }
        : { body: { year, lines, sum, ...lawOfFigures(today), today } };
    }),
  ];
};
