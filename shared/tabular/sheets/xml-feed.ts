import { SaxesParser } from 'saxes';
import type { SheetLimits } from './sheet-limits.ts';
import { refuse, SheetFault } from './sheet-problem.ts';

export type Attributes = Readonly<Record<string, string>>;

/** Names come without their namespace prefix: office writers choose different ones for the same thing. */
export type XmlHandler = {
  readonly open?: (name: string, attributes: Attributes) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
};

const localOf = (name: string): string => {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
};

/** An attribute by its local name: `id` finds `r:id` and whatever else the writer called the prefix. */
export const attribute = (attributes: Attributes, local: string): string | undefined => {
  const plain = attributes[local];
  if (plain !== undefined) return plain;
  for (const [name, value] of Object.entries(attributes)) if (localOf(name) === local) return value;
  return undefined;
};

/** Office XML is UTF-8 or UTF-16 (ECMA-376 part 2); the mark tells which. */
const decoderFor = (block: Uint8Array): TextDecoder => {
  const isLittle = block[0] === 0xff && block[1] === 0xfe;
  const isBig = block[0] === 0xfe && block[1] === 0xff;
  return new TextDecoder(isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8', { fatal: true });
};

/**
 * Parses XML as its bytes come and holds no more than one tag or one text. A DOCTYPE is refused, so there are no entities
 * to expand; depth and length are bounded; what is not well-formed is refused.
 */
export class XmlFeed {
  readonly #parser = new SaxesParser({ xmlns: false, position: false });
  readonly #limits: SheetLimits;
  readonly #part: string;
  #decoder: TextDecoder | undefined;
  #depth = 0;
  #silent = 0;

  constructor(part: string, limits: SheetLimits, handler: XmlHandler) {
    this.#part = part;
    this.#limits = limits;
    const { open, close, text } = handler;
    this.#parser.on('opentag', ({ name, attributes }) => {
      this.#silent = 0;
      if ((this.#depth += 1) > limits.maxXmlDepth) this.#damaged('too deep');
      open?.(localOf(name), attributes);
    });
    this.#parser.on('closetag', ({ name }) => {
      this.#silent = 0;
      this.#depth -= 1;
      close?.(localOf(name));
    });
    this.#parser.on('text', (chars) => {
      this.#silent = 0;
      if (chars.length > limits.maxTokenChars) this.#tooLong();
      text?.(chars);
    });
    this.#parser.on('cdata', (chars) => {
      this.#silent = 0;
      text?.(chars);
    });
    this.#parser.on('doctype', () => refuse('xml-doctype', { part }));
    this.#parser.on('error', (error) => this.#damaged(error.message));
  }

  write(block: Buffer): void {
    this.#decoder ??= decoderFor(block);
    this.#guarded(() => {
      const text = this.#decoder?.decode(block, { stream: true }) ?? '';
      this.#silent += text.length;
      this.#parser.write(text);
    });
    // No event for a long time: one token is being gathered, and it is in memory.
    if (this.#silent > this.#limits.maxTokenChars + block.length) this.#tooLong();
  }

  end(): void {
    this.#guarded(() => {
      this.#parser.write(this.#decoder?.decode() ?? '');
      this.#parser.close();
    });
  }

  #guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (error instanceof SheetFault) throw error;
      this.#damaged(error instanceof Error ? error.message : 'unreadable');
    }
  }

  #damaged(why: string): never {
    return refuse('office-damaged', { part: this.#part, why: why.slice(0, 100) });
  }

  #tooLong(): never {
    return refuse('office-part-too-large', { part: this.#part, limit: this.#limits.maxTokenChars });
  }
}

/** Parses a whole part. */
export const readXml = async (
  part: string,
  blocks: AsyncIterable<Buffer>,
  limits: SheetLimits,
  handler: XmlHandler,
): Promise<void> => {
  const feed = new XmlFeed(part, limits, handler);
  for await (const block of blocks) feed.write(block);
  feed.end();
};
