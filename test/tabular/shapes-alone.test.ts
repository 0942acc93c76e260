import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  convert,
  defaultLimits,
  identify,
  isIdentified,
  Preview,
  profile,
  readIntake,
  screen,
} from '../../shared/tabular/index.ts';
import { collection, feature, fileOf, testFolder } from './workbench.ts';

test('shapes without a single attribute are converted and screened, without a table of no columns', async () => {
  const point = (i: number) => ({ type: 'Point', coordinates: [106.3 + i / 100, 20.5] });
  const content = collection(feature(point(0), {}), feature(point(1), {}), feature(point(2), null));
  const path = await fileOf(content.replace('{', '{"ghi chú": "TUYỆT MẬT",'), 'diem.geojson');
  const limits = defaultLimits;
  const identified = await identify(path, 'diem.geojson', (await stat(path)).size, { limits });
  if (!isIdentified(identified)) throw new Error(identified.code);
  const root = await testFolder();
  const [folder, scratch] = [join(root, 'derived'), join(root, 'scratch')];
  await mkdir(folder);
  const { path: table, report } = await readIntake(path, identified, { limits, scratch });
  expect(report).toMatchObject({ rows: 3, columns: [], problems: [] });
  const { files } = await convert(table, report, { folder, scratch, limits });
  expect(files.map(({ role, rows }) => [role, rows])).toEqual([
    ['preview', 3],
    ['geojson', 3],
  ]);
  expect((await readdir(folder)).toSorted()).toEqual(['data.geojson', 'preview.json']);
  const preview = Preview.parse(JSON.parse(await readFile(join(folder, 'preview.json'), 'utf8')));
  expect(preview.columns).toEqual([]);
  const parquet = join(folder, 'data.parquet');
  expect(await profile(parquet, report, { scratch, limits })).toEqual({ rows: 3, columns: [] });
  // What stands beside the shapes is looked through all the same.
  const { findings } = await screen(parquet, report, {
    ...{ scratch, limits, fileName: 'diem.geojson', year: 2026 },
    table: () => Promise.resolve(table),
  });
  expect(findings).toMatchObject([{ kind: 'secret-marking' }]);
});
