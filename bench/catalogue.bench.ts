import { writeFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  applyChanges,
  openForReading,
  openForWriting,
  type SearchDocument,
} from '../shared/adapters/sqlite/search-index.ts';
import { search } from '../shared/adapters/sqlite/search-question.ts';
import { catalogueOf, catalogueQuestions, type CatalogueQuestion } from './generators/catalogue.ts';
import { makePlain, psql, serverFolder, timesOf, versionOf, withServer } from './postgres.ts';
import { beside, round } from './report.ts';
import { percentile } from './percentile.ts';
import type { Session } from './session.ts';

const SIZES = [10_000, 100_000];
const QUESTIONS = 200;
const SEED = 2026;

/** Times of each question on our index, as the search function asks it: page, exact total and three facets. */
const askOurs = async (
  path: string,
  documents: readonly SearchDocument[],
  questions: readonly CatalogueQuestion[],
) => {
  const db = openForWriting(path);
  applyChanges(
    db,
    documents.map((document) => ({ id: document.id, slug: document.slug, version: 1, document })),
  );
  db.close();
  const index = openForReading(path);
  const ask = (question: CatalogueQuestion): number => {
    const begun = performance.now();
    search(index, { ...question, limit: 20, offset: 0 });
    return performance.now() - begun;
  };
  questions.slice(0, 20).forEach(ask);
  const times = questions.map(ask);
  index.close();
  return { times, megabytes: (await stat(path)).size / 1e6 };
};

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The same asked of PostgreSQL in one statement: the hits once, then page, total and facets from them. */
const statementOf = ({ q, topic }: CatalogueQuestion): string => {
  const query = `to_tsquery('simple', array_to_string(array(SELECT word || ':*' FROM regexp_split_to_table(plain(${quoted(q.toLowerCase())}), ' +') word WHERE word <> ''), ' & '))`;
  const match = q === '' ? 'true' : `words @@ ${query}`;
  const inTopic = topic === undefined ? 'true' : `topic = ${quoted(topic)}`;
  const facet = (name: string): string =>
    `(SELECT json_agg(f) FROM (SELECT ${name}, count(*) FROM hit GROUP BY 1 ORDER BY 2 DESC LIMIT 50) f)`;
  const order = q === '' ? 'published DESC' : `ts_rank(words, ${query}) DESC`;
  return `WITH hit AS MATERIALIZED (SELECT * FROM dataset WHERE ${match} AND ${inTopic}) SELECT (SELECT count(*) FROM hit), ${facet('topic')}, ${facet('agency')}, ${facet('formats')}, (SELECT json_agg(page) FROM (SELECT document FROM hit ORDER BY ${order}, id LIMIT 20) page)`;
};

const csvOf = (documents: readonly SearchDocument[]): string =>
  documents
    .map((one) =>
      [
        one.id,
        one.title,
        one.keywords.join(' '),
        one.agencyName,
        one.topicLabel,
        one.description,
        one.topic,
        one.agency,
        one.formats.join(' '),
        one.publishedOn,
        JSON.stringify(one),
      ]
        .map((cell) => `"${cell.replaceAll('"', '""')}"`)
        .join(','),
    )
    .join('\n');

const askTheirs = async (
  folder: string,
  documents: readonly SearchDocument[],
  questions: readonly CatalogueQuestion[],
) => {
  const bin = await serverFolder();
  if (!bin) return { skipped: 'no PostgreSQL server with initdb and psql is installed' } as const;
  const csv = join(folder, 'catalogue.csv');
  await writeFile(csv, csvOf(documents));
  return withServer(bin, async (socket) => {
    await makePlain(bin, socket);
    const text = (name: string, weight: string): string =>
      `setweight(to_tsvector('simple', plain(${name})), '${weight}')`;
    const words = [
      text('title', 'A'),
      text('keywords', 'B'),
      text('agencyName', 'C'),
      text('topicLabel', 'C'),
      text('description', 'D'),
    ];
    await psql(
      bin,
      socket,
      `CREATE TABLE dataset (id text, title text, keywords text, agencyName text, topicLabel text, description text, topic text, agency text, formats text, published date, document json)`,
    );
    await psql(bin, socket, 'COPY dataset FROM STDIN (FORMAT csv)', csv);
    await psql(
      bin,
      socket,
      `ALTER TABLE dataset ADD COLUMN words tsvector GENERATED ALWAYS AS (${words.join(' || ')}) STORED`,
    );
    await psql(bin, socket, 'CREATE INDEX ON dataset USING gin (words)');
    await psql(bin, socket, 'CREATE INDEX ON dataset (published)');
    await psql(bin, socket, 'ANALYZE dataset');
    const statements = questions.map(statementOf);
    const warm = statements.slice(0, 20);
    const times = await timesOf(bin, socket, [...warm, ...statements]);
    return { version: versionOf(bin), times: times.slice(warm.length) };
  });
};

/** Searches of the catalogue, each with its exact total and facets, at the size of a province and ten times that. */
export const run = async ({ folder, signal, tell }: Session): Promise<void> => {
  for (const size of SIZES) {
    signal.throwIfAborted();
    const documents = catalogueOf(size, SEED);
    const questions = catalogueQuestions(QUESTIONS, SEED + 1);
    const ours = await askOurs(join(folder, `catalogue-${size}.sqlite`), documents, questions);
    signal.throwIfAborted();
    const theirs = await askTheirs(folder, documents, questions).catch((error: unknown) => ({
      skipped: error instanceof Error ? error.message : String(error),
    }));
    for (const share of [0.5, 0.99]) {
      const row = {
        what: `catalogue search, ${size} datasets, p${share * 100}`,
        value: percentile(ours.times, share),
        unit: 'ms',
        note: `${QUESTIONS} questions with total and facets; index ${round(ours.megabytes, 0)} MB${'skipped' in theirs ? `; ${theirs.skipped}` : ''}`,
      };
      tell(
        'skipped' in theirs
          ? { ...row, value: round(row.value) }
          : beside(row, { name: `PostgreSQL ${theirs.version}`, value: percentile(theirs.times, share) }),
      );
    }
  }
};
