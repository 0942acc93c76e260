import type { CheckReport } from '../../../shared/contract/uploads.ts';
import { displayNumber } from '../../display.ts';

const typeWords = {
  text: 'Văn bản',
  integer: 'Số nguyên',
  decimal: 'Số thập phân',
  boolean: 'Đúng/sai',
  date: 'Ngày',
  datetime: 'Ngày giờ',
} as const;

/** Every problem with its place and how to mend it. */
export const Problems = ({ report }: { report: CheckReport }) =>
  report.problems.length === 0 ? null : (
    <>
      <h3>Lỗi cần sửa</h3>
      <table class="rows" role="table">
        <caption>
          {report.problems.length < report.problemTotal
            ? `Hiện ${report.problems.length} lỗi đầu trong tổng số ${displayNumber(report.problemTotal, 'vi')} lỗi`
            : `${report.problemTotal} lỗi, theo thứ tự trong tệp`}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            {['Dòng', 'Cột', 'Giá trị', 'Lỗi và cách sửa'].map((head) => (
              <th role="columnheader" scope="col" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {report.problems.map((problem, index) => (
            <tr role="row" key={index}>
              <td role="cell" data-label="Dòng">
                {problem.row === undefined ? '–' : displayNumber(problem.row, 'vi')}
              </td>
              <td role="cell" data-label="Cột">
                {problem.columnName ?? problem.column ?? '–'}
              </td>
              <td role="cell" data-label="Giá trị" class="wide">
                {problem.value === undefined ? '–' : <code>{problem.value}</code>}
              </td>
              <td role="cell" data-label="Lỗi và cách sửa" class="wide">
                {problem.sentence}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );

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
