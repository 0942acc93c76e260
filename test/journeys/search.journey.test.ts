import { beforeAll, describe, expect, inject, test } from 'vitest';
import { createClient } from '../../shared/contract/client.ts';
import { openApiDocument } from '../../shared/contract/openapi.ts';
import { operations as op } from '../../shared/contract/operations.ts';
import type { DatasetFile } from '../../shared/contract/publishing.ts';
import { body, deskOf, problemId, publishFile, type Desk } from './driver/desk.ts';
import { eventually } from './driver/eventually.ts';
import { theDriver } from './driver/index.ts';

const driver = theDriver();
const anyone = createClient({ baseUrl: driver.baseUrl });

/** A word that no other journey's datasets have, so that totals are exact whatever else is published. */
const WORD = 'kiemkenguonnuoc';

const csv = Buffer.from('mã,tên\n01,Giếng khoan\n02,Trạm bơm\n');
const points = Buffer.from(
  JSON.stringify({
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { tên: 'Trạm bơm' },
        geometry: { type: 'Point', coordinates: [106.3, 20.5] },
      },
    ],
  }),
);

let farming: Desk;
let schools: Desk;
let wells: DatasetFile;
let pumps: DatasetFile;
let lessons: DatasetFile;

const find = async (query: {
  topic?: string;
  agency?: string;
  format?: string;
  limit?: number;
  cursor?: string;
}) => body(await anyone(op.searchDatasets, { query: { q: WORD, ...query } }));
const idsOf = (answer: { items: readonly { id: string }[] }) => answer.items.map(({ id }) => id).sort();
const sorted = (...files: DatasetFile[]) => files.map(({ id }) => id as string).sort();
const counts = (facet: readonly { value: string; count: number }[]) =>
  Object.fromEntries(facet.map(({ value, count }) => [value, count]));

test.runIf(inject('firstSearch'))(
  'before anything is published a search finds nothing, and is no fault',
  () => {
    expect(inject('firstSearch')).toMatchObject({ status: 200, body: { items: [], total: 0 } });
  },
);

describe('who looks for data', () => {
  beforeAll(async () => {
    const department = await deskOf(driver, 'department');
    [farming, schools] = await Promise.all([deskOf(driver, 'focal-nnmt-2'), deskOf(driver, 'focal-gddt-2')]);
    const publish = (desk: Desk, title: string, topic: string, fileName: string, bytes: Buffer) =>
      publishFile(desk, department, `${title} ${WORD}`, fileName, bytes, topic);
    wells = await publish(farming, 'Giếng khoan', 'nong-nghiep', 'gieng.csv', csv);
    pumps = await publish(farming, 'Vị trí trạm bơm', 'dia-phuong', 'tram-bom.geojson', points);
    lessons = await publish(schools, 'Bài giảng về nước sạch', 'dia-phuong', 'bai-giang.csv', csv);
    await eventually('all three in the index', async () => (await find({})).total === 3);
  });

  test('narrows by topic, agency and format, alone and together', async () => {
    expect(idsOf(await find({ topic: 'dia-phuong' }))).toEqual(sorted(pumps, lessons));
    expect(idsOf(await find({ agency: farming.agency }))).toEqual(sorted(wells, pumps));
    expect(idsOf(await find({ format: 'parquet' }))).toEqual(sorted(wells, pumps, lessons));
    expect(idsOf(await find({ format: 'geojson' }))).toEqual(sorted(pumps));
    expect(idsOf(await find({ topic: 'dia-phuong', agency: farming.agency }))).toEqual(sorted(pumps));
    expect((await find({ topic: 'nong-nghiep', agency: schools.agency })).total).toBe(0);
  });

  test('reads how many there are of each, the chosen one beside its alternatives', async () => {
    const { total, facets } = await find({ topic: 'dia-phuong' });
    expect(total).toBe(2);
    // A facet leaves its own filter out, or nobody could change their mind.
    expect(counts(facets.topic)).toEqual({ 'dia-phuong': 2, 'nong-nghiep': 1 });
    expect(counts(facets.agency)).toEqual({ [farming.agency]: 1, [schools.agency]: 1 });
    expect(counts(facets.format)).toEqual({ GeoJSON: 1, CSV: 2, JSON: 2, Parquet: 2 });
    expect(facets.topic.map(({ label }) => label)).not.toContain('dia-phuong');
  });

  test('goes from page to page by the cursor and sees each once', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let pages = 0; pages < 5; pages += 1) {
      const page = await find({ limit: 1, ...(cursor ? { cursor } : {}) });
      expect(page.total).toBe(3);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
      if (!cursor) break;
    }
    expect(seen).toHaveLength(3);
    expect(seen.toSorted()).toEqual(sorted(wells, pumps, lessons));
  });

  test('is told when a cursor is not one of ours', async () => {
    const answer = await anyone(op.searchDatasets, { query: { q: WORD, cursor: 'b2FiYw' } });
    expect(problemId(answer)).toBe('invalid-input');
  });

  test('the desk’s list and its duties are read page by page as well', async () => {
    const paged = async (
      ask: (cursor?: string) => Promise<{ items: readonly { id: string }[]; next?: string | undefined }>,
    ): Promise<string[]> => {
      const seen: string[] = [];
      let page = await ask();
      for (let pages = 0; ; pages += 1) {
        seen.push(...page.items.map(({ id }) => id));
        if (!page.next || pages > 200) return seen;
        page = await ask(page.next);
      }
    };
    const files = await paged(async (cursor) =>
      body(await schools.call(op.listDatasetFiles, { query: { limit: 1, ...(cursor ? { cursor } : {}) } })),
    );
    expect(files.length).toBe(new Set(files).size);
    expect(files).toContain(lessons.id);
    const whole = body(await schools.call(op.listDatasetFiles, { query: { limit: 100 } })).items;
    for (const q of ['bai giang NUOC', lessons.slug, lessons.id]) {
      const found = body(await schools.call(op.listDatasetFiles, { query: { q, limit: 100 } })).items;
      expect(found.map(({ id }) => id)).toContain(lessons.id);
    }
    const none = await schools.call(op.listDatasetFiles, { query: { q: `${lessons.id} khác` } });
    expect(body(none).items).toEqual([]);
    if (whole.length < 100) expect(files.toSorted()).toEqual(whole.map(({ id }) => id as string).toSorted());
    const theirs = () => schools.call(op.listDuties, { query: { limit: 100 } });
    await eventually(
      'both duties of the lessons',
      async () =>
        body(await theirs()).items.filter(
          ({ subject }) => subject.type === 'dataset' && subject.id === lessons.id,
        ).length === 2,
    );
    const duties = await paged(async (cursor) =>
      body(await schools.call(op.listDuties, { query: { limit: 1, ...(cursor ? { cursor } : {}) } })),
    );
    expect(duties.length).toBe(new Set(duties).size);
    expect(duties.toSorted()).toEqual(
      body(await theirs())
        .items.map(({ id }) => id as string)
        .toSorted(),
    );
  });
});

test('the API describes itself at /openapi.json', async () => {
  const response = await fetch(`${driver.baseUrl}/openapi.json`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('application/json');
  const document = (await response.json()) as { openapi: string };
  expect(document.openapi).toMatch(/^3\.1\./);
  expect(document).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
});
