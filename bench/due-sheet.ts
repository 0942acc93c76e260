import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createGzip } from 'node:zlib';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { installedBinary, NO_ENGINE } from '../local/engines/dynamodb/binary.ts';
import { startTableEngine } from '../local/engines/dynamodb/start.ts';
import { makePortalTables } from '../test/ports/portal-tables.ts';
import { dutyItem, requestItem } from './generators/duties.ts';

export const DUTIES = 1_000_000;
export const DUE = 500;
export const REQUESTS = 50_000;

const FOLDER = join(import.meta.dirname, 'data', `due-sheet-${DUTIES}-${REQUESTS}`);
const ITEMS_A_FILE = 50_000;

const Sheet = z.object({ cases: z.string() });

/** Where the engine finds the full due sheet, and what the table is called there. */
export type DueSheet = z.infer<typeof Sheet> & { readonly dir: string };

const bench = {
  region: 'ap-southeast-1',
  credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
};
/** An address of the engine as the portal's tables take it. */
export const targetAt = (endpoint: string) => ({ endpoint, ...bench });

/** The table as the data stack describes it, once made by the engine, so that the import makes the very same. */
const describeCases = async (dir: string) => {
  const engine = await startTableEngine({ dir });
  try {
    const tables = await makePortalTables(targetAt(engine.endpoint), ['Cases']);
    const { Table } = await tables.db.send(new DescribeTableCommand({ TableName: tables.names.cases }));
    tables.close();
    return { cases: tables.names.cases, schema: JSON.stringify({ Table }) };
  } finally {
    await engine.stop();
  }
};

/** Items in the form of a DynamoDB export: gzipped lines. */
const writeExport = async (folder: string, count: number, item: (i: number) => object): Promise<void> => {
  await mkdir(folder, { recursive: true });
  for (let from = 0; from < count; from += ITEMS_A_FILE) {
    const zip = createGzip({ level: 1 });
    const file = zip.pipe(createWriteStream(join(folder, `${item.name}-${from}.json.gz`)));
    for (let i = from; i < Math.min(count, from + ITEMS_A_FILE); i += 1) {
      const line = JSON.stringify({ Item: marshall(item(i), { removeUndefinedValues: true }) });
      if (!zip.write(`${line}\n`)) await once(zip, 'drain');
    }
    zip.end();
    await once(file, 'close');
  }
};

/**
 * A table of 1 000 000 open duties, of which 500 are due, and 50 000 open requests of one agency, kept in `bench/data/`.
 * It is made once, by the engine's own import of an export: some 22 GB and twenty minutes or more (`node bench/due-sheet.ts`).
 * Written item by item it would take the better part of an hour.
 */
export const ensureDueSheet = async (): Promise<DueSheet> => {
  const about = join(FOLDER, 'about.json');
  if (!existsSync(about)) {
    const binary = installedBinary();
    if (!binary) throw new Error(NO_ENGINE);
    await mkdir(join(FOLDER, '..'), { recursive: true });
    const work = await mkdtemp(`${FOLDER}-`);
    try {
      const { cases, schema } = await describeCases(join(work, 'described'));
      await writeFile(join(work, 'schema.json'), schema);
      const data = join(work, 'export', cases, 'data');
      await writeExport(data, DUTIES, function duty(i) {
        return dutyItem(i, DUE);
      });
      await writeExport(data, REQUESTS, requestItem);
      await mkdir(join(work, 'sheet'));
      const into = ['--output', join(work, 'sheet', 'tables.db')];
      const from = ['--source', join(work, 'export'), '--schema', join(work, 'schema.json')];
      await promisify(execFile)(binary, ['import', ...from, ...into]);
      await writeFile(join(work, 'sheet', 'about.json'), JSON.stringify({ cases }));
      await rename(join(work, 'sheet'), FOLDER);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  }
  return { dir: FOLDER, ...Sheet.parse(JSON.parse(await readFile(about, 'utf8'))) };
};

if (import.meta.main) console.log((await ensureDueSheet()).dir);
