import { XMLParser } from 'fast-xml-parser';
import { beforeAll, describe, expect, test } from 'vitest';
import { operations as op } from '../../shared/contract/operations.ts';
import type { DatasetFile } from '../../shared/contract/publishing.ts';
import { createClient } from '../../shared/contract/client.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import { displayBytes } from '../../web/display.ts';
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
const title = 'Đường bộ và cầu trên địa bàn';
const csv = (rows: number) =>
  ['mã đường,tên,dài', ...Array.from({ length: rows }, (_, i) => `0${i},Đường ${i},${i}.5`), ''].join('\n');
const at = (path: string, init?: RequestInit) =>
  fetch(`${driver.baseUrl}${path}`, { redirect: 'manual', ...init });
const anyone = createClient({ baseUrl: driver.baseUrl });

/** The line of a dataset in the file of the whole catalogue. */
const inCatalogue = async (slug: string): Promise<Record<string, unknown> | undefined> => {
  const response = await at('/catalog/datasets.jsonl');
  if (response.status !== 200) return undefined;
  const lines = (await response.text()).split('\n').filter((line) => line !== '');
  return lines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .find((line) => line['slug'] === slug);
};

let officer: Desk;
let department: Desk;
let file: DatasetFile;

beforeAll(async () => {
  [officer, department] = await Promise.all([deskOf(driver, 'focal-xay-dung'), deskOf(driver, 'department')]);
  file = await publishFile(officer, department, title, 'duong.csv', Buffer.from(csv(300)));
  await eventually('the page', async () => (await at(`/datasets/${file.slug}/`)).status === 200);
});

describe('a citizen without any login', () => {
  test.each(['Đường bộ', 'duong bo', 'DUONG BO', 'Đường bộ'.normalize('NFD')])(
    'finds it by “%s”',
    async (q) => {
      const found = await eventually('the search hit', async () => {
        const answer = body(await anyone(op.searchDatasets, { query: { q } }));
        return answer.items.find((item) => item.slug === file.slug) && answer;
      });
      expect(found.total).toBeGreaterThanOrEqual(1);
      expect(found.facets.agency.map((facet) => facet.value)).toContain(officer.agency);
    },
  );

  test('takes the whole catalogue in one file, as lines or as a table', async () => {
    const line = await eventually('its line', async () => inCatalogue(file.slug));
    expect(line).toMatchObject({ id: file.id, title, agency: { code: officer.agency }, release: 1 });
    const table = await eventually('its row in the table', async () => {
      const answer = await at('/catalog/datasets.csv');
      return (await answer.text()).includes(`,${file.slug},${title},`) && answer;
    });
    expect(table.headers.get('content-type')).toContain('text/csv');
    expect(table.headers.get('etag') ?? '').not.toBe('');
  });

  test('reads the page with preview, files, terms and machine-readable description', async () => {
    const html = await (await at(`/datasets/${file.slug}/`)).text();
    expect(html).toContain(title);
    expect(html).toContain('Đường 0');
    const jsonLd = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(html)?.[1];
    const dataset = JSON.parse(jsonLd ?? '{}') as Record<string, unknown>;
    expect(dataset['@type']).toBe('Dataset');
    expect(dataset['name']).toBe(title);
    expect(dataset['distribution']).toHaveLength(file.releases[0]?.files.length ?? 0);
  });

  const sectionOf = (html: string, id: string): string =>
    new RegExp(`<section id="${id}"[^>]*>([\\s\\S]*?)</section>`).exec(html)?.[1] ?? '';

  test('reads beside the files their sizes, the metadata the officer gave, the releases and the whole terms of Điều 18', async () => {
    const html = await (await at(`/datasets/${file.slug}/`)).text();
    const downloads = sectionOf(html, 'downloads');
    const files = file.releases[0]?.files ?? [];
    expect(files.length).toBeGreaterThanOrEqual(4);
    for (const { name, bytes } of files) {
      const row = downloads.split('<tr').find((one) => one.includes(`>${name}<`)) ?? '';
      expect([name, row.includes(displayBytes(bytes, 'vi'))]).toEqual([name, true]);
      expect(row).toContain(`/datasets/${file.slug}/releases/1/${name}`);
    }
    const { spatialCoverage, keywords } = someMetadata(title);
    const metadata = sectionOf(html, 'metadata');
    for (const fact of [spatialCoverage, keywords.join(', '), 'Hằng quý', 'Địa phương', 'Điều 18', file.id])
      expect(metadata).toContain(fact);
    expect(html).toContain(someContact.name);
    expect(html).toContain(`mailto:${someContact.email}`);
    expect(sectionOf(html, 'releases')).toContain(`/datasets/${file.slug}/releases/1/`);
    const terms = sectionOf(html, 'terms');
    const sentences = rulebook.terms.get('open-data-use')?.sentences ?? [];
    expect(sentences.length).toBeGreaterThan(3);
    for (const sentence of sentences) expect(terms).toContain(sentence.vi);
  });

  test('the officer reads back what was written when the dataset was created', () => {
    expect(file.metadata).toMatchObject(someMetadata(title));
    expect(file.contact).toEqual(someContact);
  });

  test('downloads in ranges, with an entity tag and for ever', async () => {
    const path = `/datasets/${file.slug}/releases/1/${file.slug}.csv`;
    const whole = await at(path);
    const text = await whole.text();
    expect(whole.headers.get('cache-control')).toContain('immutable');
    const etag = whole.headers.get('etag') ?? '';
    expect(etag).not.toBe('');
    const part = await at(path, { headers: { range: 'bytes=0-9', 'accept-encoding': 'identity' } });
    expect(part.status).toBe(206);
    expect(await part.text()).toBe(Buffer.from(text).subarray(0, 10).toString());
    expect((await at(path, { headers: { 'if-none-match': etag } })).status).toBe(304);
  });

  test('finds it in the sitemap, the feed and on the page of its agency with the focal point', async () => {
    const index = new XMLParser().parse(await (await at('/sitemap.xml')).text()) as {
      sitemapindex: { sitemap: { loc: string }[] };
    };
    await eventually('the entry of the sitemap', async () => {
      const shards = await Promise.all(
        index.sitemapindex.sitemap.map(async ({ loc }) => (await at(new URL(loc).pathname)).text()),
      );
      return shards.join('').includes(`/datasets/${file.slug}/`);
    });
    const own = await at(`/datasets/${file.slug}/feed.atom`);
    expect(own.headers.get('content-type')).toContain('application/atom+xml');
    expect(await own.text()).toContain(`/datasets/${file.slug}/releases/1/${file.slug}.csv`);
    await eventually('the feed entry', async () =>
      (await (await at('/datasets.atom')).text()).includes(file.slug),
    );
    const page = await eventually('the agency page', async () => {
      const html = await (await at(`/agencies/${officer.agency}/`)).text();
      return html.includes(file.slug) && html;
    });
    expect(page).toContain('mailto:');
  });

  test.each([
    ['/datasets/khong-co-bo-nay/', 'Không tìm thấy trang này'],
    ['/en/datasets/khong-co-bo-nay/', 'Page not found'],
  ])('is told plainly that there is no %s', async (path, title) => {
    const response = await at(path);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain(title);
  });
});

