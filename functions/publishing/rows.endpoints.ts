import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { rowsOperations as op, type RowsAnswer } from '../../shared/contract/rows.ts';
import {
  csvHead,
  csvRow,
  gather,
  isGrouped,
  isUnfiltered,
  neutralisedIn,
  readQuery,
  rowLimits,
  TooHeavy,
  writeParquet,
  type Ask,
  type Cell,
  type Gathered,
} from '../../shared/tabular/query/index.ts';
import { endpoint, type Endpoint, type Outcome, type Request } from '../_entry/request.ts';
import { rowsKey } from './file-keys.ts';
import type { HeldTable, HeldTables } from './held-tables.ts';
import { publishedRelease, type Published, type PublishedReleases } from './published-release.ts';
import { aboutRelease, rowsAddress } from './rows-about.ts';
import { rowsOpenApi } from './rows-openapi.ts';

export type RowsServices = PublishedReleases & {
  readonly tables: HeldTables;
  readonly publicUrl: string;
};

type ReadRows = typeof op.readRows;
type Format = 'json' | 'csv' | 'parquet';

/** As long at the edge as a page: a withdrawal is seen within a minute. */
const SHARED_MINUTE = { 'cache-control': 'public, max-age=0, s-maxage=60', vary: 'accept' };

const mediaTypes = {
  csv: 'text/csv; charset=utf-8; header=present',
  parquet: 'application/vnd.apache.parquet',
} as const;

const typeOf = { 'application/json': 'json', 'text/csv': 'csv', [mediaTypes.parquet]: 'parquet' } as const;

/** The form somebody likes best by `Accept` (RFC 9110, 12.5.1); JSON for whoever takes anything, or nothing we have. */
const formatOf = (wanted: Format | undefined, accept: string): Format => {
  if (wanted) return wanted;
  const asked = accept.split(',').flatMap((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const format = Object.hasOwn(typeOf, type) ? typeOf[type as keyof typeof typeOf] : undefined;
    const weight = Number(parameters.find((one) => one.startsWith('q='))?.slice(2) ?? 1);
    return format && weight > 0 ? [{ format, weight }] : [];
  });
  return asked.sort((a, b) => b.weight - a.weight)[0]?.format ?? 'json';
};

const wrong = (parameter: string, message: string): Outcome<ReadRows> => ({
  problem: 'invalid-input',
  errors: [{ path: `query.${parameter}`, message }],
});

const said = {
  cursor:
    'Con trỏ không thuộc truy vấn này; hãy bắt đầu lại từ trang đầu / The cursor belongs to another question; begin again at the first page',
  from: 'from chỉ dùng khi không lọc, sắp xếp, nhóm / from goes only without filter, sort and group',
  limit: (most: number) => `Tối đa ${most} dòng / At most ${most} rows`,
};

/** What an answer in a form without room for it says in its headers. */
const factsInHeaders = (
  { dataset, release }: Published,
  found: Gathered,
  limit: number,
  self: string,
  next: string | undefined,
) => ({
  ...SHARED_MINUTE,
  'x-total-count': String(found.total),
  // Fewer than were found: there is a next part, at the link. An answer ends after so many rows, or so many bytes.
  'x-row-count': String(found.rows.length),
  'x-row-limit': String(limit),
  'x-byte-limit': String(rowLimits.maxBytes),
  'x-release': String(release.number),
  link: [
    ...(next ? [`<${next}>; rel="next"`] : []),
    `<${self}>; rel="canonical"`,
    `<${aboutUrl(dataset.slug)}>; rel="describedby"`,
  ].join(', '),
});

const aboutUrl = (slug: string): string => `/api/v1/datasets/${slug}/openapi.json`;

const jsonBytes = (row: readonly Cell[]): number => Buffer.byteLength(JSON.stringify(row));

/** What a row weighs in each form. In JSON every row says the names of all columns again. */
const weighed: Record<Format, Parameters<typeof gather>[3]> = {
  json: (row, columns) => jsonBytes(row) + jsonBytes(columns.map(({ name }) => name)),
  csv: (row, columns) => Buffer.byteLength(csvRow(columns, row)),
  parquet: jsonBytes,
};

const asJson = (
  published: Published,
  found: Gathered,
  request: Request<ReadRows>,
  publicUrl: string,
): Outcome<ReadRows> => {
  const names = found.columns.map(({ name }) => name);
  const address = (changes: Record<string, string | undefined>) =>
    publicUrl + rowsAddress(published.dataset.slug, request.rawQuery, changes);
  const body: RowsAnswer = {
    ...aboutRelease(published, publicUrl),
    columns: [...found.columns],
    items: found.rows.map((row) => Object.fromEntries(row.map((cell, i) => [names[i] ?? '', cell]))),
    total: found.total,
    totalIsExact: true,
    ...(found.next ? { next: found.next } : {}),
    links: {
      ...(found.next ? { next: address({ cursor: found.next, from: undefined }) } : {}),
      csv: address({ format: 'csv', cursor: undefined, limit: undefined }),
      parquet: address({ format: 'parquet', cursor: undefined, limit: undefined }),
      description: publicUrl + aboutUrl(published.dataset.slug),
    },
    limits: { ...rowLimits },
    answeredAt: request.at,
  };
  return { body, headers: SHARED_MINUTE };
};

