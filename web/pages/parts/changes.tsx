import type { ComparedRow, TableComparison } from '../../../shared/kernel/table-comparison.ts';
import { displayNumber } from '../../display.ts';
import { fill } from '../../fill.ts';
import type { Lang, Texts } from '../../texts.ts';

/** What changed in the table since release number `release`. */
export type Changes = TableComparison & { readonly release: number };

type Words = Texts['changes'];
type Props = { readonly changes: Changes; readonly texts: Words; readonly lang: Lang };

/** Columns named in a sentence; those of a wide table would be a page of their own. */
const NAMED = 12;

const named = (names: readonly string[], texts: Words): string =>
  names.length > NAMED
    ? `${names.slice(0, NAMED).join(', ')} ${fill(texts.more, { n: names.length - NAMED })}`
    : names.join(', ');

const keySentence = ({ key, keyIs }: Changes, texts: Words): string =>
  fill({ declared: texts.keyDeclared, found: texts.keyFound, none: texts.keyNone }[keyIs], {
    key: key.join(', '),
  });

const typeWord = (type: string, texts: Words): string =>
  type in texts.types ? texts.types[type as keyof Words['types']] : type;

/** Counts and columns: what a reader of the data must know first. */
const Summary = ({ changes, texts, lang }: Props) => {
  const { added, removed, changed, unchanged, columnsAdded, columnsRemoved, typesChanged } = changes;
  const numbers = Object.fromEntries(
    Object.entries({ added, removed, changed, unchanged }).map(([name, n]) => [name, displayNumber(n, lang)]),
  );
  const isSame = added + removed + changed + (changes.geometryChanged ?? 0) === 0;
  const byColumn = (changes.columnsChanged ?? []).map(
    ({ column, count }) => `${column} (${displayNumber(count, lang)})`,
  );
  return (
    <ul class="plain-list">
      <li>
        {isSame ? texts.same : fill(changes.keyIs === 'none' ? texts.wholeRows : texts.rows, numbers)}{' '}
        <small>{keySentence(changes, texts)}</small>
      </li>
      {changes.geometryChanged === undefined ? null : (
        <li>
          {changes.geometryChanged === 0
            ? texts.geometrySame
            : fill(texts.geometryChanged, { n: displayNumber(changes.geometryChanged, lang) })}
        </li>
      )}
      {columnsAdded.length > 0 ? (
        <li>{fill(texts.columnsAdded, { columns: named(columnsAdded, texts) })}</li>
      ) : null}
      {columnsRemoved.length > 0 ? (
        <li>
          <strong>{fill(texts.columnsRemoved, { columns: named(columnsRemoved, texts) })}</strong>
        </li>
      ) : null}
      {typesChanged.slice(0, NAMED).map(({ column, from, to }) => (
        <li key={column}>
          {fill(texts.typeChanged, { column, from: typeWord(from, texts), to: typeWord(to, texts) })}
        </li>
      ))}
      {byColumn.length > 0 ? (
        <li>{fill(texts.columnsChanged, { columns: named(byColumn, texts) })}</li>
      ) : null}
    </ul>
  );
};

const Cell = ({ value, texts }: { value: string | null | undefined; texts: Words }) =>
  value === null || value === undefined ? <span class="void">{texts.void}</span> : <>{value}</>;

const keyOf = ({ key }: ComparedRow): string => key.map(({ value }) => value ?? '').join(', ');

const ChangedRows = ({ rows, texts }: { rows: readonly ComparedRow[]; texts: Words }) => (
  <table class="data">
    <thead>
      <tr>
        {[texts.row, texts.column, texts.before, texts.after].map((head) => (
          <th scope="col" key={head}>
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.flatMap((row, i) =>
        row.cells.map(({ column, before, after }) => (
          <tr key={`${i} ${column}`}>
            <th scope="row">{keyOf(row)}</th>
            <td>{column}</td>
            <td>
              <Cell value={before} texts={texts} />
            </td>
            <td>
              <Cell value={after} texts={texts} />
            </td>
          </tr>
        )),
      )}
    </tbody>
  </table>
);

/** Rows that only one release has: their key and first cells, a column each. */
const WholeRows = ({ rows, texts }: { rows: readonly ComparedRow[]; texts: Words }) => (
  <table class="data">
    <thead>
      <tr>
        {[...(rows[0]?.key ?? []), ...(rows[0]?.cells ?? [])].map(({ column }) => (
          <th scope="col" key={column}>
            {column}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map((row, i) => (
        <tr key={i}>
          {row.key.map(({ column, value }) => (
            <th scope="row" key={column}>
              <Cell value={value} texts={texts} />
            </th>
          ))}
          {row.cells.map(({ column, before, after }) => (
            <td key={column}>
              <Cell value={before === undefined ? after : before} texts={texts} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

const Samples = ({ changes, texts, lang }: Props) => {
  const kinds = [
    { title: texts.changedRows, total: changes.changed, rows: changes.samples.changed, View: ChangedRows },
    { title: texts.addedRows, total: changes.added, rows: changes.samples.added, View: WholeRows },
    { title: texts.removedRows, total: changes.removed, rows: changes.samples.removed, View: WholeRows },
  ].filter(({ rows }) => rows.length > 0);
  if (kinds.length === 0) return null;
  return (
    <details>
      <summary>{texts.samples}</summary>
      {kinds.map(({ title, total, rows, View }) => (
        <div class="scroll" role="region" aria-label={title} tabindex={0} key={title}>
          <p>
            <strong>{title}</strong>{' '}
            <small>{fill(texts.shown, { shown: rows.length, total: displayNumber(total, lang) })}</small>
          </p>
          <View rows={rows} texts={texts} />
        </div>
      ))}
    </details>
  );
};

/** What changed between two releases; the first rows of each kind where they are wanted. */
export const TableChanges = ({ withSamples, ...props }: Props & { readonly withSamples: boolean }) => (
  <>
    <Summary {...props} />
    {withSamples ? <Samples {...props} /> : null}
  </>
);
