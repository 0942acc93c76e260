import { describe, expect, it } from 'vitest';
import { readOn } from '../../functions/publishing/read-on.ts';
import { isLookedFor } from '../../shared/capabilities/publishing/looked-for.ts';

/** The numbers below `size` as a list in pages, and how much of it was read. */
const listOf = (size: number) => {
  const asked: number[] = [];
  const list = async ({ limit, cursor = '0' }: { limit: number; cursor?: string }) => {
    const from = Number(cursor);
    const to = Math.min(size, from + limit);
    asked.push(to - from);
    return await Promise.resolve({
      items: Array.from({ length: to - from }, (_, i) => from + i),
      ...(to < size ? { next: String(to) } : {}),
    });
  };
  return { list, read: () => asked.reduce((sum, one) => sum + one, 0) };
};

const every = (step: number) => (n: number) => n % step === 0;

describe('what is wanted of a long list', () => {
  it('is the first page where everything is', async () => {
    const { list, read } = listOf(10_000);
    const { items, next } = await readOn(list, () => true, { limit: 50 });
    expect([items.length, next, read()]).toEqual([50, '50', 50]);
  });

  it('is a full page and no more, and the next one goes on right behind it', async () => {
    const { list } = listOf(900);
    const pages: number[][] = [];
    let next: string | undefined;
    do {
      const page = await readOn(list, every(7), { limit: 50, cursor: next });
      expect(page.items.length).toBeLessThanOrEqual(50);
      pages.push([...page.items]);
      next = page.next;
    } while (next !== undefined);
    expect(pages.flat()).toEqual(Array.from({ length: 900 }, (_, n) => n).filter(every(7)));
  });

  it('is looked for in a bounded part of the list for one answer', async () => {
    const { list, read } = listOf(10_000);
    const { items, next } = await readOn(list, (n) => n === 9_999, { limit: 50 });
    expect(items).toEqual([]);
    expect(next).toBeDefined();
    expect(read()).toBeLessThan(1_300);
  });
});

describe('a dataset that is looked for', () => {
  const dataset = {
    id: '3b0c7a52-0000-4000-8000-000000000001',
    slug: 'duong-tinh-va-cau',
    agency: 'H54.14',
    metadata: { title: 'Đường tỉnh và cầu năm 2024' },
  } as Parameters<ReturnType<typeof isLookedFor>>[0];

  it.each(['', 'duong tinh', 'ĐƯỜNG', '2024 cau', 'tinh-va', '3b0c7a52', 'h54.14'])(
    'by “%s” is found',
    (q) => {
      expect(isLookedFor(q)(dataset)).toBe(true);
    },
  );

  it.each(['duong sat', 'H54.15'])('by “%s” is not', (q) => {
    expect(isLookedFor(q)(dataset)).toBe(false);
  });
});
