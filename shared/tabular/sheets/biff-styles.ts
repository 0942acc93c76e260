import { BIFF, type BiffRecord } from './biff.ts';
import { formatKind } from './number-format.ts';
import { NO_STYLE, type CellStyle } from './styles.ts';

/** Text of a byte or a two-byte string whose length stands in front, in bytes or in UTF-16. */
const textAt = (body: Buffer, at: number, length: number, isUnicode: boolean): string => {
  if (!isUnicode) return body.toString('latin1', at, at + length);
  const isWide = ((body[at] ?? 0) & 1) === 1;
  return isWide
    ? body.toString('utf16le', at + 1, at + 1 + 2 * length)
    : body.toString('latin1', at + 1, at + 1 + length);
};

/** Fonts and number formats of an XLS. */
export class BiffStyles {
  readonly #fonts: string[] = [];
  readonly #codes = new Map<number, string>();
  readonly #formats: { readonly font: number; readonly format: number }[] = [];
  readonly #styles = new Map<number, CellStyle>();

  get hasFonts(): boolean {
    return this.#fonts.length > 0;
  }

  read({ type, body }: BiffRecord, isUnicode: boolean): void {
    if (type === BIFF.FONT && body.length > 15) this.#fonts.push(textAt(body, 15, body[14] ?? 0, isUnicode));
    else if (type === BIFF.XF && body.length >= 4)
      this.#formats.push({ font: body.readUInt16LE(0), format: body.readUInt16LE(2) });
    else if (type === BIFF.FORMAT && body.length > 4) {
      const [at, length] = isUnicode ? [4, body.readUInt16LE(2)] : [3, body[2] ?? 0];
      this.#codes.set(body.readUInt16LE(0), textAt(body, at, length, isUnicode));
    }
  }

  /** The style of an index; the same object each time. */
  of(index: number | undefined): CellStyle {
    const format = index === undefined ? undefined : this.#formats[index];
    if (index === undefined || !format) return NO_STYLE;
    const known = this.#styles.get(index);
    if (known) return known;
    const kind = formatKind(format.format, this.#codes.get(format.format));
    // There is no font 4: numbers from 5 on are one too high.
    const font = this.#fonts[format.font >= 4 ? format.font - 1 : format.font];
    const style: CellStyle = font === undefined ? { kind } : { kind, font };
    this.#styles.set(index, style);
    return style;
  }
}
