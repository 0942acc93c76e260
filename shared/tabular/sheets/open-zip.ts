import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { defaultSheetLimits, type SheetLimits } from './sheet-limits.ts';
import { orProblem, refuse, SheetFault, type SheetProblem } from './sheet-problem.ts';
import { openGated, type GatedZip, type ZipEntry } from './zip-gate.ts';

export type UnpackedFile = {
  /** Name inside the zip, with its folders. */
  readonly entry: string;
  /** Where it lies now: in the folder given, under a name of ours. */
  readonly path: string;
  readonly bytes: number;
  /** Other files of the zip, that are not read: at most 50 are named. */
  readonly ignored: readonly string[];
};

export type UnpackOptions = {
  readonly folder: string;
  /** The file to take when there are several. */
  readonly entry?: string;
  readonly limits?: SheetLimits;
  readonly signal?: AbortSignal;
};

const MOST_NAMES = 50;
const dataNames = /\.(csv|tsv|json|geojson|xlsx|xlsm|xls)$/i;
const archiveNames = /\.(zip|rar|7z|gz|tgz|bz2|xz|tar)$/i;
/** What systems put into zips by themselves. */
const litter = /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._[^/]*$|~\$[^/]*$)/i;

const choose = (files: readonly ZipEntry[], wanted: string | undefined): ZipEntry => {
  const choicesOf = (data: readonly ZipEntry[]): string[] =>
    data.slice(0, MOST_NAMES).map(({ name }) => name);
  const found = files.find(({ name }) => name === wanted?.normalize('NFC'));
  if (found) return found;
  if (wanted !== undefined) {
    const facts = { entry: wanted.slice(0, 100) };
    throw new SheetFault({ code: 'zip-entry-missing', facts, choices: choicesOf(files) });
  }
  const named = files.filter(({ name }) => dataNames.test(name));
  // A lone text file is data; beside data it is a note to the reader.
  const data = named.length > 0 ? named : files.filter(({ name }) => /\.txt$/i.test(name));
  const [first, second] = data;
  if (!first) {
    const nested = files.find(({ name }) => archiveNames.test(name));
    return nested
      ? refuse('zip-nested', { entry: nested.name.slice(0, 100) })
      : refuse('zip-no-data', { files: files.length });
  }
  if (!second) return first;
  throw new SheetFault({
    code: 'zip-several-files',
    facts: { files: data.length },
    choices: choicesOf(data),
  });
};

const unpack = async (zip: GatedZip, options: UnpackOptions): Promise<UnpackedFile> => {
  const files = [...zip.entries.values()].filter(({ name, isFolder }) => !isFolder && !litter.test(name));
  const chosen = choose(files, options.entry);
  const extension = /\.([a-z0-9]{1,8})$/i.exec(chosen.name)?.[1]?.toLowerCase() ?? 'bin';
  const path = join(options.folder, `unpacked.${extension}`);
  try {
    const { signal } = options;
    await pipeline(zip.read(chosen.name), createWriteStream(path), signal ? { signal } : {});
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  const ignored = files.filter((file) => file !== chosen).slice(0, MOST_NAMES);
  return { entry: chosen.name, path, bytes: chosen.bytes, ignored: ignored.map(({ name }) => name) };
};

/** Unpacks the one data file of a zip; the zip's directory is judged before any byte of it is. */
export const openZip = (
  path: string,
  options: UnpackOptions,
): Promise<UnpackedFile | { readonly problem: SheetProblem }> =>
  orProblem(async () => {
    const zip = await openGated(path, options.limits ?? defaultSheetLimits);
    try {
      return await unpack(zip, options);
    } finally {
      await zip.close();
    }
  });
