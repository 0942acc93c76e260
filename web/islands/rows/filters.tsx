import { fill } from '../../fill.ts';
import { operatorsOf, type Column, type Filter, type RowsTexts } from './model.ts';

export type FiltersProps = {
  texts: RowsTexts;
  columns: readonly Column[];
  filters: readonly Filter[];
  onChange: (filters: readonly Filter[]) => void;
};

const inputs = {
  text: { type: 'text' },
  integer: { type: 'number', step: '1' },
  decimal: { type: 'number', step: 'any' },
  boolean: { type: 'text' },
  date: { type: 'date' },
  datetime: { type: 'datetime-local', step: '1' },
} as const satisfies Record<Column['type'], { type: string; step?: string }>;

const ValueField = ({
  filter,
  type,
  label,
  texts: t,
  onValue,
}: {
  filter: Filter;
  type: Column['type'];
  label: string;
  texts: RowsTexts;
  onValue: (value: string) => void;
}) => {
  if (filter.operator === 'missing' || type === 'boolean')
    return (
      <select
        aria-label={label}
        value={filter.value}
        onChange={(event) => onValue(event.currentTarget.value)}
      >
        <option value="true">{t.yes}</option>
        <option value="false">{t.no}</option>
      </select>
    );
  return (
    <input
      aria-label={label}
      {...inputs[type]}
      maxlength={200}
      value={filter.value}
      onInput={(event) => onValue(event.currentTarget.value)}
    />
  );
};

/** The value a new or changed filter begins with: a choice begins with its first. */
const startValue = (operator: Filter['operator'], type: Column['type']): string =>
  operator === 'missing' || type === 'boolean' ? 'true' : '';

/** One line a filter: column, comparison, value, and a button that takes it away. */
export const Filters = ({ texts: t, columns, filters, onChange }: FiltersProps) => {
  const typeOf = (name: string): Column['type'] => columns.find((one) => one.name === name)?.type ?? 'text';
  const put = (index: number, filter: Filter): void =>
    onChange(filters.map((one, i) => (i === index ? filter : one)));
  const begin = (column: string): Filter => {
    const [operator = 'exact'] = operatorsOf(typeOf(column));
    return { column, operator, value: startValue(operator, typeOf(column)) };
  };
  return (
    <fieldset class="row-filters">
      <legend>{t.filters}</legend>
      {filters.map((filter, index) => {
        const type = typeOf(filter.column);
        const n = index + 1;
        return (
          <div class="row-filter" key={index}>
            <select
              aria-label={fill(t.filterColumn, { n })}
              lang="vi"
              value={filter.column}
              onChange={(event) => put(index, begin(event.currentTarget.value))}
            >
              {columns.map(({ name }) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
            <select
              aria-label={fill(t.filterOperator, { n })}
              value={filter.operator}
              onChange={(event) => {
                const operator = operatorsOf(type).find((one) => one === event.currentTarget.value);
                if (operator) put(index, { ...filter, operator, value: startValue(operator, type) });
              }}
            >
              {operatorsOf(type).map((operator) => (
                <option key={operator} value={operator}>
                  {t[`operator-${operator}`]}
                </option>
              ))}
            </select>
            <ValueField
              filter={filter}
              type={type}
              label={fill(t.filterValue, { n })}
              texts={t}
              onValue={(value) => put(index, { ...filter, value })}
            />
            <button
              type="button"
              class="quiet"
              aria-label={fill(t.filterRemove, { n })}
              onClick={() => onChange(filters.filter((_, i) => i !== index))}
            >
              ×
            </button>
          </div>
        );
      })}
      <button
        type="button"
        class="quiet"
        onClick={() => onChange([...filters, begin(columns[0]?.name ?? '')])}
      >
        {t.filterAdd}
      </button>
    </fieldset>
  );
};
