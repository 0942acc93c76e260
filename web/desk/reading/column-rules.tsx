import type { ColumnSchema } from '../../../shared/kernel/table-schema.ts';
import { Field } from '../parts/field.tsx';
import type { Wrong } from '../parts/form-errors.ts';
import { boundFrom, constrained, listFrom } from './reading-form.ts';

type Props = {
  id: string;
  column: ColumnSchema;
  /** Columns that can date the rows. */
  dateColumns: readonly string[];
  change: (column: ColumnSchema) => void;
  /** What was refused of it, by the part: `constraints.pattern`. */
  wrong: Wrong;
};

type TextProps = {
  id: string;
  label: string;
  hint?: string;
  value: string;
  wrong?: string | undefined;
  change: (value: string) => void;
};

const Line = ({ id, label, hint, value, wrong, change }: TextProps) => (
  <Field id={id} label={label} {...(hint ? { hint } : {})} wrong={wrong}>
    {(attributes) => (
      <input {...attributes} value={value} onChange={(event) => change(event.currentTarget.value.trim())} />
    )}
  </Field>
);

const Lines = ({ id, label, hint, value, wrong, change }: TextProps) => (
  <Field id={id} label={label} {...(hint ? { hint } : {})} wrong={wrong}>
    {(attributes) => (
      <textarea
        {...attributes}
        rows={3}
        value={value}
        onChange={(event) => change(event.currentTarget.value)}
      />
    )}
  </Field>
);

const Tick = (props: { id: string; label: string; checked: boolean; change: (on: boolean) => void }) => (
  <label class="check-row" for={props.id}>
    <input
      id={props.id}
      type="checkbox"
      checked={props.checked}
      onChange={(event) => props.change(event.currentTarget.checked)}
    />
    <span>{props.label}</span>
  </label>
);

const codeLists = [
  ['', 'Không phải mã địa bàn'],
  ['province-code', 'Mã tỉnh'],
  ['district-code', 'Mã huyện'],
  ['commune-code', 'Mã xã'],
] as const;

const without = <Key extends keyof ColumnSchema>(column: ColumnSchema, key: Key): Omit<ColumnSchema, Key> => {
  const { [key]: _gone, ...rest } = column;
  return rest;
};

/** The codes of places must be in force on the day of their row, by a column or one day for all. */
const Reference = ({ id, column, dateColumns, change, wrong }: Props) => {
  const { reference } = column;
  const bare = without(column, 'reference');
  return (
    <>
      <Field
        id={`${id}-reference`}
        label="Mã địa bàn hành chính"
        wrong={wrong['reference'] ?? wrong['reference.to']}
      >
        {(attributes) => (
          <select
            {...attributes}
            value={reference?.to ?? ''}
            onChange={(event) => {
              const to = codeLists.find(([list]) => list === event.currentTarget.value)?.[0];
              change(to ? { ...bare, reference: { ...reference, to } } : bare);
            }}
          >
            {codeLists.map(([list, words]) => (
              <option key={list} value={list}>
                {words}
              </option>
            ))}
          </select>
        )}
      </Field>
      {reference ? (
        <Field
          id={`${id}-reference-day`}
          label="Mã phải đang có hiệu lực vào"
          hint="Theo ngày của từng dòng, hoặc một ngày chung"
          wrong={wrong['reference.dateColumn']}
        >
          {(attributes) => (
            <select
              {...attributes}
              value={reference.dateColumn ?? ''}
              onChange={(event) => {
                const dateColumn = event.currentTarget.value;
                change({ ...bare, reference: { to: reference.to, ...(dateColumn ? { dateColumn } : {}) } });
              }}
            >
              <option value="">Một ngày chung cho cả tệp</option>
              {dateColumns.map((name) => (
                <option key={name} value={name}>
                  Ngày ở cột “{name}”
                </option>
              ))}
            </select>
          )}
        </Field>
      ) : null}
      {reference && reference.dateColumn === undefined ? (
        <Field id={`${id}-reference-date`} label="Ngày chung" wrong={wrong['reference.date']}>
          {(attributes) => (
            <input
              {...attributes}
              type="date"
              value={reference.date ?? ''}
              onChange={(event) => {
                const date = event.currentTarget.value as NonNullable<typeof reference.date>;
                change({ ...bare, reference: { to: reference.to, ...(date ? { date } : {}) } });
              }}
            />
          )}
        </Field>
      ) : null}
    </>
  );
};

/** What the values of one column must keep to, in this release and the next ones. */
export const ColumnRules = (props: Props) => {
  const { id, column, change, wrong } = props;
  const { constraints = {}, title = '', unit = '', missingValues = [] } = column;
  const set = (key: 'title' | 'unit', value: string): void =>
    change(value === '' ? { ...without(column, key) } : { ...column, [key]: value });
  return (
    <div class="form">
      <Tick
        id={`${id}-required`}
        label="Không được để trống"
        checked={constraints.required ?? false}
        change={(on) => change(constrained(column, 'required', on || undefined))}
      />
      <Tick
        id={`${id}-unique`}
        label="Mỗi giá trị chỉ xuất hiện một lần"
        checked={constraints.unique ?? false}
        change={(on) => change(constrained(column, 'unique', on || undefined))}
      />
      <div class="pair">
        <Line
          id={`${id}-minimum`}
          wrong={wrong['constraints.minimum']}
          label="Nhỏ nhất"
          value={String(constraints.minimum ?? '')}
          change={(value) => change(constrained(column, 'minimum', boundFrom(value)))}
        />
        <Line
          id={`${id}-maximum`}
          wrong={wrong['constraints.maximum']}
          label="Lớn nhất"
          value={String(constraints.maximum ?? '')}
          change={(value) => change(constrained(column, 'maximum', boundFrom(value)))}
        />
        <Line id={`${id}-unit`} label="Đơn vị tính" value={unit} change={(value) => set('unit', value)} />
      </div>
      <Line
        id={`${id}-title`}
        label="Tên đầy đủ"
        hint="Hiện cho người đọc; tên cột trong tệp giữ nguyên"
        value={title}
        change={(value) => set('title', value)}
      />
      <Line
        id={`${id}-pattern`}
        wrong={wrong['constraints.pattern']}
        label="Mẫu của giá trị"
        hint="Biểu thức chính quy khớp cả giá trị, ví dụ [0-9]{5}"
        value={constraints.pattern ?? ''}
        change={(value) => change(constrained(column, 'pattern', value || undefined))}
      />
      <Lines
        id={`${id}-enum`}
        wrong={wrong['constraints.enum']}
        label="Chỉ gồm các giá trị"
        hint="Mỗi dòng một giá trị"
        value={(constraints.enum ?? []).join('\n')}
        change={(value) => change(constrained(column, 'enum', listFrom(value)))}
      />
      <Lines
        id={`${id}-missing`}
        label="Từ nghĩa là không có giá trị"
        hint="Mỗi dòng một từ, ngoài những từ thường gặp như “-” hay “N/A”"
        value={missingValues.join('\n')}
        change={(value) => {
          const words = listFrom(value);
          change(words ? { ...column, missingValues: words } : without(column, 'missingValues'));
        }}
      />
      <Reference {...props} />
    </div>
  );
};
