import { describe, expect, it } from 'vitest';
import { bannedIn, bans, hasEmptyName, hasOddName, LONGEST_FILE, longFiles } from './house-law.ts';
import { readSources } from './read-imports.ts';

const sources = readSources();
// These two files name what they forbid.
const judged = sources.filter(({ path }) => !path.startsWith('test/architecture/house-law'));
const linesOf = (text: string): number => text.replace(/\n$/, '').split('\n').length;

describe('the house', () => {
  it('keeps its files short', () => {
    const long = sources.filter(({ text }) => linesOf(text) > LONGEST_FILE).map(({ path }) => path);
    expect(long.filter((path) => !(path in longFiles))).toEqual([]);
  });

  it('excuses no file that is short again', () => {
    const long = new Set(sources.filter(({ text }) => linesOf(text) > LONGEST_FILE).map(({ path }) => path));
    expect(Object.keys(longFiles).filter((path) => !long.has(path))).toEqual([]);
  });

  it('has files of which half are at most sixty lines', () => {
    const lengths = sources
      .filter(({ path }) => !path.startsWith('test/'))
      .map(({ text }) => linesOf(text))
      .sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(60);
  });

  it('has no drawer for what has no name', () => {
    expect(sources.map(({ path }) => path).filter(hasEmptyName)).toEqual([]);
    for (const planted of ['shared/utils/x.ts', 'web/helpers.ts', 'functions/lib/a.ts', 'local/misc.test.ts'])
      expect(hasEmptyName(planted), planted).toBe(true);
    expect(hasEmptyName('shared/kernel/liberty.ts')).toBe(false);
  });

  it('writes names one way', () => {
    expect(sources.map(({ path }) => path).filter(hasOddName)).toEqual([]);
    for (const planted of ['shared/kernel/localDate.ts', 'web/Pages/home.tsx', 'events/a_b.ts'])
      expect(hasOddName(planted), planted).toBe(true);
  });

  it('says nowhere what it must not say', () => {
    expect(judged.flatMap(bannedIn)).toEqual([]);
  });

  it.each([
    ['test/a.test.ts', `vi.mock('./b.ts');`],
    ['test/a.test.ts', `vi\n  .mock('./b.ts');`],
    ['test/a.test.ts', `it.only('x', () => {});`],
    ['shared/kernel/a.ts', `export const now = () => Date.now();`],
    ['shared/capabilities/duties/a.ts', `export const today = () => new Date();`],
    ['shared/capabilities/duties/a.ts', `export const read = async () => 1;`],
    ['shared/capabilities/duties/a.ts', `export const id = () => crypto.randomUUID();`],
    ['functions/duties/a.ts', `export const at = Date.now();`],
    ['functions/duties/a.ts', `export const law = 'Nghị định 47/2020/NĐ-CP';`],
    ['functions/duties/a.ts', 'export const law = `theo QĐ 10`;'],
    ['web/a.ts', `// @ts-ignore\nexport const x = 1;`],
    ['functions/a.ts', `const a = { description: 'x', law: 'Quyết định 10/2021/QĐ-UBND' };`],
  ])('is caught in %s saying %s', (path, text) => {
    expect(bannedIn({ path, text })).toHaveLength(1);
  });

  it('may say in a comment what code may not', () => {
    const text = `/** NĐ 47/2020 Điều 20; never Date.now(). */\n// Nghị định 47/2020/NĐ-CP\nexport const a = 1;`;
    expect(bannedIn({ path: 'functions/duties/a.ts', text })).toEqual([]);
    expect(bans.length).toBeGreaterThan(5);
  });
});
