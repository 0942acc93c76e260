import { randomUUID } from 'node:crypto';
import { constants, createReadStream, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { copyFile, link, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

/** A file being written: invisible until sealed, gone when discarded. */
export type BlobDraft = {
  name: string;
  /** Takes the bytes over: the caller must not change them any more. */
  write: (bytes: Buffer) => Promise<void>;
  /** Makes the bytes durable under their final random name. */
  seal: () => Promise<void>;
  discard: () => Promise<void>;
};

/** A draft that is whole from the beginning. */
export type WholeDraft = Omit<BlobDraft, 'write'>;

const orNothing = async <Draft extends WholeDraft, T>(
  draft: Draft,
  fill: (draft: Draft) => Promise<T>,
): Promise<T> => {
  try {
    return await fill(draft);
  } catch (fault) {
    await draft.discard();
    throw fault;
  }
};

/** Fills a draft; when that fails, nothing of it stays. After success the draft belongs to the index. */
export const fillDraft = async <T>(blobs: BlobFolder, fill: (draft: BlobDraft) => Promise<T>): Promise<T> =>
  orNothing(await blobs.draft(), fill);

/** As `fillDraft`, of the bytes of a blob that somebody holds. */
export const twinDraft = async <T>(
  blobs: BlobFolder,
  name: string,
  keep: (draft: WholeDraft) => Promise<T>,
): Promise<T> => orNothing(await blobs.twin(name), keep);

export type BlobFolder = {
  draft: () => Promise<BlobDraft>;
  /** A blob's bytes under a name of their own, which outlives the blob. */
  twin: (name: string) => Promise<WholeDraft>;
  /** Streams bytes `start` to `end` inclusive. A blob being read survives its removal until the reader is done. */
  read: (name: string, start: number, end: number) => AsyncIterable<Buffer>;
  /** Keeps blobs readable until the returned function is called. */
  hold: (names: string[]) => () => void;
  remove: (names: string[]) => void;
  /** Deletes drafts and blobs that no row names: what a killed process left behind. */
  sweep: (named: Set<string>) => number;
};

const writeFully = async (file: FileHandle, pieces: Buffer[]): Promise<void> => {
  if (pieces.length === 0) return;
  let { bytesWritten: at } = await file.writev(pieces);
  const wanted = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (at === wanted) return;
  // Seldom: the disk took less than all of it.
  const bytes = Buffer.concat(pieces);
  while (at < wanted) at += (await file.write(bytes, at)).bytesWritten;
};

const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
};

/** Many small pieces come from a connection; each write of its own would cost more than its bytes. */
const GATHERED_BYTES = 1024 * 1024;

const startDraft = async (drafts: string, blobs: string): Promise<BlobDraft> => {
  const name = randomUUID();
  const draft = join(drafts, name);
  const file = await open(draft, 'wx', 0o600);
  let closed = false;
  let gathered: Buffer[] = [];
  let held = 0;
  const flush = async (): Promise<void> => {
    const bytes = gathered;
    gathered = [];
    held = 0;
    await writeFully(file, bytes);
  };
  const close = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    await file.close();
  };
  return {
    name,
    write: async (bytes) => {
      gathered.push(bytes);
      held += bytes.length;
      if (held >= GATHERED_BYTES) await flush();
    },
    seal: async () => {
      await flush();
      await file.datasync();
      await close();
      await rename(draft, join(blobs, name));
      await syncFolder(blobs);
    },
    discard: async () => {
      await close();
      await Promise.all([rm(draft, { force: true }), rm(join(blobs, name), { force: true })]);
    },
  };
};

/**
 * A sealed file is never written to again, so a second name of it is as good as a copy, at no cost. Where the disk knows no
 * second names, it copies.
 */
const startTwin = async (drafts: string, blobs: string, of: string): Promise<WholeDraft> => {
  const name = randomUUID();
  const draft = join(drafts, name);
  const source = join(blobs, of);
  await link(source, draft).catch(() => copyFile(source, draft, constants.COPYFILE_FICLONE));
  return {
    name,
    seal: async () => {
      const file = await open(draft, 'r+');
      await file.datasync().finally(() => file.close());
      await rename(draft, join(blobs, name));
      await syncFolder(blobs);
    },
    discard: async () => {
      await Promise.all([rm(draft, { force: true }), rm(join(blobs, name), { force: true })]);
    },
  };
};

/** Opens the folder of object bytes. File names are random, so no key can ever name a place on the disk. */
export const openBlobFolder = (dir: string): BlobFolder => {
  const blobs = join(dir, 'blobs');
  const drafts = join(dir, 'drafts');
  for (const folder of [blobs, drafts]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const readers = new Map<string, number>();
  const doomed = new Set<string>();
  const removeNow = (name: string): void => {
    doomed.delete(name);
    try {
      rmSync(join(blobs, name), { force: true });
    } catch {
      // No row names it any more: the next start sweeps it away. The write that freed it has happened all the same.
    }
  };
  const release = (name: string): void => {
    const left = (readers.get(name) ?? 1) - 1;
    if (left > 0) return void readers.set(name, left);
    readers.delete(name);
    if (doomed.has(name)) removeNow(name);
  };
  return {
    draft: () => startDraft(drafts, blobs),
    twin: (name) => startTwin(drafts, blobs, name),
    read: (name, start, end) =>
      createReadStream(join(blobs, name), { start, end, highWaterMark: 256 * 1024 }),
    hold: (names) => {
      for (const name of names) readers.set(name, (readers.get(name) ?? 0) + 1);
      return () => names.forEach(release);
    },
    remove: (names) => {
      for (const name of names)
        if (readers.has(name)) doomed.add(name);
        else removeNow(name);
    },
    sweep: (named) => {
      const left = readdirSync(drafts);
      const orphans = readdirSync(blobs).filter((name) => !named.has(name));
      for (const name of left) rmSync(join(drafts, name), { force: true });
      orphans.forEach(removeNow);
      return left.length + orphans.length;
    },
  };
};
