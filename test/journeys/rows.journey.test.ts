import { beforeAll, describe, expect, test } from 'vitest';
import { operations as op } from '../../shared/contract/operations.ts';
import type { DatasetFile } from '../../shared/contract/publishing.ts';
import type { RowsAnswer } from '../../shared/contract/rows.ts';
import { body, deskOf, publishFile, type Desk } from './driver/desk.ts';
import { theDriver } from './driver/index.ts';
import { fileOf, readParquet } from '../tabular/workbench.ts';

const driver = theDriver();
const ROWS = 2500;
const places = ['Thái Bình', 'Đông Hưng', 'Vũ Thư', 'Tiền Hải'];
const csv = [
  'mã,tên trường,huyện,học sinh,lập ngày',
  ...Array.from({ length: ROWS }, (_, i) => {
    const name = i % 2 === 0 ? `Trường Hoà Bình ${i}` : `Trường Đức Hòa ${i}`;
    return `${String(i).padStart(6, '0')},${name},${places[i % 4] ?? ''},${i % 97 === 0 ? '' : (i * 7) % 900},2020-0${1 + (i % 9)}-11`;
  }),
  '999999,=1+1,Thái Bình,1,2021-01-01',
  '',
].join('\n');

let officer: Desk;
let file: DatasetFile;

beforeAll(async () => {
  const department = await deskOf(driver, 'department');
  officer = await deskOf(driver, 'focal-gddt');
  file = await publishFile(officer, department, 'Trường học theo huyện', 'truong.csv', Buffer.from(csv));
});

const address = (query: Record<string, string> = {}, id: string = file.slug): string =>
  `${driver.baseUrl}/api/v1/datasets/${id}/rows?${new URLSearchParams(query).toString()}`;
const asked = async (query: Record<string, string> = {}, id?: string): Promise<RowsAnswer> => {
  const response = await fetch(address(query, id));
  const json = (await response.json()) as RowsAnswer;
  if (response.status !== 200) throw new Error(JSON.stringify(json));
  return json;
};
const pathOf = (link: string | undefined): string => {
  const url = new URL(link ?? '', driver.baseUrl);
  return `${driver.baseUrl}${url.pathname}${url.search}`;
};

