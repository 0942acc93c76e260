import { descendantsOf } from './processes.ts';
import { makePlain, proportionalMb, psql, serverFolder, timesOf, versionOf, withServer } from './postgres.ts';

export type PostgresTimes = {
  readonly version: string;
  readonly copySeconds: number;
  readonly indexSeconds: number;
  /** Milliseconds of each run of each question, by its name, as psql took them; none were asked unless given. */
  readonly asked: ReadonlyMap<string, readonly number[]>;
  /** Proportional memory of all processes of the server after the last question, in MB. */
  readonly memoryMb: number | undefined;
};

/** A question put to the loaded table `works`, several times in one session. */
export type PostgresQuestion = { readonly name: string; readonly sql: string };

/** Times each question is asked; the first time warms up and is not counted. */
const RUNS = 21;

const columns = [
  'ma_ho_so',
  'ten_cong_trinh',
  'loai',
  'huyen',
  'phuong_xa',
  'ma_xa',
  'ngay_cap_nhat',
  'dien_tich_m2',
  'so_ho',
  'ghi_chu',
];

/** All columns as words without accents: what the index holds and a search must repeat. */
export const postgresText = `to_tsvector('simple', plain(${columns.map((name) => `coalesce(${name}, '')`).join(` || ' ' || `)}))`;

/**
 * The path CKAN's loader takes: COPY into text columns, then a full-text index over all of them, here without accents
 * (`unaccent` knows đ). Answers why not, when there is no server to measure.
 */
export const loadIntoPostgres = async (
  csv: string,
  questions: readonly PostgresQuestion[] = [],
): Promise<PostgresTimes | { readonly skipped: string }> => {
  const bin = await serverFolder();
  if (!bin) return { skipped: 'no PostgreSQL server with initdb and psql is installed' };
  return withServer(bin, async (socket, server) => {
    await makePlain(bin, socket);
    await psql(bin, socket, `CREATE TABLE works (${columns.map((name) => `${name} text`).join(', ')})`);
    const start = performance.now();
    await psql(bin, socket, 'COPY works FROM STDIN (FORMAT csv, HEADER)', csv);
    const copied = performance.now();
    await psql(bin, socket, `CREATE INDEX ON works USING gin (${postgresText})`);
    const indexed = performance.now();
    await psql(bin, socket, 'ANALYZE works');
    const asked = new Map<string, readonly number[]>();
    for (const question of questions) {
      const times = await timesOf(
        bin,
        socket,
        Array.from({ length: RUNS }, () => question.sql),
      );
      asked.set(question.name, times.slice(1));
    }
    const pids = server.pid === undefined ? [] : [server.pid, ...descendantsOf(server.pid)];
    return {
      version: versionOf(bin),
      copySeconds: (copied - start) / 1000,
      indexSeconds: (indexed - copied) / 1000,
      asked,
      memoryMb: proportionalMb(pids),
    };
  });
};
