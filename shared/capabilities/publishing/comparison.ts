import type { ColumnSummary } from '../../kernel/dataset.ts';

/** What changed in shape between two releases: shown to the approver before anything is published. */
export const compareShapes = (
  before: { rows?: number; columns?: readonly ColumnSummary[] },
  after: { rows?: number; columns: readonly ColumnSummary[] },
) => {
  const earlier = new Map((before.columns ?? []).map((column) => [column.name, column.type]));
  const later = new Map(after.columns.map((column) => [column.name, column.type]));
  return {
    previousRows: before.rows ?? 0,
    rows: after.rows ?? 0,
    columnsAdded: [...later.keys()].filter((name) => !earlier.has(name)),
    columnsRemoved: [...earlier.keys()].filter((name) => !later.has(name)),
    typesChanged: [...later]
      .filter(([name, type]) => earlier.has(name) && earlier.get(name) !== type)
      .map(([column, to]) => ({ column, from: earlier.get(column) as string, to })),
  };
};
