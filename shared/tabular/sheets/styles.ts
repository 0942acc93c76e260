import type { SheetLimits } from './sheet-limits.ts';
import { formatKind, type FormatKind } from './number-format.ts';
import { readXml } from './xml-feed.ts';

/** What a style says that matters for reading: how numbers are meant, and which font texts are in. */
export type CellStyle = { readonly kind: FormatKind; readonly font?: string };

export const NO_STYLE: CellStyle = { kind: { is: 'number' } };

/** Reads `styles.xml`: one style for each index a cell may name. */
export const readStyles = async (
  part: string,
  blocks: AsyncIterable<Buffer>,
  limits: SheetLimits,
): Promise<CellStyle[]> => {
  const path: string[] = [];
  const codes = new Map<number, string>();
  const fonts: (string | undefined)[] = [];
  const formats: { format: number; font: number }[] = [];
  await readXml(part, blocks, limits, {
    open: (name, attributes) => {
      const parent = path.at(-1);
      if (name === 'numFmt' && parent === 'numFmts')
        codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      else if (name === 'font' && parent === 'fonts') fonts.push(undefined);
      else if (name === 'name' && parent === 'font' && path.at(-2) === 'fonts')
        fonts[fonts.length - 1] = attributes['val'];
      else if (name === 'xf' && parent === 'cellXfs')
        formats.push({
          format: Number(attributes['numFmtId'] ?? 0),
          font: Number(attributes['fontId'] ?? 0),
        });
      path.push(name);
    },
    close: () => void path.pop(),
  });
  return formats.map(({ format, font }) => {
    const kind = formatKind(format, codes.get(format));
    const name = fonts[font];
    return name === undefined ? { kind } : { kind, font: name };
  });
};
