import { codeTable } from './code-table.ts';

/**
 * The byte each character stood for, whichever western or Vietnamese Windows program showed it: windows-1252, windows-1258 and
 * Latin-1 give no character to two bytes, so one list serves all three.
 */
const bytesOf: ReadonlyMap<number, number> = new Map([
  ...Array.from({ length: 256 }, (_, byte): [number, number] => [byte, byte]),
  ...(['windows-1258', 'windows-1252'] as const).flatMap((name) =>
    [...codeTable(name).single].map((unit, byte): [number, number] => [unit, byte]),
  ),
]);

/** -1 for a character that no byte was shown as. */
export const byteOf = (unit: number): number => bytesOf.get(unit) ?? -1;

/** The bytes behind text that a western program showed; nothing when a character cannot have come about that way. */
export const latinBytes = (text: string): Uint8Array | undefined => {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) {
    const byte = byteOf(text.charCodeAt(i));
    if (byte < 0) return undefined;
    bytes[i] = byte;
  }
  return bytes;
};
