import { join } from 'node:path';
import type { Reading } from '../../shared/kernel/reading.ts';
import type { ColumnSchema } from '../../shared/kernel/table-schema.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { checkConstraints, ConstraintReport } from '../../shared/tabular/constraints/check-constraints.ts';
import type { CodeLists } from '../../shared/tabular/constraints/code-lists.ts';
import { defaultLimits, type TabularLimits } from '../../shared/tabular/index.ts';
import { deriveFile, fileOf, testFolder } from './workbench.ts';

/** A small country: two communes became one at a turn of the law. */
export const lists: CodeLists = {
  'province-code': { completeFrom: localDate('2019-01-01'), codes: [{ code: '33', name: 'Tỉnh Hưng Yên' }] },
  'district-code': {
    completeFrom: localDate('2019-01-01'),
    codes: [{ code: '336', name: 'Thành phố Thái Bình', until: localDate('2025-06-30') }],
  },
  'commune-code': {
    completeFrom: localDate('2025-03-01'),
    codes: [
      { code: '12433', name: 'Phường Lê Hồng Phong', until: localDate('2025-06-30'), now: ['13225'] },
      { code: '13225', name: 'Xã Tân Hòa', until: localDate('2025-06-30'), now: ['13225'] },
      { code: '13225', name: 'Phường Thái Bình', from: localDate('2025-07-01') },
      { code: '00099', name: 'Xã Mới', from: localDate('2025-07-01') },
    ],
  },
};

export type Told = Omit<Reading, 'columns'> & { readonly columns?: ColumnSchema[] };

/** What the rules say of a file, read as told. */
export const rulesSay = async (
  content: string | Uint8Array,
  reading: Told,
  { name = 'so-lieu.csv', limits = defaultLimits }: { name?: string; limits?: TabularLimits } = {},
): Promise<ConstraintReport> => {
  const path = await fileOf(content, name);
  const { report, folder, table } = await deriveFile(path, name, limits, reading);
  const found = await checkConstraints(join(folder, 'data.parquet'), report, {
    scratch: await testFolder(),
    limits,
    lists,
    primaryKey: reading.primaryKey,
    table: () => Promise.resolve(table),
  });
  // A queue worker keeps reports as JSON between stages.
  return ConstraintReport.parse(JSON.parse(JSON.stringify(found)));
};

export const columnOf = (
  name: string,
  type: ColumnSchema['type'],
  constraints?: ColumnSchema['constraints'],
  more: Partial<ColumnSchema> = {},
): ColumnSchema => ({ name, type, ...(constraints ? { constraints } : {}), ...more });
