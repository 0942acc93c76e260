import { beforeAll, describe, expect, test } from 'vitest';
import { readEnvironments } from '../../infra/environments.ts';
import { operations as op } from '../../shared/contract/operations.ts';
import { Slug } from '../../shared/kernel/ids.ts';
import { someCommunes, toyBoundary } from '../fixtures/toy-boundary.ts';
import {
  approve,
  body,
  deskOf,
  publishFile,
  published,
  sendFile,
  someContact,
  someMetadata,
  submit,
} from '../journeys/driver/desk.ts';
import { eventually } from '../journeys/driver/eventually.ts';
import { theDriver } from '../journeys/driver/index.ts';
import { lookAt } from './look.ts';
import { titled } from './this-run.ts';
import { useVisit, WIDTHS } from './visit.ts';

const driver = theDriver();
const communes = someCommunes(104);
/** Of the first commune nothing is known, of the second no pupils; the last row is of no commune of the boundary. */
const rows = communes
  .slice(1)
  .flatMap(({ code }, i) => [
    `${code},${i === 0 ? '' : 100 + ((i * 37) % 900)},${80 + (i % 20)}`,
    `${code},${i === 0 ? '' : 50},${70 + (i % 20)}`,
  ]);
const csv = Buffer.from(
  ['Mã xã,Số học sinh (học sinh),Tỷ lệ chuyên cần (%)', ...rows, '99999,12,90'].join('\n'),
);
let slug = '';

beforeAll(async () => {
  const [officer, department] = await Promise.all([
    deskOf(driver, 'focal-gddt'),
    deskOf(driver, 'department'),
  ]);
  const boundarySlug = Slug.parse(readEnvironments().dev.boundaryDataset);
  if ((await fetch(`${driver.baseUrl}/datasets/${boundarySlug}/`)).status !== 200) {
    const metadata = someMetadata('Ô vuông để thử bản đồ theo xã');
    const created = body(
      await officer.call(op.createDataset, {
        body: { agency: officer.agency, metadata, contact: someContact, slug: boundarySlug },
      }),
    );
    await sendFile(officer, created.id, 'o-vuong.geojson', toyBoundary(communes));
    body(await submit(officer, created.id));
    body(await approve(department, created.id));
    await published(officer, created.id, 1);
  }
  const title = titled('Học sinh theo xã để xem bản đồ');
  ({ slug } = await publishFile(officer, department, title, 'hoc-sinh.csv', csv));
  await eventually('the page', async () =>
    (await (await fetch(`${driver.baseUrl}/datasets/${slug}/`)).text()).includes('data-island="map"'),
  );
});

describe.each(WIDTHS)('a table with commune codes at %i pixels', (width) => {
  const visit = useVisit(width);

  test('loads figures and shapes when somebody asks, all from the portal', async () => {
    const { page } = visit();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`/datasets/${slug}/`);
    await page.getByRole('button', { name: 'Xem bản đồ' }).waitFor();
    expect(asked.filter((url) => /map\.json|\.geojson|draw-places/.test(url))).toEqual([]);
    await page.getByRole('button', { name: 'Xem bản đồ' }).click();
    await page.getByText('Đã tô màu 102 xã, phường; 2 xã, phường không có số liệu.').waitFor();
    expect(asked.filter((url) => !/^(data|blob):/.test(url) && !url.startsWith(driver.baseUrl))).toEqual([]);
  });

  test('colours five classes with their limits, stripes what has no figure, and says what is not in the boundary', async () => {
    const { page } = visit();
    const legend = page.getByRole('list', { name: 'Chú giải màu' });
    expect(await legend.getByRole('listitem').count()).toBe(6);
    expect(await legend.getByRole('listitem').last().textContent()).toBe('Không có số liệu: 2 xã, phường');
    const fills = await page
      .locator('.map path.leaflet-interactive')
      .evaluateAll((paths) => paths.map((path) => path.getAttribute('fill')));
    expect(fills).toHaveLength(104);
    expect(new Set(fills).size).toBe(6);
    expect(fills.filter((fill) => fill?.startsWith('url(#'))).toHaveLength(2);
    await page.getByText('1 mã của bảng không có trong lớp ranh giới, nên không vẽ: 99999').waitFor();
    await page.getByText('Mỗi xã, phường: tổng các dòng có số.').waitFor();
    await lookAt(visit(), 'place-map');
  });

  test('draws another number and another sum of it when asked, by keyboard', async () => {
    const { page } = visit();
    const measure = page.getByLabel('Số liệu được tô màu');
    await measure.focus();
    await page.keyboard.press('ArrowDown');
    await page.getByText('Mỗi xã, phường: trung bình các dòng có số.').waitFor();
    await page.getByText('Đã tô màu 103 xã, phường; 1 xã, phường không có số liệu.').waitFor();
    await measure.selectOption({ label: 'Số dòng' });
    await page.getByText('2: 103 xã, phường').waitFor();
    await measure.selectOption({ index: 0 });
    await page.getByLabel('Nhiều dòng của một xã tính thành').selectOption('mean');
    await page.getByText('Mỗi xã, phường: trung bình các dòng có số.').waitFor();
  });

  test('says all of it in a table, and of the commune that is pressed', async () => {
    const { page } = visit();
    await page.getByText('Xem bảng số liệu của bản đồ').focus();
    await page.keyboard.press('Enter');
    const table = page.getByRole('region', { name: 'Bảng số liệu của bản đồ' });
    expect(await table.locator('tbody tr').count()).toBe(105);
    expect(await table.locator('tbody tr').last().textContent()).toContain('Không có trong lớp ranh giới');
    expect(await table.locator('tbody tr').first().textContent()).toContain('Không có số liệu');
    const map = page.getByRole('region', { name: 'Bản đồ theo xã, phường' });
    await map.locator('path.leaflet-interactive').nth(40).click();
    const told = await page.locator('.map-chosen').textContent();
    expect(told).toContain(`${communes[40]?.name} (${communes[40]?.code})`);
    await lookAt(visit(), 'place-map-table');
  });

  test('speaks English on the English page', async () => {
    const { page } = visit();
    await page.goto(`/en/datasets/${slug}/`);
    await page.getByRole('button', { name: 'Show the map' }).click();
    await page.getByText('102 communes coloured; 2 communes without a figure.').waitFor();
    await lookAt(visit(), 'place-map-en');
  });
});
