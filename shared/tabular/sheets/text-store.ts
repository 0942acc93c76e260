import type { TextRun } from './cells.ts';
import type { SheetLimits } from './sheet-limits.ts';
import { refuse } from './sheet-problem.ts';

const BLOCK_BYTES = 4 * 1024 * 1024;

/**
 * The distinct texts of a workbook, packed as UTF-8 in a few big buffers: a million of them cost about what the file holds,
 * not a million objects. More than the limits allow is refused while reading, not after.
 */
export class TextStore {
  readonly #limits: SheetLimits;
  readonly #blocks: Buffer[] = [];
  readonly #runs = new Map<number, readonly TextRun[]>();
  #used = BLOCK_BYTES;
  #bytes = 0;
  #count = 0;
  #places = new Uint32Array(1024);

  constructor(limits: SheetLimits) {
    this.#limits = limits;
  }

  get count(): number {
    return this.#count;
  }

  add(text: string, runs?: readonly TextRun[]): void {
    const bytes = Buffer.byteLength(text);
    // Runs are objects: a small one costs as much as a long text.
    this.#bytes += bytes + (runs ? bytes + runs.length * 128 : 0);
    if (this.#count >= this.#limits.maxStrings || this.#bytes > this.#limits.maxStringBytes)
      refuse('sheet-text-too-large', { texts: this.#limits.maxStrings, bytes: this.#limits.maxStringBytes });
    if (this.#used + bytes > BLOCK_BYTES) {
      this.#blocks.push(Buffer.allocUnsafeSlow(Math.max(BLOCK_BYTES, bytes)));
      this.#used = 0;
    }
    if (this.#count * 3 + 3 > this.#places.length) {
      const larger = new Uint32Array(this.#places.length * 2);
      larger.set(this.#places);
      this.#places = larger;
    }
    const block = this.#blocks.length - 1;
    this.#blocks[block]?.write(text, this.#used);
    this.#places.set([block, this.#used, bytes], this.#count * 3);
    if (runs) this.#runs.set(this.#count, runs);
    this.#used += bytes;
    this.#count += 1;
  }

  text(index: number): string | undefined {
    if (!(index >= 0 && index < this.#count)) return undefined;
    const at = index * 3;
    const start = this.#places[at + 1] ?? 0;
    return this.#blocks[this.#places[at] ?? 0]?.toString('utf8', start, start + (this.#places[at + 2] ?? 0));
  }

  runs(index: number): readonly TextRun[] | undefined {
    return this.#runs.get(index);
  }
}
