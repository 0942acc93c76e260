import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { fromRandomAccessReaderPromise, type Entry, type ZipFile } from 'yauzl';
import type { SheetLimits } from './sheet-limits.ts';
import { refuse, SheetFault } from './sheet-problem.ts';
import { entryName } from './zip-name.ts';
import { ZipReader } from './zip-reader.ts';

export type ZipEntry = {
  readonly name: string;
  readonly bytes: number;
  readonly packedBytes: number;
  readonly isFolder: boolean;
  readonly entry: Entry;
};

/** A zip whose directory has been judged: nothing of it was unpacked yet. */
export type GatedZip = {
  /** By name, in the order of the directory. */
  readonly entries: ReadonlyMap<string, ZipEntry>;
  /** The inflated bytes of an entry; every byte is counted against what was declared, and its checksum is held. */
  read(name: string): AsyncGenerator<Buffer>;
  close(): Promise<void>;
};

const isMachineFault = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

const damaged = (error: unknown): never => {
  if (error instanceof SheetFault || isMachineFault(error)) throw error;
  const why = error instanceof Error ? error.message : 'unreadable';
  if (why.includes('encryption')) return refuse('zip-encrypted');
  return refuse('zip-damaged', { why: why.slice(0, 100) });
};

const judgeEntry = ({ entry, name, bytes, packedBytes }: ZipEntry, limits: SheetLimits): void => {
  if (entry.isEncrypted()) refuse('zip-encrypted', { entry: name });
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
    refuse('zip-method-unsupported', { entry: name, method: entry.compressionMethod });
  if (bytes > limits.minBombBytes && bytes > packedBytes * limits.maxZipRatio)
    refuse('zip-bomb', { entry: name, bytes, packedBytes });
};

/** Entries that share packed bytes are how a small file claims to hold petabytes. */
const judgeLayout = (entries: readonly ZipEntry[]): void => {
  const inOrder = entries
    .map(({ entry, packedBytes }) => ({ start: entry.relativeOffsetOfLocalHeader, packedBytes }))
    .sort((a, b) => a.start - b.start);
  if (inOrder[0] && inOrder[0].start !== 0) refuse('zip-damaged', { why: 'something stands before the zip' });
  let end = 0;
  for (const { start, packedBytes } of inOrder) {
    if (start < end) refuse('zip-bomb', { why: 'entries overlap' });
    end = start + 30 + packedBytes;
  }
};

const judge = async (zip: ZipFile, limits: SheetLimits): Promise<Map<string, ZipEntry>> => {
  const entries = new Map<string, ZipEntry>();
  const folded = new Set<string>();
  let total = 0;
  if (zip.entryCount > limits.maxZipEntries)
    refuse('zip-too-many-entries', { found: zip.entryCount, limit: limits.maxZipEntries });
  for await (const entry of zip.eachEntry()) {
    const { name, unsafe } = entryName(entry);
    if (unsafe) refuse('zip-unsafe-name', { entry: name.slice(0, 100) });
    if (folded.has(name.toLowerCase())) refuse('zip-duplicate-name', { entry: name.slice(0, 100) });
    folded.add(name.toLowerCase());
    const one: ZipEntry = {
      name,
      bytes: entry.uncompressedSize,
      packedBytes: entry.compressedSize,
      isFolder: name.endsWith('/'),
      entry,
    };
    judgeEntry(one, limits);
    total += one.bytes;
    if (total > limits.maxInflatedBytes) refuse('zip-bomb', { bytes: total, limit: limits.maxInflatedBytes });
    entries.set(name, one);
  }
  judgeLayout([...entries.values()]);
  return entries;
};

async function* readEntry(zip: ZipFile, { entry, name }: ZipEntry): AsyncGenerator<Buffer> {
  let sum = 0;
  try {
    const header = await zip.readLocalFileHeaderPromise(entry);
    if (!header.fileName.equals(entry.fileNameRaw)) refuse('zip-damaged', { entry: name, why: 'two names' });
    // yauzl ends the stream with an error when more or fewer bytes come than the directory declared.
    for await (const block of await zip.openReadStreamPromise(entry)) {
      sum = crc32(block as Buffer, sum);
      yield block as Buffer;
    }
  } catch (error) {
    damaged(error);
  }
  if (sum !== entry.crc32) refuse('zip-damaged', { entry: name, why: 'checksum' });
}

/** Opens a zip and judges its directory before anything is unpacked. Throws `SheetFault`. */
export const openGated = async (path: string, limits: SheetLimits): Promise<GatedZip> => {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const options = { autoClose: false, decodeStrings: false, validateEntrySizes: true };
    const zip = await fromRandomAccessReaderPromise(new ZipReader(file, size), size, options);
    const entries = await judge(zip, limits);
    return {
      entries,
      async *read(name) {
        const entry = entries.get(name);
        if (!entry) return refuse('zip-entry-missing', { entry: name });
        yield* readEntry(zip, entry);
      },
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    return damaged(error);
  }
};