const asFile = async (
  format: 'csv' | 'parquet',
  published: Published,
  found: Gathered,
  { table, scratch, ask }: Pick<HeldTable, 'table' | 'scratch'> & { ask: Ask },
  rawQuery: string,
  publicUrl: string,
): Promise<Outcome<ReadRows>> => {
  const { slug } = published.dataset;
  const self = publicUrl + rowsAddress(slug, rawQuery, {});
  const next = found.next && publicUrl + rowsAddress(slug, rawQuery, { cursor: found.next, from: undefined });
  const headers = {
    ...factsInHeaders(published, found, ask.limit, self, next),
    'content-type': mediaTypes[format],
    'content-disposition': `attachment; filename="${slug}-v${published.release.number}.${format}"`,
  };
  if (format === 'csv') {
    const lines = found.rows.map((row) => csvRow(found.columns, row));
    const neutralised = { 'x-neutralised-cells': String(neutralisedIn(found.columns, found.rows)) };
    return { file: csvHead(found.columns) + lines.join(''), headers: { ...headers, ...neutralised } };
  }
  const path = await writeParquet(
    table,
    { ...ask, limit: Math.max(1, found.rows.length) },
    found.columns,
    scratch,
    `${randomUUID()}.parquet`,
  );
  try {
    return { file: await readFile(path), headers };
  } finally {
    await rm(path, { force: true });
  }
};

const answer = async (
  published: Published,
  held: HeldTable,
  request: Request<ReadRows>,
  publicUrl: string,
): Promise<Outcome<ReadRows>> => {
  const { query: form, rawQuery } = request;
  const query = readQuery(new URLSearchParams(rawQuery), held.table.about.columns);
  if ('problems' in query)
    return {
      problem: 'invalid-input',
      errors: query.problems.map(({ parameter, message }) => ({ path: `query.${parameter}`, message })),
    };
  const format = formatOf(form.format, request.accept);
  const most = format === 'json' ? rowLimits.maxRows : rowLimits.maxFileRows;
  const limit = form.limit ?? (format === 'json' ? rowLimits.defaultRows : most);
  if (limit > most) return wrong('limit', said.limit(most));
  if (form.from !== undefined && (isGrouped(query) || query.sort.length > 0 || !isUnfiltered(query)))
    return wrong('from', said.from);
  const ask: Ask = {
    release: `${published.dataset.id}/${published.release.number}`,
    query,
    limit,
    cursor: form.cursor,
    from: form.from,
    totals: held.totals,
  };
  try {
    const found = await gather(held.table, ask, rowLimits.maxBytes, weighed[format]);
    if (found === 'wrong-cursor') return wrong('cursor', said.cursor);
    return format === 'json'
      ? asJson(published, found, request, publicUrl)
      : await asFile(format, published, found, { ...held, ask }, rawQuery, publicUrl);
  } catch (error) {
    if (error instanceof TooHeavy)
      return { problem: 'query-too-heavy', facts: { seconds: rowLimits.maxMilliseconds / 1000 } };
    throw error;
  }
};

/** Rows of published tables: nobody signs in, nothing is written, no SQL is taken. */
export const rowsEndpoints = (services: RowsServices): Endpoint[] => {
  const { tables, publicUrl } = services;
  return [
    endpoint(op.readRows, async (request): Promise<Outcome<ReadRows>> => {
      const published = await publishedRelease(services, request.params.id, request.query.release);
      if ('problem' in published) return published;
      const key = rowsKey(published.dataset.id, published.release.number);
      const outcome = await tables(key, (held) => answer(published, held, request, publicUrl));
      return outcome ?? { problem: 'no-rows' };
    }),
    endpoint(op.describeRows, async ({ params, query }): Promise<Outcome<typeof op.describeRows>> => {
      const published = await publishedRelease(services, params.id, query.release);
      if ('problem' in published) return published;
      const key = rowsKey(published.dataset.id, published.release.number);
      const body = await tables(key, ({ table }) =>
        Promise.resolve(rowsOpenApi(published, table.about.columns, publicUrl)),
      );
      return body ? { body, headers: SHARED_MINUTE } : { problem: 'no-rows' };
    }),
  ];
};
