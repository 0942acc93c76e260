import { beforeAll, describe, expect, test } from 'vitest';
import { deskOf, publishFile, sendFile } from '../journeys/driver/desk.ts';
import { eventually } from '../journeys/driver/eventually.ts';
import { theDriver } from '../journeys/driver/index.ts';
import { panel, signIn } from './desk.ts';
import { lookAt } from './look.ts';
import { titled } from './this-run.ts';
import { useVisit } from './visit.ts';

const driver = theDriver();
const image = '<img src=x onerror="document.documentElement.dataset.ran=1">';
const script = '</script><script>document.documentElement.dataset.ran=1</script>';
/** In a name of a column and in cells: text that would run where it is put into a page as markup. */
const csv = [
  `mã,"${image.replaceAll('"', '""')}",ghi chú`,
  `1,"${image.replaceAll('"', '""')}",${script}`,
  '2,b,=1+1',
  '',
].join('\n');
let place = { id: '', slug: '' };

beforeAll(async () => {
  const [officer, department] = await Promise.all([
    deskOf(driver, 'focal-gddt'),
    deskOf(driver, 'department'),
  ]);
  const title = titled('Tệp có chữ giống mã lệnh');
  place = await publishFile(officer, department, title, 'la.csv', Buffer.from(csv));
  // The next release's file, so that its report stands at the desk.
  await sendFile(officer, place.id, 'la-2.csv', Buffer.from(csv));
  await eventually(
    'the page',
    async () => (await fetch(`${driver.baseUrl}/datasets/${place.slug}/`)).status === 200,
  );
});

/** Any script that ran would be seen twice: by what it marks, and by the console of a visit that expects no trouble. */
describe('a file whose cells are markup', () => {
  const visit = useVisit(1280);
  const shows = async (): Promise<void> => {
    const { page } = visit();
    expect(await page.getByText(image).count()).toBeGreaterThan(0);
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.dataset['ran'])).toBeUndefined();
  };

  test('is shown as text on its page', async () => {
    await visit().page.goto(`/datasets/${place.slug}/`);
    await shows();
  });

  test('beside its files says which cells got an apostrophe', async () => {
    const { page } = visit();
    await page.getByText('1 ô bắt đầu như công thức (=, +, -, @) có thêm dấu nháy đơn').waitFor();
    await lookAt(visit(), 'dataset-neutralised');
  });

  test('and among the rows that a person asks for', async () => {
    const { page } = visit();
    await page.getByRole('button', { name: 'Xem tất cả các dòng' }).click();
    await page.locator('[data-island=rows] tbody td').filter({ hasText: '</script>' }).waitFor();
    await shows();
  });

  test('and in the report at the desk', async () => {
    const { page } = visit();
    await signIn(page, 'focal-gddt', `/desk/datasets/${place.id}`);
    const report = panel(page, 'Kiểm tra tệp');
    await report.getByText(/^Xem trước \d+ dòng đầu$/).click();
    await report.getByRole('cell', { name: script, exact: true }).waitFor();
    await shows();
  });
});
