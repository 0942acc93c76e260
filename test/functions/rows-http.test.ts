import { expect, test } from 'vitest';
import { serveHttp } from '../../functions/_entry/http.ts';
import { rowsEndpoints } from '../../functions/publishing/rows.endpoints.ts';
import { rowsOperations as op } from '../../shared/contract/rows.ts';
import type { Problem } from '../../shared/contract/problems.ts';
import type { OpenTable } from '../../shared/tabular/query/open-table.ts';
import { faultsIn, standardFaults, type Json } from '../contract/openapi-faults.ts';
import { releasePublished, theCreation, untilApproved } from '../fixtures/datasets.ts';
import { aLambdaContext, httpEvent } from '../fixtures/http-event.ts';
import { tableOf } from '../tabular/rows-ground.ts';
import { world } from './a-publication.ts';

/** The data function over one published table. */
const asking = async (table: OpenTable) => {
  const { services } = await world([...untilApproved, releasePublished()]);
  const handler = serveHttp(
    'data',
    rowsEndpoints({
      store: services.store,
      caseOfClaim: (claim) => services.store.holderOf(claim),
      tables: async (_key, work) => work({ table, totals: new Map(), scratch: '' }),
      publicUrl: services.publicUrl,
    }),
    { whoIs: () => Promise.resolve(undefined) },
    () => true,
  );
  return async (
    operation: typeof op.readRows | typeof op.describeRows,
    query: Record<string, string>,
    accept = 'application/json',
  ) => {
    const event = httpEvent(operation, { params: { id: theCreation.datasetId }, query });
    const rawQueryString = new URLSearchParams(query).toString();
    const asked = { ...event, rawQueryString, headers: { ...event.headers, accept } };
    const { statusCode, headers, body = '' } = await handler(asked, aLambdaContext);
    return { statusCode, headers, body: (body.startsWith('{') ? JSON.parse(body) : body) as Json };
  };
};

test('a question over its time is answered 422 with what to do', async () => {
  const lines = Array.from({ length: 100_000 }, (_, i) => `${i},tên thứ ${i},${i % 7}`);
  const table = await tableOf(`mã,tên,nhóm\n${lines.join('\n')}\n`, { maxMilliseconds: 1 });
  const ask = await asking(table);
  const heavy = await ask(op.readRows, { group: 'tên,mã', aggregate: 'distinct:tên,distinct:mã,count' });
  expect(heavy.statusCode).toBe(422);
  expect(heavy.headers?.['content-type']).toContain('application/problem+json');
  const problem = heavy.body as unknown as Problem;
  expect(problem.type).toMatch(/query-too-heavy$/);
  expect(problem.title).toBe(
    'Truy vấn quá nặng: hệ thống dừng sau 8 giây. Hãy thêm bộ lọc, bớt cột nhóm, hoặc tải cả tệp.',
  );
});

test('the OpenAPI document of a table with odd names has no fault, and names every column', async () => {
  const names = [
    'đường',
    'tên đường  phố',
    'dài "thật" (km)',
    "của dân 'ta'",
    '2024',
    '1st/2nd~3rd',
    'a',
    'a__exact',
    'q',
    'limit',
    'a.b[c]{d}',
    '#/components',
    '%C4%91',
    '100% & hơn?',
    'constructor',
    '名前',
  ];
  const quoted = names.map((name) => `"${name.replaceAll('"', '""')}"`).join(',');
  const row = names.map((_, i) => (i % 2 === 0 ? 'chữ' : String(i))).join(',');
  const table = await tableOf(`${quoted}\n${row}\n`);
  const ask = await asking(table);
  const { statusCode, body: document } = await ask(op.describeRows, {});
  expect(statusCode).toBe(200);
  expect(faultsIn(document)).toEqual([]);
  expect(await standardFaults(document)).toBeUndefined();
  const { components, paths } = document as {
    components: { schemas: { Row: { properties: Json } } };
    paths: Record<string, { get: { parameters: { name: string }[] } }>;
  };
  const columns = table.about.columns.map(({ name }) => name);
  expect(columns).toHaveLength(names.length);
  expect(Object.keys(components.schemas.Row.properties).toSorted()).toEqual(columns.toSorted());
  const parameters = new Set(Object.values(paths)[0]?.get.parameters.map(({ name }) => name));
  for (const name of columns) expect(parameters, name).toContain(`${name}__exact`);
  // What the document names can be asked.
  for (const name of columns) {
    const asked = await ask(op.readRows, {
      [`${name}__missing`]: 'false',
      select: `"${name.replaceAll('"', '""')}"`,
    });
    expect(asked.statusCode, name).toBe(200);
    expect(Object.keys((asked.body as { items: Json[] }).items[0] ?? {})).toEqual([name]);
  }
});

test('a column has every name an agency gave it, those of a language too', async () => {
  const table = await tableOf('__proto__,constructor,toString\nmột,hai,ba\n');
  const ask = await asking(table);
  const { statusCode, body } = await ask(op.readRows, {});
  expect(statusCode).toBe(200);
  expect(Object.entries((body as { items: object[] }).items[0] ?? {})).toEqual([
    ['__proto__', 'một'],
    ['constructor', 'hai'],
    ['toString', 'ba'],
  ]);
});

test.for([
  ['text/csv', 'text/csv'],
  ['application/json, text/csv;q=0.5', 'application/json'],
  ['text/csv;q=0.2, application/json;q=0.9', 'application/json'],
  ['text/csv;q=0', 'application/json'],
  ['text/html, */*', 'application/json'],
] as const)('who accepts “%s” gets %s', async ([accept, type]) => {
  const ask = await asking(await tableOf('tên,số\nA,1\n'));
  const { headers } = await ask(op.readRows, {}, accept);
  expect(headers?.['content-type']).toContain(type);
});

test('an answer keeps to its bytes, the names of the columns in every row included', async () => {
  const names = Array.from({ length: 200 }, (_, i) => `cột có tên khá dài, số ${i}`);
  const lines = Array.from({ length: 1500 }, (_, i) => names.map((_name, k) => (i + k) % 10).join(','));
  const table = await tableOf(`${names.map((name) => `"${name}"`).join(',')}\n${lines.join('\n')}\n`);
  const ask = await asking(table);
  const { body } = await ask(op.readRows, { limit: '1000' });
  const answer = body as unknown as { items: object[]; next: string; limits: { maxBytes: number } };
  expect(Buffer.byteLength(JSON.stringify(answer.items))).toBeLessThanOrEqual(answer.limits.maxBytes);
  expect(answer.items.length).toBeLessThan(1000);
  expect(answer.next).toBeDefined();
});
