import type { DuckDBConnection } from '@duckdb/node-api';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename, dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { ask, numberIn } from '../ask.ts';
import { sqlText } from '../engine.ts';
import { outputFile } from '../output-file.ts';
import type { Sides } from './find-key.ts';
import { rowsOf, type CommonColumn } from './sides.ts';

/** Files of fingerprints of both sides, as `writeFingerprints` writes them. */
export type Geometries = { readonly before: string; readonly after: string };

const FLUSH_CHARS = 1_000_000;

/**
 * Writes a line `row,fingerprint` for the shape of each feature of a GeoJSON as this room writes it, one feature a line in
 * the order of the rows of its table. Equal shapes have equal fingerprints.
 */
export const writeFingerprints = async (geojson: string, to: string): Promise<void> => {
  const file = await outputFile(dirname(to), basename(to));
  // Last before the loop: lines that come while something else is awaited are lost.
  const lines = createInterface({ input: createReadStream(geojson, 'utf8'), crlfDelay: Infinity });
  let row = 0;
  let text = '';
  try {
    for await (const line of lines) {
      if (!line.startsWith('{"type":"Feature",')) continue;
      row += 1;
      const { geometry } = JSON.parse(line.replace(/,$/, '')) as { geometry: unknown };
      const shape = createHash('sha256').update(JSON.stringify(geometry)).digest('hex');
      text += `${row},${shape.slice(0, 32)}\n`;
      if (text.length < FLUSH_CHARS) continue;
      await file.write(text);
      text = '';
    }
    await file.write(text);
    await file.finish();
  } catch (fault) {
    await file.abandon();
    throw fault;
  }
};

const fingerprints = (path: string): string =>
  `read_csv(${sqlText(path)}, auto_detect = false, header = false, delim = ',', columns = {'r': 'BIGINT', 'h': 'VARCHAR'})`;

/** In how many rows that both sides have by the key the shape differs. */
export const changedGeometries = async (
  db: DuckDBConnection,
  sides: Sides,
  key: readonly CommonColumn[],
  { before, after }: Geometries,
): Promise<number> => {
  const asked = key.map(({ value }, i) => `${value} AS k${i}`);
  const [found] = await ask(
    db,
    `SELECT count(*)::DOUBLE AS n
     FROM (${rowsOf(sides.before, asked)}) AS b JOIN (${rowsOf(sides.after, asked)}) AS a
       ON ${key.map((_, i) => `b.k${i} = a.k${i}`).join(' AND ')}
     JOIN ${fingerprints(before)} AS was ON was.r = b.r JOIN ${fingerprints(after)} AS is_now ON is_now.r = a.r
     WHERE was.h <> is_now.h`,
  );
  return numberIn(found, 'n');
};
