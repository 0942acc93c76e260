import type { SheetLimits } from './sheet-limits.ts';
import { TextItem } from './text-item.ts';
import { TextStore } from './text-store.ts';
import { readXml } from './xml-feed.ts';

/** Whether some text is named by no cell: left over from a cell that was emptied. */
export const hasLeftover = (texts: TextStore, met: Uint8Array): boolean => {
  for (let index = 0; index < texts.count; index += 1)
    if (met[index] !== 1 && texts.text(index)?.trim() !== '') return true;
  return false;
};

/** Reads `sharedStrings.xml`: the texts that cells name by number. */
export const readSharedTexts = async (
  part: string,
  blocks: AsyncIterable<Buffer>,
  limits: SheetLimits,
): Promise<TextStore> => {
  const store = new TextStore(limits);
  const item = new TextItem();
  await readXml(part, blocks, limits, {
    open: (name, attributes) => item.open(name, attributes),
    text: (chars) => item.add(chars),
    close: (name) => {
      item.close(name);
      if (name !== 'si') return;
      const { text, runs } = item.take();
      store.add(text, runs);
    },
  });
  return store;
};
