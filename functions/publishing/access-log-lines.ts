import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { AccessLogField } from '../../shared/contract/access-log.ts';

/** The file is no whole access log: cut off, damaged, no gzip, or without a line that names the fields we read. */
export class BrokenAccessLog extends Error {
  override readonly name = 'BrokenAccessLog';
}

/** CloudFront takes addresses of 8,192 bytes and headers of 20,480; with every byte escaped a line stays about here. */
const LONGEST_LINE = 65_536;

const FIELDS = '#Fields: ';

/** A connection that breaks is not a broken file: it throws as it is, and the run is tried again. */
async function* unzipped(file: Readable): AsyncIterable<Buffer> {
  const gunzip = createGunzip();
  pipeline(file, gunzip, () => undefined);
  try {
    for await (const chunk of gunzip) yield chunk as Buffer;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw code?.startsWith('Z_') ? new BrokenAccessLog(message) : error;
  }
}

/** Lines of a file of any size; of one that is too long nothing is kept, it comes as undefined. */
async function* linesOf(bytes: AsyncIterable<Buffer>): AsyncIterable<string | undefined> {
  let line = '';
  let isTooLong = false;
  for await (const chunk of bytes)
    for (const [i, part] of chunk.toString('latin1').split('\n').entries()) {
      if (i > 0) {
        yield isTooLong ? undefined : line;
        line = '';
        isTooLong = false;
      }
      if (isTooLong) continue;
      line += part;
      isTooLong = line.length > LONGEST_LINE;
      if (isTooLong) line = '';
    }
  if (line !== '' || isTooLong) yield isTooLong ? undefined : line;
}

/**
 * The lines of a gzipped access log, the wanted fields of each in the order they are asked for; undefined for a line
 * that can not be read. Memory is bounded by one line. Throws BrokenAccessLog, perhaps after many good lines.
 */
export async function* readAccessLog(
  file: Readable,
  wanted: readonly AccessLogField[],
): AsyncIterable<readonly string[] | undefined> {
  let width = 0;
  let places: number[] | undefined;
  for await (const line of linesOf(unzipped(file))) {
    if (line?.startsWith(FIELDS)) {
      const names = line.slice(FIELDS.length).trim().split(/\s+/);
      width = names.length;
      places = wanted.map((field) => names.indexOf(field));
      const missing = wanted.find((field) => !names.includes(field));
      if (missing) throw new BrokenAccessLog(`The file has no field ${missing}`);
    }
    if (line === '' || line?.startsWith('#')) continue;
    if (!places) throw new BrokenAccessLog('The file does not name its fields');
    const values = line?.split('\t');
    yield values?.length === width ? places.map((place) => values[place] ?? '') : undefined;
  }
  if (!places) throw new BrokenAccessLog('The file does not name its fields');
}
