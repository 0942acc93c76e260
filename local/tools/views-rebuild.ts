import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { rebuildViews, refoldDatasets, type Refolded } from '../../functions/ledger/rebuild-views.ts';
import { dynamoRegistry } from '../../shared/adapters/dynamodb/registry.ts';
import { dynamoAuditReading } from '../../shared/adapters/ledger-reading.ts';
import { dynamoViewStorage } from '../../shared/adapters/ledger-views.ts';
import { s3Objects } from '../../shared/adapters/s3/objects.ts';
import { catalogueDifference } from './catalogue-difference.ts';
import { reach } from './reach.ts';
import { searchDifference } from './search-difference.ts';

/** `npm run views:rebuild [-- --write]`: exit code 0 when rebuilt = live (or was made so), 1 when they differ. */
const rebuild = async (): Promise<number> => {
  const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
  const system = await reach(resolve(process.env['LOCAL_DIR'] ?? '.local'));
  try {
    const cases = system.name('Cases');
    const ledger = dynamoAuditReading(system.db, { ledger: system.name('Ledger'), cases });
    const { items, differences } = await rebuildViews(
      ledger,
      dynamoViewStorage(system.db, system.name('Views')),
      values,
    );
    const datasets: Refolded[] = [];
    for await (const refolded of refoldDatasets(ledger)) datasets.push(refolded);
    const agencies = await dynamoRegistry(system.db, cases).agencies();
    const unlike = await searchDifference(
      datasets,
      new Map(agencies.map(({ code, name }) => [code, name])),
      s3Objects(system.name('IndexBucket'), system.s3),
      values,
    );
    // Against a wrong index the files prove nothing: they are looked at once it is right.
    const isIndexRight = unlike.length === 0 || values.write;
    const stale = isIndexRight
      ? await catalogueDifference(
          s3Objects(system.name('IndexBucket'), system.s3),
          s3Objects(system.name('PublicBucket'), system.s3),
          system.publicUrl(),
          values,
        )
      : [];
    const found = differences.length + unlike.length + stale.length;
    console.log(`Dựng lại khung nhìn từ sổ cái: ${system.where}`);
    console.log(
      `  ${datasets.length} bộ dữ liệu, ${items} mục danh mục và số liệu; không gửi thư, không gửi hàng đợi`,
    );
    for (const { key, live, rebuilt } of differences)
      console.log(`  ${key}: ${!rebuilt ? 'thừa' : !live ? 'thiếu' : 'khác'}`);
    for (const id of unlike) console.log(`  chỉ mục tìm kiếm, bộ dữ liệu ${id}: khác`);
    for (const key of stale) console.log(`  tệp công khai /${key}: khác chỉ mục`);
    if (found === 0) console.log('Kết quả: dựng lại = đang dùng.');
    else if (values.write) console.log(`Kết quả: đã sửa ${found} chỗ khác nhau.`);
    else console.log(`Kết quả: ${found} chỗ khác nhau. Thêm \`-- --write\` để thay bằng bản dựng lại.`);
    return found > 0 && !values.write ? 1 : 0;
  } finally {
    await system.close();
  }
};

try {
  process.exitCode = await rebuild();
} catch (error) {
  console.error(`Không dựng lại được: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
