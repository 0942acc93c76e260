import type { Reading } from '../../../shared/kernel/reading.ts';
import { DateOrder, FieldType, type ColumnSchema } from '../../../shared/kernel/table-schema.ts';
import { valueWords } from '../file/decided-words.ts';
import type { Wrong } from '../parts/form-errors.ts';
import { ColumnRules } from './column-rules.tsx';
import { columnOf, retyped, withColumn, withoutColumn } from './reading-form.ts';

type Props = {
  schema: readonly ColumnSchema[];
  reading: Reading;
  change: (reading: Reading) => void;
  /** What was refused, by the name of the column. */
  wrong: Readonly<Record<string, Wrong>>;
};

export const typeWords: Record<FieldType, string> = {
  string: 'Văn bản, mã số',
  integer: 'Số nguyên',
  number: 'Số thập phân',
  boolean: 'Đúng/sai',
  date: 'Ngày',
  datetime: 'Ngày giờ',
  year: 'Năm',
  yearmonth: 'Tháng của năm',
};

const isDated = ({ type }: ColumnSchema): boolean => ['date', 'datetime', 'year', 'yearmonth'].includes(type);

/** How dates or numbers of this column are written, where its type leaves that open. */
const Writing = ({
  id,
  column,
  change,
}: {
  id: string;
  column: ColumnSchema;
  change: (c: ColumnSchema) => void;
}) => {
  if (column.type === 'date' || column.type === 'datetime')
    return (
      <select
        id={`${id}-order`}
        aria-label={`Cách ghi ngày của cột ${column.name}`}
        value={column.dateOrder ?? 'year-first'}
        onChange={(event) => change({ ...column, dateOrder: DateOrder.parse(event.currentTarget.value) })}
      >
        {DateOrder.options.map((order) => (
          <option key={order} value={order}>
            {valueWords('dates', order)}
          </option>
        ))}
      </select>
    );
  if (column.type !== 'number' && column.type !== 'integer') return null;
  const mark = column.decimalChar ?? (column.groupChar === '.' ? ',' : '.');
  return (
    <select
      id={`${id}-mark`}
      aria-label={`Cách ghi số của cột ${column.name}`}
      value={mark}
      onChange={(event) => {
        const { groupChar: _group, ...rest } = column;
        const decimalChar = event.currentTarget.value === ',' ? ',' : '.';
        change({ ...rest, decimalChar });
      }}
    >
      <option value=",">1.234,5 (dấu phẩy là dấu thập phân)</option>
      <option value=".">1,234.5 (dấu chấm là dấu thập phân)</option>
    </select>
  );
};

type ColumnProps = {
  id: string;
  column: ColumnSchema;
  isTold: boolean;
  dateColumns: readonly string[];
  wrong: Wrong | undefined;
  put: (column: ColumnSchema) => void;
  drop: () => void;
};

const Column = ({ id, column, isTold, dateColumns, wrong, put, drop }: ColumnProps) => (
  <li>
    <p class="column-name">
      <strong>{column.name}</strong>
      {isTold ? (
        <button type="button" class="quiet" aria-label={`Bỏ sửa đổi của cột ${column.name}`} onClick={drop}>
          Bỏ sửa
        </button>
      ) : null}
    </p>
    <div class="pair">
      <select
        id={`${id}-type`}
        aria-label={`Kiểu dữ liệu của cột ${column.name}`}
        value={column.type}
        onChange={(event) => put(retyped(column, FieldType.parse(event.currentTarget.value)))}
      >
        {FieldType.options.map((type) => (
          <option key={type} value={type}>
            {typeWords[type]}
          </option>
        ))}
      </select>
      <Writing id={id} column={column} change={put} />
    </div>
    <details open={wrong !== undefined}>
      <summary aria-label={`Ràng buộc của cột ${column.name}`}>
        {(column.constraints ?? column.reference) ? 'Ràng buộc (đã có)' : 'Ràng buộc'}
      </summary>
      <ColumnRules id={id} column={column} dateColumns={dateColumns} change={put} wrong={wrong ?? {}} />
    </details>
  </li>
);

/** The columns as the check found them; each can be corrected, and what is corrected holds for the next release. */
export const Columns = ({ schema, reading, change, wrong }: Props) => {
  const columns = schema.map((found) => columnOf(reading, found));
  const dateColumns = columns.filter(isDated).map(({ name }) => name);
  return (
    <fieldset class="columns">
      <legend>Lược đồ các cột</legend>
      <p class="hint">Sửa cột nào thì cột đó được đọc như vậy cho cả những lần tải lên sau.</p>
      <ul>
        {columns.map((column, index) => (
          <Column
            key={column.name}
            id={`column-${index + 1}`}
            column={column}
            isTold={reading.columns?.some(({ name }) => name === column.name) ?? false}
            dateColumns={dateColumns}
            wrong={wrong[column.name]}
            put={(next) => change(withColumn(reading, next))}
            drop={() => change(withoutColumn(reading, column.name))}
          />
        ))}
      </ul>
    </fieldset>
  );
};