describe('later releases and withdrawal', () => {
  test('the latest address follows the newest release, the old one stays', async () => {
    const latest = `/datasets/${file.slug}/latest/${file.slug}.csv`;
    expect((await at(latest)).headers.get('location')).toBe(
      `/datasets/${file.slug}/releases/1/${file.slug}.csv`,
    );
    const upload = await sendFile(officer, file.id, 'duong.csv', Buffer.from(csv(301)));
    expect(upload.report?.rows).toBe(301);
    body(await submit(officer, file.id));
    const asked = body(await department.call(op.readDatasetFile, { params: { id: file.id } }));
    expect(asked.comparison).toMatchObject({ previousRows: 300, rows: 301 });
    body(await approve(department, file.id));
    await published(officer, file.id, 2);
    await eventually('the redirect to release 2', async () =>
      (await at(latest)).headers.get('location')?.includes('/releases/2/'),
    );
    expect((await at(`/datasets/${file.slug}/releases/1/${file.slug}.csv`)).status).toBe(200);
  });

  test('a withdrawn dataset answers 410 with a tombstone and leaves search', async () => {
    body(
      await officer.call(op.withdrawDataset, {
        params: { id: file.id },
        body: { reason: 'Phát hiện sai sót trong số liệu gốc, cần thu hồi.' },
      }),
    );
    const response = await eventually('the tombstone', async () => {
      const answer = await at(`/datasets/${file.slug}/`);
      return answer.status === 410 && answer;
    });
    expect(await response.text()).toContain('Phát hiện sai sót');
    await eventually('its leaving the search', async () => {
      const answer = body(await anyone(op.searchDatasets, { query: { q: 'duong bo va cau' } }));
      return !answer.items.some((item) => item.slug === file.slug);
    });
    await eventually('its leaving the whole catalogue', async () => !(await inCatalogue(file.slug)));
    expect((await at(`/datasets/${file.slug}/latest/${file.slug}.csv`)).status).toBe(410);
    expect((await at(`/datasets/${file.slug}/feed.atom`)).status).toBe(410);
    const api = await anyone(op.readDataset, { params: { slug: file.slug } });
    expect(api.ok ? 'found' : api.problem.status).toBe(410);
  });
});
