import { randomUUID } from 'node:crypto';
import { XMLParser } from 'fast-xml-parser';
import * as z from 'zod';
import type { Engine, EngineAnswer } from '../../aws/engine-call.ts';
import { openDatabase } from '../sqlite.ts';

/** One order to forget, as CloudFront would have taken it. */
export type Invalidation = {
  readonly id: string;
  /** By the local clock, ISO 8601 UTC. */
  readonly at: string;
  readonly distribution: string;
  readonly reference: string;
  readonly paths: readonly string[];
};

export type InvalidationEngine = Engine & {
  /** All orders, the newest last. */
  readonly list: () => Invalidation[];
  readonly close: () => void;
};

const PATH = /^\/2020-05-31\/distribution\/([^/?]+)\/invalidation$/;
const SCHEMA =
  'CREATE TABLE IF NOT EXISTS invalidation (n INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL);';

const Body = z.object({
  InvalidationBatch: z.object({
    CallerReference: z.string().min(1),
    Paths: z.object({
      Quantity: z.string(),
      Items: z.object({ Path: z.array(z.string().startsWith('/')).min(1) }),
    }),
  }),
});

const xml = (status: number, body: string): EngineAnswer => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body: `<?xml version="1.0"?>\n${body}`,
});

const refuse = (status: number, code: string, message: string): EngineAnswer =>
  xml(
    status,
    `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
  );

/** Takes orders for the distributions of the template and remembers them: there is no cache here that could forget. */
export const createInvalidations = (options: {
  file: string;
  now: () => number;
  distributions: readonly string[];
}): InvalidationEngine => {
  const db = openDatabase(options.file, SCHEMA);
  const parser = new XMLParser({ parseTagValue: false, isArray: (name) => name === 'Path' });
  const list = (): Invalidation[] =>
    db
      .all<{ body: string }>('SELECT body FROM invalidation ORDER BY n')
      .map(({ body }) => JSON.parse(body) as Invalidation);

  const shown = ({ id, at, reference, paths }: Invalidation): EngineAnswer =>
    xml(
      201,
      `<Invalidation><Id>${id}</Id><Status>Completed</Status><CreateTime>${at}</CreateTime><InvalidationBatch>` +
        `<Paths><Quantity>${paths.length}</Quantity><Items>${paths.map((path) => `<Path>${path}</Path>`).join('')}</Items></Paths>` +
        `<CallerReference>${reference}</CallerReference></InvalidationBatch></Invalidation>`,
    );

  return {
    list,
    close: () => db.close(),
    handle: async ({ method, url, body }) => {
      const distribution = PATH.exec(url)?.[1];
      if (method !== 'POST' || distribution === undefined)
        return refuse(400, 'InvalidArgument', 'Of CloudFront only CreateInvalidation exists here.');
      if (!options.distributions.includes(distribution))
        return refuse(404, 'NoSuchDistribution', 'The specified distribution does not exist.');
      const given = Body.safeParse(parser.parse(body.toString('utf8')));
      if (!given.success) return refuse(400, 'InvalidArgument', 'The batch is not whole.');
      const { CallerReference: reference, Paths } = given.data.InvalidationBatch;
      const paths = Paths.Items.Path;
      if (Number(Paths.Quantity) !== paths.length)
        return refuse(
          400,
          'InconsistentQuantities',
          'The value of Quantity and the size of Items do not match.',
        );
      const earlier = list().find((one) => one.distribution === distribution && one.reference === reference);
      if (earlier)
        return JSON.stringify(earlier.paths) === JSON.stringify(paths)
          ? shown(earlier)
          : refuse(400, 'InvalidationBatchAlreadyExists', 'The reference was used for other paths.');
      const made: Invalidation = {
        id: `I${randomUUID().replaceAll('-', '').slice(0, 13).toUpperCase()}`,
        at: new Date(options.now()).toISOString(),
        distribution,
        reference,
        paths,
      };
      db.run('INSERT INTO invalidation (body) VALUES (?)', JSON.stringify(made));
      return shown(made);
    },
  };
};
