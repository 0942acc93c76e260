import type { CheckReport } from '../../../shared/contract/uploads.ts';
import { displayNumber } from '../../display.ts';
import { Heads } from '../parts/heads.tsx';

const typeWords = {
  text: 'Văn bản',
  integer: 'Số nguyên',
  decimal: 'Số thập phân',
  boolean: 'Đúng/sai',
  date: 'Ngày',
  datetime: 'Ngày giờ',
} as const;

type Problem = CheckReport['problems'][number];

/** What the table says of a problem, column by column. */
const cells = {
  'Trang tính': ({ sheet }: Problem) => sheet ?? '–',
  Dòng: ({ row }: Problem) => (row === undefined ? '–' : displayNumber(row, 'vi')),
  Cột: ({ columnName, column }: Problem) => columnName ?? column ?? '–',
  'Giá trị': ({ value }: Problem) => (value === undefined ? '–' : <code>{value}</code>),
  'Lỗi và cách sửa': ({ sentence }: Problem) => sentence,
} as const;
type Heading = keyof typeof cells;

const wide: ReadonlySet<Heading> = new Set(['Giá trị', 'Lỗi và cách sửa']);

/** A file without sheets needs no column for them. */
export const headingsFor = (problems: readonly Pick<Problem, 'sheet'>[]): Heading[] =>
  (Object.keys(cells) as Heading[]).filter(
    (heading) => heading !== 'Trang tính' || problems.some(({ sheet }) => sheet !== undefined),
  );

/** Every problem with its place and how to mend it. */
export const Problems = ({ report }: { report: CheckReport }) => {
  const headings = headingsFor(report.problems);
  return report.problems.length === 0 ? null : (
    <>
      <h3>Lỗi cần sửa</h3>
      <table class="rows" role="table">
        <caption>
          {report.problems.length < report.problemTotal
            ? `Hiện ${report.problems.length} lỗi đầu trong tổng số ${displayNumber(report.problemTotal, 'vi')} lỗi`
            : `${report.problemTotal} lỗi, theo thứ tự trong tệp`}
        </caption>
        <Heads heads={headings} />
        <tbody role="rowgroup">
          {report.problems.map((problem, index) => (
            <tr role="row" key={index}>
              {headings.map((head) => (
                <td role="cell" data-label={head} class={wide.has(head) ? 'wide' : undefined} key={head}>
                  {cells[head](problem)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
};

/** What each column holds. */
export const Profile = ({ report }: { report: CheckReport }) =>
  report.columns.length === 0 ? null : (
    <>
      <h3>Các cột</h3>
      <div class="scroll" role="region" aria-label="Các cột" tabindex={0}>
        <table class="data">
          <thead>
            <tr>
              <th scope="col">Cột</th>
              <th scope="col">Kiểu</th>
              <th scope="col" class="number">
                Ô trống
              </th>
              <th scope="col" class="number">
                Giá trị khác nhau
              </th>
              <th scope="col">Nhỏ nhất – lớn nhất</th>
            </tr>
          </thead>
          <tbody>
            {report.columns.map((column) => (
              <tr key={column.name}>
                <th scope="row">{column.name}</th>
                <td>{typeWords[column.type]}</td>
                <td class="number">{displayNumber(column.missing, 'vi')}</td>
                <td class="number">
                  {column.distinct === undefined ? '–' : displayNumber(column.distinct, 'vi')}
                </td>
                <td>
                  {column.min === undefined && column.max === undefined
                    ? '–'
                    : `${column.min ?? ''} – ${column.max ?? ''}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );

/** The first rows as the public will see them. */
export const Preview = ({ report: { preview } }: { report: CheckReport }) =>
  preview === undefined ? null : (
    <details>
      <summary>Xem trước {Math.min(preview.rows.length, 20)} dòng đầu</summary>
      <div class="scroll" role="region" aria-label="Xem trước" tabindex={0}>
        <table class="data">
          <thead>
            <tr>
              {preview.columns.map((name) => (
                <th scope="col" key={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.slice(0, 20).map((row, index) => (
              <tr key={index}>
                {row.map((cell, place) => (
                  <td key={place}>{cell ?? <span class="void">trống</span>}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
