/**
 * What the first bytes of a file say, whatever its name says: `biff` is an XLS without container, `biff-old` one of before
 * Excel 5. Undefined for anything else, plain text named `.xls` among it: that is a CSV.
 */
export type OfficeBytes = 'zip' | 'ole' | 'biff' | 'biff-old' | 'html' | 'xml-2003';

const startsWith = (head: Uint8Array, ...bytes: number[]): boolean =>
  bytes.every((byte, i) => head[i] === byte);

const textOf = (head: Uint8Array): string => {
  const isWide = startsWith(head, 0xff, 0xfe);
  return new TextDecoder(isWide ? 'utf-16le' : 'utf-8').decode(head).trimStart();
};

/** Wants the first few kilobytes. */
export const sniffOffice = (head: Uint8Array): OfficeBytes | undefined => {
  if (startsWith(head, 0x50, 0x4b, 3, 4) || startsWith(head, 0x50, 0x4b, 5, 6)) return 'zip';
  if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) return 'ole';
  if (startsWith(head, 0x09, 0x08)) return 'biff';
  if (startsWith(head, 0x09) && [0, 2, 4].includes(head[1] ?? 1) && head[3] === 0) return 'biff-old';
  const text = textOf(head);
  if (!text.startsWith('<')) return undefined;
  if (text.includes('urn:schemas-microsoft-com:office:spreadsheet'))
    return /<html/i.test(text) ? 'html' : 'xml-2003';
  return /<(!doctype html|html|head|body|meta|style|table|div)[\s>]/i.test(text) ? 'html' : undefined;
};
