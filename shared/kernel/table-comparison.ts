import * as z from 'zod';

const count = z.int().nonnegative();
const cell = z.string().nullable();

/** A row of one release, or of both, by the cells that say which it is and those that differ. */
export const ComparedRow = z.object({
  key: z.array(z.object({ column: z.string(), value: cell })).meta({ description: 'Empty without a key' }),
  cells: z
    .array(z.object({ column: z.string(), before: cell.optional(), after: cell.optional() }))
    .meta({ description: 'Of a changed row the cells that changed; of others the first cells' }),
});
export type ComparedRow = z.infer<typeof ComparedRow>;

/** At most so many rows are shown of each kind; all are counted. */
export const SHOWN_ROWS = 10;

/**
 * What changed in the table between two releases. Rows are matched by the key; without one, rows are compared whole, so that
 * a changed row counts as one removed and one added.
 */
export const TableComparison = z.object({
  key: z.array(z.string()),
  keyIs: z.enum(['declared', 'found', 'none']).meta({
    description: 'declared: as the agency said; found: a column whose values are unique; none: whole rows',
  }),
  rowsBefore: count,
  rowsAfter: count,
  added: count,
  removed: count,
  changed: count,
  unchanged: count,
  columnsAdded: z.array(z.string()),
  columnsRemoved: z.array(z.string()),
  typesChanged: z.array(z.object({ column: z.string(), from: z.string(), to: z.string() })),
  columnsChanged: z
    .array(z.object({ column: z.string(), count }))
    .optional()
    .meta({ description: 'In how many changed rows each column differs, most first' }),
  geometryChanged: count.optional().meta({
    description:
      'In how many rows of both releases the shape differs; absent without a key, and without shapes',
  }),
  samples: z.object({
    added: z.array(ComparedRow).max(SHOWN_ROWS),
    removed: z.array(ComparedRow).max(SHOWN_ROWS),
    changed: z.array(ComparedRow).max(SHOWN_ROWS),
  }),
});
export type TableComparison = z.infer<typeof TableComparison>;