describe('anyone asks for rows', () => {
  test('by slug or by id, and is told release, terms, source, total and limits', async () => {
    const answer = await asked();
    expect(answer).toMatchObject({
      dataset: { id: file.id, slug: file.slug },
      release: { number: 1, latest: true },
      total: ROWS + 1,
      totalIsExact: true,
      limits: { maxRows: 1000 },
    });
    expect(answer.items).toHaveLength(50);
    expect(answer.items[0]).toEqual({
      mã: '000000',
      'tên trường': 'Trường Hoà Bình 0',
      huyện: 'Thái Bình',
      'học sinh': null,
      'lập ngày': '2020-01-11',
    });
    expect(answer.source).toContain('bản phát hành 1');
    expect((await asked({}, file.id)).items).toEqual(answer.items);
  });

  test('finds by words with or without marks, composed or not, either placement of the tone', async () => {
    const plain = await asked({ q: 'thai binh' });
    expect(plain.total).toBe(ROWS / 4 + 1);
    for (const q of ['Thái Bình', 'Thái Bình'.normalize('NFD'), 'THÁI BÌNH'])
      expect((await asked({ q })).items).toEqual(plain.items);
    expect((await asked({ q: 'hoa binh' })).total).toBe(ROWS / 2);
    expect((await asked({ q: 'duc hoà' })).total).toBe(ROWS / 2);
  });

  test('walks every row exactly once by cursor, in any order', async () => {
    for (const sort of ['', '-học sinh', 'huyện,tên trường']) {
      const seen: unknown[] = [];
      let next: string | undefined = address({ limit: '1000', select: 'mã', ...(sort ? { sort } : {}) });
      while (next) {
        const page = (await (await fetch(next)).json()) as RowsAnswer;
        seen.push(...page.items.map((item) => item['mã']));
        next = page.links.next && pathOf(page.links.next);
      }
      expect(seen).toHaveLength(ROWS + 1);
      expect(new Set(seen).size).toBe(ROWS + 1);
    }
  });

  test('filters, sorts and groups', async () => {
    const found = await asked({
      'học sinh__gte': '890',
      huyện__exact: 'Vũ Thư',
      sort: '-học sinh',
      limit: '3',
    });
    const expected = csv
      .split('\n')
      .map((line) => line.split(','))
      .filter(([, , place, pupils]) => place === 'Vũ Thư' && Number(pupils) >= 890);
    expect(found.total).toBe(expected.length);
    expect(found.items[0]?.['học sinh']).toBe(Math.max(...expected.map((line) => Number(line[3]))));
    const groups = await asked({ group: 'huyện', aggregate: 'count,avg:học sinh', sort: '-count' });
    expect(groups.items[0]).toMatchObject({ huyện: 'Thái Bình', count: ROWS / 4 + 1 });
    expect(groups.total).toBe(4);
  });

  test('takes the same rows as CSV, neutralised for spreadsheets, and as Parquet', async () => {
    const response = await fetch(address({ q: 'thai binh', format: 'csv' }));
    expect(response.headers.get('content-type')).toContain('text/csv');
    expect(response.headers.get('x-total-count')).toBe(String(ROWS / 4 + 1));
    const lines = (await response.text()).trimEnd().split('\n');
    expect(lines).toHaveLength(ROWS / 4 + 2);
    expect(lines.at(-1)).toBe("999999,'=1+1,Thái Bình,1,2021-01-01");
    const whole = await fetch(address({}), { headers: { accept: 'text/csv' } });
    const published = await fetch(`${driver.baseUrl}/datasets/${file.slug}/releases/1/${file.slug}.csv`);
    expect(await whole.text()).toBe(await published.text());
  });

  test('takes rows, and groups, as Parquet with the same types', async () => {
    const parquet = async (query: Record<string, string>) => {
      const answer = await fetch(address({ format: 'parquet', ...query }));
      return readParquet(await fileOf(Buffer.from(await answer.arrayBuffer()), 'rows.parquet'));
    };
    const found = await parquet({ select: 'mã,học sinh', huyện__exact: 'Vũ Thư', limit: '3' });
    expect(found.names).toEqual(['mã', 'học sinh']);
    expect(found.types).toEqual(['VARCHAR', 'BIGINT']);
    expect(found.rows.map(([code]) => code)).toEqual(['000002', '000006', '000010']);
    const groups = await parquet({ group: 'huyện', aggregate: 'count', sort: '-count' });
    expect(groups.rows[0]?.map(String)).toEqual(['Thái Bình', String(ROWS / 4 + 1)]);
  });

  test('is told in the headers of a file that is not the whole answer, and where it goes on', async () => {
    const part = await fetch(address({ format: 'csv', limit: '10' }));
    expect((await part.text()).trimEnd().split('\n')).toHaveLength(11);
    const said = (name: string) => Number(part.headers.get(name));
    expect([said('x-row-count'), said('x-row-limit'), said('x-total-count')]).toEqual([10, 10, ROWS + 1]);
    expect(said('x-byte-limit')).toBeGreaterThan(1_000_000);
    const next = /<([^>]+)>; rel="next"/.exec(part.headers.get('link') ?? '')?.[1];
    const after = await (await fetch(pathOf(next))).text();
    expect(after.split('\n')[1]).toMatch(/^000010,/);
    const whole = await fetch(address({ format: 'csv' }));
    expect(whole.headers.get('x-row-count')).toBe(String(ROWS + 1));
    expect(whole.headers.get('link')).not.toContain('rel="next"');
  });

  test('reads an OpenAPI document of exactly this table', async () => {
    const url = `${driver.baseUrl}/api/v1/datasets/${file.slug}/openapi.json`;
    const text = await (await fetch(url)).text();
    const document = JSON.parse(text) as {
      openapi: string;
      paths: Record<string, { get: { parameters: { name: string }[] } }>;
    };
    expect(document.openapi).toBe('3.1.0');
    const names = Object.values(document.paths)[0]?.get.parameters.map(({ name }) => name) ?? [];
    expect(names).toContain('học sinh__gte');
    expect(names).not.toContain('học sinh__contains');
    expect(names).not.toContain('cột khác__exact');
  });

  test.each([
    [{ 'không có__exact': '1' }, 'query.không có__exact'],
    [{ 'học sinh__gt': '1; DROP TABLE rows' }, 'query.học sinh__gt'],
    [{ limit: '1001' }, 'query.limit'],
    [{ cursor: 'AAAA' }, 'query.cursor'],
    [{ sort: '"' }, 'query.sort'],
    [{ from: '3', q: 'a' }, 'query.from'],
  ])('%o is refused by name', async (query, path) => {
    const response = await fetch(address(query));
    expect(response.status).toBe(400);
    const problem = (await response.json()) as { errors: { path: string }[] };
    expect(problem.errors.map((error) => error.path)).toContain(path);
  });

  test('is told when there is no such dataset or release', async () => {
    expect((await fetch(address({}, 'khong-co-bo-nay'))).status).toBe(404);
    expect((await fetch(address({ release: '7' }))).status).toBe(404);
  });
});

test('a withdrawn dataset answers 410', async () => {
  body(
    await officer.call(op.withdrawDataset, {
      params: { id: file.id },
      body: { reason: 'Phát hiện sai sót trong số liệu gốc, cần thu hồi.' },
    }),
  );
  expect((await fetch(address())).status).toBe(410);
});
