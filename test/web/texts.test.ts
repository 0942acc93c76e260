import { expect, it } from 'vitest';
import en from '../../web/texts.en.json' with { type: 'json' };
import vi from '../../web/texts.vi.json' with { type: 'json' };

const flat = (value: object, prefix = ''): Map<string, string> =>
  new Map(
    Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
      typeof inner === 'string' ? [[prefix + key, inner]] : [...flat(inner as object, `${prefix}${key}.`)],
    ),
  );

const [vietnamese, english] = [flat(vi), flat(en)];
const placesIn = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

it('says the same things in both languages', () => {
  expect(vietnamese.size).toBeGreaterThan(150);
  expect([...english.keys()]).toEqual([...vietnamese.keys()]);
});

it('fills the same values into both languages', () => {
  for (const [key, text] of vietnamese) expect(placesIn(english.get(key) ?? ''), key).toEqual(placesIn(text));
});

it('keeps every text in NFC and none empty', () => {
  for (const [key, text] of [...vietnamese, ...english]) {
    expect(text, key).toBe(text.normalize('NFC'));
    expect(text.trim(), key).not.toBe('');
  }
});
