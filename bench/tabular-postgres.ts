import { cpuSecondsOf, descendantsOf } from './processes.ts';
import { makePlain, proportionalMb, psql, serverFolder, timesOf, versionOf, withServer } from './postgres.ts';

export type PostgresTimes = {
  readonly version: string;
  /** Seconds of each step, in the order they are taken. */
  readonly seconds: Readonly<Record<'copy' | 'words' | 'analyze' | 'index', number>>;
  /** Processor seconds the server took for all of them. */
  readonly cpuSeconds: number | undefined;
  /** What the indexes over the words of each single column took besides; nothing unless asked for. */
  readonly columns: { readonly seconds: number; readonly cpuSeconds: number | undefined };
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

const words = `to_tsvector('simple', plain(${columns.map((name) => `coalesce(${name}, '')`).join(` || ' ' || `)}))`;

/** A search as the datastore puts it: against the words kept with each row. */
export const postgresSearch = (asked: string): string =>
  `_full_text @@ plainto_tsquery('simple', plain('${asked}'))`;

/** Rows the loader gives their words in one statement. */
const CHUNK = 100_000;

/** The datastore's own trigger: whatever is written without words gets them. */
const TRIGGER = `
  CREATE FUNCTION populate_full_text_trigger() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW._full_text IS NOT NULL THEN RETURN NEW; END IF;
    NEW._full_text := (
      SELECT to_tsvector('simple', plain(string_agg(value, ' ')))
      FROM json_each_text(row_to_json(NEW.*)) WHERE key NOT LIKE '\\_%');
    RETURN NEW;
  END $$;
  CREATE TRIGGER zfulltext BEFORE INSERT OR UPDATE ON works
    FOR EACH ROW EXECUTE PROCEDURE populate_full_text_trigger()`;

/** Up to CKAN 2.11 the datastore indexes the words of each text column too, unless told otherwise; from 2.12 on it does not. */
const columnIndexes = columns.map(
  (name) => `CREATE INDEX ON works USING gin (to_tsvector('simple', plain(${name})))`,
);

/**
 * The path CKAN's loader (ckanext-xloader, `direct_load`) takes: a table of text columns with a serial key and a column
 * for the words of a row, whose trigger is off while rows are copied; then the words of all rows, a chunk at a time;
 * ANALYZE; and the index over them. Two things are set for the question at hand: words are without accents (`unaccent`
 * knows đ), and the index is GIN, the faster of the two CKAN offers for asking. Answers why not, when there is no
 * server to measure.
 */
export const loadIntoPostgres = async (
  csv: string,
  rows: number,
  {
    questions = [],
    indexColumns = false,
  }: { questions?: readonly PostgresQuestion[]; indexColumns?: boolean } = {},
): Promise<PostgresTimes | { readonly skipped: string }> => {
  const bin = await serverFolder();
  if (!bin) return { skipped: 'no PostgreSQL server with initdb and psql is installed' };
  return withServer(bin, async (socket, server) => {
    await makePlain(bin, socket);
    const run = (sql: string, input?: string) => psql(bin, socket, sql, input);
    const timed = async (work: () => Promise<void>): Promise<number> => {
      const start = performance.now();
      await work();
      return (performance.now() - start) / 1000;
    };
    await run(
      `CREATE TABLE works (_id serial PRIMARY KEY, _full_text tsvector, ${columns.map((name) => `${name} text`).join(', ')})`,
    );
    await run(TRIGGER);
    await run('ALTER TABLE works DISABLE TRIGGER zfulltext');
    // A session's process ends with it, and is then counted with the server.
    const cpu = (): number => (server.pid === undefined ? NaN : (cpuSecondsOf(server.pid) ?? NaN));
    const before = cpu();
    const copy = await timed(() =>
      run(`COPY works (${columns.join(', ')}) FROM STDIN (FORMAT csv, HEADER)`, csv),
    );
    const giveWords = await timed(async () => {
      for (let first = 0; first < rows; first += CHUNK)
        await run(`UPDATE works SET _full_text = ${words} WHERE _id BETWEEN ${first} AND ${first + CHUNK}`);
    });
    const analyze = await timed(() => run('ANALYZE works'));
    const index = await timed(() => run('CREATE INDEX ON works USING gin (_full_text)'));
    const loaded = cpu();
    const spent = loaded - before;
    const indexing = await timed(async () => {
      if (indexColumns) for (const statement of columnIndexes) await run(statement);
    });
    const spentOnColumns = cpu() - loaded;
    await run('ALTER TABLE works ENABLE TRIGGER zfulltext');
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
      seconds: { copy, words: giveWords, analyze, index },
      cpuSeconds: Number.isNaN(spent) ? undefined : spent,
      columns: {
        seconds: indexing,
        cpuSeconds: Number.isNaN(spentOnColumns) ? undefined : spentOnColumns,
      },
      asked,
      memoryMb: proportionalMb(pids),
    };
  });
};
