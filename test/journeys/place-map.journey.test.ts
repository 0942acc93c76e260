import { beforeAll, describe, expect, test } from 'vitest';
import { readEnvironments } from '../../infra/environments.ts';
import { operations as op } from '../../shared/contract/operations.ts';
import { Slug } from '../../shared/kernel/ids.ts';
import { PlaceValues } from '../../shared/kernel/place-values.ts';
import { formerCommunes, someCommunes, toyBoundary } from '../fixtures/toy-boundary.ts';
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
  type Desk,
} from './driver/desk.ts';
import { eventually } from './driver/eventually.ts';
import { theDriver } from './driver/index.ts';

const driver = theDriver();
const boundarySlug = Slug.parse(readEnvironments().dev.boundaryDataset);
const communes = someCommunes(30);
const [unmatched, ...drawn] = communes;
const table = (year: number): Buffer =>
  Buffer.from(
    [
      'Năm,Mã xã,Số hộ',
      ...communes.flatMap(({ code }, i) => [`${year - 1},${code},${i}`, `${year},${code},${(i + 3) * 100}`]),
      `${year},99999,7`,
    ].join('\n'),
  );

const text = async (path: string): Promise<{ status: number; text: string }> => {
  const answer = await fetch(`${driver.baseUrl}${path}`);
  return { status: answer.status, text: await answer.text() };
};
const pageOf = (slug: string) => text(`/datasets/${slug}/`);
const hasMap = /data-island="map"/;

let officer: Desk;
let department: Desk;
let boundaryId = '';
let slug = '';

beforeAll(async () => {
  [officer, department] = await Promise.all([deskOf(driver, 'focal-nnmt'), deskOf(driver, 'department')]);
});

const release = async (id: string, fileName: string, bytes: Buffer, number: number): Promise<void> => {
  const upload = await sendFile(officer, id, fileName, bytes);
  expect(upload.status).toBe('passed');
  body(await submit(officer, id));
  body(await approve(department, id));
  await published(officer, id, number);
};

describe('a table with commune codes', () => {
  test('has no map, and promises none, while no boundary is published', async () => {
    const file = await publishFile(officer, department, 'Số hộ theo xã', 'ho.csv', table(2024));
    slug = file.slug;
    const page = await eventually('the page', async () => {
      const answer = await pageOf(slug);
      return answer.status === 200 && answer;
    });
    expect(page.text).not.toMatch(hasMap);
    expect(page.text).not.toContain('href="#map"');
  });

  test('has a map once the boundary that the settings name is published, at its next rendering', async () => {
    const created = body(
      await officer.call(op.createDataset, {
        body: {
          agency: officer.agency,
          metadata: someMetadata('Ô vuông để thử bản đồ theo xã'),
          contact: someContact,
          slug: boundarySlug,
        },
      }),
    );
    boundaryId = created.id;
    await release(created.id, 'o-vuong.geojson', toyBoundary(drawn), 1);
    const id = body(await officer.call(op.listDatasetFiles, {})).items.find((one) => one.slug === slug)?.id;
    await eventually('the boundary', async () => (await pageOf(boundarySlug)).status === 200);
    await release(id ?? '', 'ho.csv', table(2025), 2);
    const page = await eventually('the map on the page', async () => {
      const answer = await pageOf(slug);
      return hasMap.test(answer.text) && answer;
    });
    expect(page.text).toContain(`/datasets/${boundarySlug}/latest/${boundarySlug}.geojson`);
    await eventually('the map on the English page', async () =>
      (await text(`/en/datasets/${slug}/`)).text.includes('by the commune codes'),
    );
  });

  test('gives its figures as one file: the latest year, one figure a commune, unknown codes without a name', async () => {
    const figures = PlaceValues.parse(JSON.parse((await text(`/datasets/${slug}/map.json`)).text));
    expect(figures).toMatchObject({
      column: 'Mã xã',
      period: { column: 'Năm', value: '2025' },
      severalRows: false,
      measures: [{ column: 'Số hộ', summary: 'value' }],
    });
    expect(figures.places).toHaveLength(communes.length + 1);
    expect(figures.places.find(({ code }) => code === unmatched?.code)).toMatchObject({
      name: unmatched?.name,
      figures: [{ sum: 300, rows: 1 }],
    });
    expect(figures.places.find(({ code }) => code === '99999')?.name).toBeUndefined();
    const boundary = PlaceValues.parse(JSON.parse((await text(`/datasets/${boundarySlug}/map.json`)).text));
    expect(boundary.places.map(({ code }) => code)).toEqual(drawn.map(({ code }) => code).toSorted());
  });

  test('reads the latest shapes, so that it keeps its map when the boundary has a new release', async () => {
    await release(boundaryId, 'o-vuong.geojson', toyBoundary(communes), 2);
    const figures = await eventually('the new boundary', async () => {
      const found = PlaceValues.parse(JSON.parse((await text(`/datasets/${boundarySlug}/map.json`)).text));
      return found.places.length === communes.length && found;
    });
    expect(figures.places.some(({ code }) => code === unmatched?.code)).toBe(true);
    const shapes = `/datasets/${boundarySlug}/releases/2/${boundarySlug}.geojson`;
    await eventually('the way to its shapes', async () => {
      const { url } = await fetch(
        `${driver.baseUrl}/datasets/${boundarySlug}/latest/${boundarySlug}.geojson`,
      );
      return new URL(url).pathname === shapes;
    });
    expect((await pageOf(slug)).text).toMatch(hasMap);
  });

  test('of units before the boundary is not drawn, and the page says why', async () => {
    const rows = formerCommunes(30).map(({ code }, i) => `${code},${(i + 3) * 100}`);
    const former = Buffer.from(['Mã xã,Số hộ', ...rows].join('\n'));
    const file = await publishFile(officer, department, 'Số hộ theo xã cũ', 'xa-cu.csv', former);
    const page = await eventually('the page', async () => {
      const answer = await pageOf(file.slug);
      return answer.status === 200 && answer;
    });
    expect(page.text).not.toMatch(hasMap);
    expect(page.text).toContain('Cột “Mã xã” ghi mã của các xã, phường trước khi sắp xếp');
    await eventually('the reason on the English page', async () =>
      (await text(`/en/datasets/${file.slug}/`)).text.includes('as they were before the rearrangement'),
    );
  });

  test('takes its figures back with a release that has none', async () => {
    const id = body(await officer.call(op.listDatasetFiles, {})).items.find((one) => one.slug === slug)?.id;
    await release(id ?? '', 'ho.csv', Buffer.from('Tên,Số\nmột,10\nhai,20\nba,30\n'), 3);
    // The file goes first, the page that named it a moment later.
    await eventually(
      'the figures gone',
      async () => (await text(`/datasets/${slug}/map.json`)).status === 410,
    );
    await eventually('the page without a map', async () => !hasMap.test((await pageOf(slug)).text));
  });
});
