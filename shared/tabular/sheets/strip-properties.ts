import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { headOf } from './file-head.ts';
import { workbookPartName } from './office-package.ts';
import { cleanPart, isCleaned } from './personal-parts.ts';
import { defaultSheetLimits, type SheetLimits } from './sheet-limits.ts';
import { orProblem, refuse, type SheetProblem } from './sheet-problem.ts';
import { sniffOffice } from './sniff-office.ts';
import { openGated, type GatedZip } from './zip-gate.ts';

export type Stripped = {
  readonly bytes: number;
  readonly sha256: string;
  /** Parts that were emptied or changed; every other part is the same byte for byte once unpacked. */
  readonly parts: readonly string[];
};

/** Dates of entries tell when somebody worked; a zip cannot say "no date", so all have the first it can. */
const NO_DATE = new Date(1980, 0, 1);

const wholeOf = async (zip: GatedZip, name: string, limits: SheetLimits): Promise<Buffer> => {
  if ((zip.entries.get(name)?.bytes ?? 0) > limits.maxPartBytes)
    refuse('office-part-too-large', { part: name, limit: limits.maxPartBytes });
  const blocks: Buffer[] = [];
  for await (const block of zip.read(name)) blocks.push(block);
  return Buffer.concat(blocks);
};

/** The parts that change, before anything is written: what cannot be cleaned ends the work here. */
const cleanedParts = async (
  zip: GatedZip,
  limits: SheetLimits,
): Promise<Map<string, [before: Buffer, after: Buffer]>> => {
  const cleaned = new Map<string, [Buffer, Buffer]>();
  let held = 0;
  for (const name of zip.entries.keys()) {
    if (!isCleaned(name)) continue;
    const before = await wholeOf(zip, name, limits);
    if ((held += before.length) > limits.maxPartBytes)
      refuse('office-part-too-large', { part: name, limit: limits.maxPartBytes });
    cleaned.set(name, [before, cleanPart(name, before)]);
  }
  return cleaned;
};

const rewrite = async (zip: GatedZip, pathOut: string, limits: SheetLimits): Promise<Stripped> => {
  const cleaned = await cleanedParts(zip, limits);
  const out = new ZipFile();
  const output = out.outputStream as Readable;
  out.on('error', (error) => void output.destroy(error as Error));
  for (const { name, isFolder } of zip.entries.values()) {
    const [, after] = cleaned.get(name) ?? [];
    if (after) out.addBuffer(after, name, { mtime: NO_DATE });
    else if (!isFolder)
      out.addReadStreamLazy(name, { mtime: NO_DATE }, (callback) => {
        const part = Readable.from(zip.read(name), { objectMode: false });
        // yazl does not listen: a part that breaks while it is copied must end the whole.
        part.once('error', (error) => void output.destroy(error));
        callback(null, part);
      });
  }
  out.end();
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = async function* (source: AsyncIterable<Buffer | string>): AsyncGenerator<Buffer> {
    for await (const block of source) {
      const written = Buffer.from(block as Buffer);
      hash.update(written);
      bytes += written.length;
      yield written;
    }
  };
  await pipeline(output, counted, createWriteStream(pathOut));
  const parts = [...cleaned].filter(([, [before, after]]) => !after.equals(before)).map(([name]) => name);
  return { bytes, sha256: hash.digest('hex'), parts };
};

/**
 * Writes an XLSX again without what it says about people: author, company, titles, own properties, names on comments, the
 * folder it was saved in. An XLS cannot be stripped safely (`properties-not-removable`): offer its derived files only.
 */
export const stripProperties = (
  pathIn: string,
  pathOut: string,
  limits: SheetLimits = defaultSheetLimits,
): Promise<Stripped | { readonly problem: SheetProblem }> =>
  orProblem(async () => {
    const found = sniffOffice(await headOf(pathIn));
    if (found !== 'zip') return refuse('properties-not-removable', { found: found ?? 'no spreadsheet' });
    const zip = await openGated(pathIn, limits);
    try {
      await workbookPartName(zip, limits);
      return await rewrite(zip, pathOut, limits);
    } catch (error) {
      await rm(pathOut, { force: true });
      throw error;
    } finally {
      await zip.close();
    }
  });
