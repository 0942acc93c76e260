import { fill } from '../../fill.ts';
import { displayNumber } from '../../display.ts';
import type { Lang } from '../../texts.ts';
import type { Answer, Cell, Column, RowsTexts } from './model.ts';

const CELL_LONGEST = 120;

const shown = (cell: Cell, t: RowsTexts): string => {
  if (typeof cell === 'boolean') return cell ? t.yes : t.no;
  const text = String(cell);
  return text.length > CELL_LONGEST ? `${text.slice(0, CELL_LONGEST - 1)}…` : text;
};

const isNumber = (type: Column['type']): boolean => type === 'integer' || type === 'decimal';

/** Up, down, and back to the table's own order. */
const nextSort = (sort: string, name: string): string =>
  sort === name ? `-${name}` : sort === `-${name}` ? '' : name;

const directionOf = (sort: string, name: string): 'ascending' | 'descending' | undefined =>
  sort === name ? 'ascending' : sort === `-${name}` ? 'descending' : undefined;

export const RowsTable = ({
  answer,
  columns,
  sort,
  busy,
  lang,
  texts: t,
  onSort,
}: {
  answer: Answer;
  columns: readonly Column[];
  sort: string;
  busy: boolean;
  lang: Lang;
  texts: RowsTexts;
  onSort: (sort: string) => void;
}) => (
  <div class="scroll" role="region" aria-label={t.region} tabindex={0} aria-busy={busy}>
    <table class="data" lang="vi">
      <caption lang={lang}>
        {fill(t.caption, {
          shown: displayNumber(answer.items.length, lang),
          total: displayNumber(answer.total, lang),
        })}
      </caption>
      <thead>
        <tr>
          {columns.map(({ name, type }) => {
            const direction = directionOf(sort, name);
            return (
              <th
                scope="col"
                key={name}
                class={isNumber(type) ? 'number' : undefined}
                aria-sort={direction ?? 'none'}
              >
                <button type="button" class="sort" onClick={() => onSort(nextSort(sort, name))}>
                  {name}
                  <span aria-hidden="true">
                    {direction === 'ascending' ? ' ▲' : direction === 'descending' ? ' ▼' : ' ↕'}
                  </span>
                </button>
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody>
        {answer.items.map((row, index) => (
          <tr key={index}>
            {columns.map(({ name, type }) => {
              const cell = row[name] ?? null;
              return (
                <td key={name} class={isNumber(type) ? 'number' : undefined}>
                  {cell === null ? (
                    <span class="void" lang={lang}>
                      {t.missingCell}
                    </span>
                  ) : (
                    shown(cell, t)
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
