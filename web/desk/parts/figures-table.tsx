import { useCommand } from '../asking.ts';
import { useDesk } from '../context.ts';
import { saveFile } from '../save-file.ts';
import { ProblemNotice } from './problem-notice.tsx';

/** A column of numbers; `up` where the smallest is looked for first, as with places. */
export type FiguresColumn<Line> = {
  readonly key: string;
  readonly head: string;
  readonly value: (line: Line) => number | undefined;
  readonly up?: boolean;
};

type Named = { readonly agency: { readonly code: string; readonly name: string } };
/** By which column the lines are sorted; the screen keeps it while it asks for other numbers. */
export type FiguresOrder = { readonly key: string; readonly up: boolean };

const AGENCY = 'agency';
const numbers = new Intl.NumberFormat('vi-VN');

/** Lines by a column; where nothing is said stands last, whichever way it is sorted. */
const sorted = <Line extends Named>(
  lines: readonly Line[],
  columns: readonly FiguresColumn<Line>[],
  order: FiguresOrder | undefined,
): readonly Line[] => {
  if (!order) return lines;
  const sign = order.up ? 1 : -1;
  const value = columns.find(({ key }) => key === order.key)?.value;
  if (!value) return lines.toSorted((a, b) => sign * a.agency.name.localeCompare(b.agency.name, 'vi'));
  return lines.toSorted((a, b) => {
    const [left, right] = [value(a), value(b)];
    if (left === undefined || right === undefined)
      return Number(left === undefined) - Number(right === undefined);
    return sign * (left - right);
  });
};

const Cells = <Line,>({ columns, line }: { columns: readonly FiguresColumn<Line>[]; line: Line }) => (
  <>
    {columns.map(({ key, head, value }) => {
      const n = value(line);
      return (
        <td role="cell" key={key} class="number" data-label={head}>
          {n === undefined ? <span aria-label="không nêu">–</span> : numbers.format(n)}
        </td>
      );
    })}
  </>
);

/** The same figures as a file, by the operation that shows them. */
const TakeAway = ({ csv }: { csv: string }) => {
  const { session } = useDesk();
  const saving = useCommand<null>();
  const save = () =>
    saving.run(
      () => saveFile(session, csv),
      () => undefined,
    );
  return (
    <>
      <ProblemNotice problem={saving.problem} />
      <p class="actions">
        <button type="button" class="quiet" disabled={saving.busy} onClick={save}>
          Tải bảng này (CSV)
        </button>
      </p>
    </>
  );
};

/**
 * A line an agency and the sum of all, first; sorted by any column, and taken away as CSV. On a phone, where the heads are
 * not seen, a list chooses the column.
 */
export const FiguresTable = <Line extends Named, Sum>({
  caption,
  columns,
  lines,
  sum,
  order,
  setOrder,
  csv,
}: {
  caption: string;
  columns: readonly FiguresColumn<Line | Sum>[];
  lines: readonly Line[];
  sum: Sum;
  order: FiguresOrder | undefined;
  setOrder: (order: FiguresOrder | undefined) => void;
  /** The address of the same figures as a file. */
  csv: string;
}) => {
  const firstWay = (key: string): boolean => columns.find((one) => one.key === key)?.up ?? key === AGENCY;
  const sortBy = (key: string): void => setOrder({ key, up: order?.key === key ? !order.up : firstWay(key) });
  const heads = [{ key: AGENCY, head: 'Cơ quan' }, ...columns];
  return (
    <>
      <label class="inline-field sort-choice">
        <span>Sắp xếp theo</span>
        <select
          value={order?.key ?? ''}
          onChange={({ currentTarget: { value } }) =>
            setOrder(value === '' ? undefined : { key: value, up: firstWay(value) })
          }
        >
          <option value="">Thứ tự ban đầu</option>
          {heads.map(({ key, head }) => (
            <option key={key} value={key}>
              {head}
            </option>
          ))}
        </select>
      </label>
      <table class="rows figures" role="table">
        <caption>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {heads.map(({ key, head }) => (
              <th
                role="columnheader"
                scope="col"
                key={key}
                aria-sort={order?.key !== key ? 'none' : order.up ? 'ascending' : 'descending'}
              >
                <button type="button" class="sort" onClick={() => sortBy(key)}>
                  {head}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          <tr role="row" class="sum">
            <th role="rowheader" scope="row">
              Toàn tỉnh
            </th>
            <Cells columns={columns} line={sum} />
          </tr>
          {sorted(lines, columns, order).map((line) => (
            <tr role="row" key={line.agency.code}>
              <th role="rowheader" scope="row">
                {line.agency.name}
              </th>
              <Cells columns={columns} line={line} />
            </tr>
          ))}
        </tbody>
      </table>
      <TakeAway csv={csv} />
    </>
  );
};
