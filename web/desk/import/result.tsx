import type { ImportCheck, ImportRow } from '../../../shared/contract/imports.ts';
import { displayNumber } from '../../display.ts';
import { Chip } from '../parts/chip.tsx';
import { Heads } from '../parts/heads.tsx';
import { Link } from '../router.tsx';
import type { Word } from '../words.ts';
import type { Made } from './create-rows.ts';

const words: Record<ImportRow['outcome'] | Made['outcome'], Word> = {
  ready: { text: 'Tạo được', tone: 'plain' },
  exists: { text: 'Đã có, bỏ qua', tone: 'warn' },
  wrong: { text: 'Cần sửa', tone: 'bad' },
  created: { text: 'Đã tạo', tone: 'ok' },
  failed: { text: 'Chưa tạo được', tone: 'bad' },
};

const headings = ['Dòng', 'Tên bộ dữ liệu', 'Kết quả', 'Cần làm gì'] as const;

const Todo = ({ row, made }: { row: ImportRow; made: Made | undefined }) => {
  if (made?.outcome === 'failed') return <>{made.why}</>;
  if (row.errors.length === 0) return <>–</>;
  return (
    <ul class="plain">
      {row.errors.map(({ column, message }) => (
        <li key={column}>
          <strong>{column}:</strong> {message}
        </li>
      ))}
    </ul>
  );
};

const Row = ({ row, made }: { row: ImportRow; made: Made | undefined }) => {
  const id = made?.outcome === 'created' ? made.id : row.existing?.id;
  const title = row.title === '' ? '(chưa có tên)' : row.title;
  return (
    <tr role="row">
      <td role="cell" data-label={headings[0]}>
        {displayNumber(row.row, 'vi')}
      </td>
      <th role="rowheader" scope="row">
        {id === undefined ? title : <Link to={`/desk/datasets/${id}`}>{title}</Link>}
      </th>
      <td role="cell" data-label={headings[2]}>
        <Chip word={words[made?.outcome ?? row.outcome]} />
      </td>
      <td role="cell" data-label={headings[3]} class="wide">
        <Todo row={row} made={made} />
      </td>
    </tr>
  );
};

/** What the check says of the file, in one line. */
export const summaryOf = ({ rows, ready, exists, wrong }: Omit<ImportCheck, 'ignoredColumns'>): string =>
  [
    `${displayNumber(rows.length, 'vi')} dòng`,
    `${displayNumber(ready, 'vi')} tạo được`,
    `${displayNumber(exists, 'vi')} đã có`,
    `${displayNumber(wrong, 'vi')} cần sửa`,
  ].join('; ');

/** Every row of the file with what is wrong, there already, or created. */
export const ImportResult = (props: { checked: ImportCheck; made: ReadonlyMap<number, Made> }) => (
  <table class="rows" role="table">
    <caption>Từng dòng của tệp; việc cần làm ở cột cuối</caption>
    <Heads heads={headings} />
    <tbody role="rowgroup">
      {props.checked.rows.map((row) => (
        <Row row={row} made={props.made.get(row.row)} key={row.row} />
      ))}
    </tbody>
  </table>
);
