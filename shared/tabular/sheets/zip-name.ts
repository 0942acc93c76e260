import { getFileNameLowLevel, type Entry } from 'yauzl';

const SYMLINK = 0xa000;

/** UTF-8 wherever the bytes are UTF-8, flagged or not (as zips of macOS and 7-Zip are); otherwise as the format says. */
const decodeName = (entry: Entry): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(entry.fileNameRaw).replaceAll('\\', '/');
  } catch {
    return getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
  }
};

/** Name of an entry with `/` between folders, in NFC; `unsafe` when unpacking it could write somewhere else. */
export const entryName = (entry: Entry): { readonly name: string; readonly unsafe: boolean } => {
  const name = decodeName(entry).normalize('NFC');
  const isLink = ((entry.externalFileAttributes >>> 16) & 0xf000) === SYMLINK;
  const unsafe =
    isLink ||
    name === '' ||
    name.startsWith('/') ||
    /^[a-z]:/i.test(name) ||
    name.split('/').includes('..') ||
    [...name].some((c) => c.charCodeAt(0) < 32);
  return { name, unsafe };
};
