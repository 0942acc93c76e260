import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  byteCensus,
  detectBytes,
  detectEncoding,
  judgeCensus,
  textEncodings,
  type EncodingFinding,
} from '../../../shared/tabular/encoding/index.ts';
import others from '../../fixtures/encoded-by-others.json' with { type: 'json' };
import { encode, encodeAbc } from '../../fixtures/legacy-encoders.ts';
import { realFiles, tallyRealFile } from '../../fixtures/real-files.ts';
import { fileOf } from '../workbench.ts';
import { vietnameseText, vietnameseWords } from './corpus.ts';

const first = (finding: EncodingFinding): string | undefined => finding.guesses[0]?.encoding;

test.each(others.encoded)('names $encoding as $tool wrote it', ({ encoding, base64, text }) => {
  const finding = detectBytes(Buffer.from(base64, 'base64'));
  expect(first(finding)).toBe(encoding);
  expect(finding.guesses[0]?.confidence).toBeGreaterThan(0.8);
  const line = (text ?? others.text).split('\n')[0] ?? '';
  if (!encoding.startsWith('utf-16'))
    expect(finding.guesses[0]?.samples.map(({ after }) => after).join('\n')).toContain(line.slice(-20));
});

test.each(textEncodings.filter((encoding) => encoding !== 'windows-1252'))(
  'names %s from twenty syllables',
  (encoding) => {
    const accented = vietnameseWords.filter((word) => /[^\u0000-\u007f]/.test(word));
    const words = fc.shuffledSubarray([...accented], { minLength: 20, maxLength: 30 });
    fc.assert(
      fc.property(words, (chosen) => {
        expect(first(detectBytes(encode(chosen.join(' '), encoding)))).toBe(encoding);
      }),
      { numRuns: 40 },
    );
  },
);

test('names TCVN3 without toned capitals, also when all is in capitals', () => {
  expect(first(detectBytes(encodeAbc(vietnameseText)))).toBe('tcvn3');
  expect(first(detectBytes(encodeAbc(vietnameseText.toUpperCase())))).toBe('tcvn3');
});

test('shows before and after, at most ten times', () => {
  const [guess] = detectBytes(encodeAbc('mã,tên\n' + vietnameseText.repeat(20))).guesses;
  expect(guess?.samples.length).toBeLessThanOrEqual(10);
  expect(guess?.samples).toContainEqual({ before: 'm·,tªn', after: 'mã,tên' });
});

test.each([
  ['French', 'Libellé;où;né;là;tôt\nà la carte;dépôt;maïs;Noël\ndès;thé;très'],
  ['German', 'Straße;Größe;München\n§ 5;für;Öl;Köln;Übung'],
  ['Spanish', 'España;año;niño;María;Núñez\nBogotá;León'],
  ['signs only', 'temperature 25 °C;area 3 m²;it\x92s;\x93quoted\x94'],
])('%s in Latin-1 is windows-1252', (_, text) => {
  expect(first(detectBytes(Buffer.from(text, 'latin1')))).toBe('windows-1252');
});

test('a mark, ASCII and whole UTF-8 are certain; the rest is guessed', () => {
  expect(detectBytes(Buffer.from('\ufefftên'))).toMatchObject({ how: 'certain', isMarked: true });
  expect(detectBytes(Buffer.from('a,b\n1,2\n'))).toMatchObject({ how: 'certain', isMarked: false });
  expect(detectBytes(Buffer.from(vietnameseText))).toMatchObject({ how: 'certain', isBroken: false });
  expect(detectBytes(encode(vietnameseText, 'vni'))).toMatchObject({ how: 'guessed' });
  expect(detectBytes(encode(vietnameseText, 'utf-16be'))).toMatchObject({ how: 'guessed' });
});

test('UTF-8 with a few wrong bytes is UTF-8, and said to be broken', () => {
  const broken = Buffer.concat([Buffer.from(`${vietnameseText}\n`.repeat(3)), Buffer.from([0xff, 0x0a])]);
  const finding = detectBytes(broken);
  expect(finding).toMatchObject({ how: 'guessed', isBroken: true });
  expect(first(finding)).toBe('utf-8');
});

test.each([
  ['several letters', 'Tên,Số\nTrường Đông,1\n', 'X\xe1\xba,2\nY\xff,3\n'],
  ['one letter', 'Xã,1\n', 'Tr\xe1\xba,2\n'],
])('a short file of broken UTF-8 is no windows-1252: %s', (_, whole, cut) => {
  const finding = detectBytes(Buffer.concat([Buffer.from(whole), Buffer.from(cut, 'latin1')]));
  expect(finding).toMatchObject({ isBroken: true });
  expect(first(finding)).toBe('utf-8');
});

test('every word of a short file is heard: marks left over from windows-1258 speak against windows-1252', () => {
  const finding = detectBytes(encode('Tên;Năm\nHà Nội;2020\nHuế;2021\n', 'windows-1258'));
  expect(first(finding)).toBe('windows-1258');
});

test('what is not read is still named', () => {
  const utf32 = Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]);
  expect(first(detectBytes(utf32))).toBe('utf-32');
});

test('the first accented letters may stand behind a hundred megabytes', () => {
  const census = byteCensus();
  const plain = Buffer.alloc(512 * 1024, 'xa,so lieu 123\n');
  for (let i = 0; i < 200; i += 1) census.add(plain);
  census.add(encodeAbc(vietnameseText));
  for (let i = 0; i < 10; i += 1) census.add(plain);
  expect(first(judgeCensus(census.finish()))).toBe('tcvn3');
});

test('letters all over a large file are sampled evenly and bounded', () => {
  const census = byteCensus();
  const french = Buffer.from('Hôtel dépôt été\n'.repeat(2000), 'latin1');
  const tcvn3 = encodeAbc(`${vietnameseText}\n`.repeat(80));
  for (let i = 0; i < 100; i += 1) census.add(french);
  for (let i = 0; i < 100; i += 1) census.add(tcvn3);
  const { neighbourhoods } = census.finish();
  expect(neighbourhoods.length).toBeLessThanOrEqual(1024);
  const foreign = neighbourhoods.filter((bytes) => bytes.toString('latin1').includes('Hôtel')).length;
  expect(foreign / neighbourhoods.length).toBeGreaterThan(0.35);
  expect(foreign / neighbourhoods.length).toBeLessThan(0.65);
});

test('a file is judged like its bytes', async () => {
  const bytes = encode(vietnameseText, 'windows-1258');
  expect(await detectEncoding(await fileOf(bytes))).toEqual(detectBytes(bytes));
});

describe('what is no text', () => {
  const noise = (length: number, from: number): Buffer => {
    let state = 12345;
    return Buffer.from(
      Uint8Array.from({ length }, () => {
        state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
        return from + ((state >> 16) % (256 - from));
      }),
    );
  };

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['zero bytes', Buffer.alloc(1 << 20)],
    ['a megabyte of 0xff', Buffer.alloc(1 << 20, 0xff).fill(0x41, 0, 2)],
    ['noise with zero bytes', noise(1 << 20, 0)],
    ['noise without', noise(1 << 20, 1)],
    ['noise beyond ASCII', noise(1 << 20, 128)],
    ['text with zero bytes', Buffer.from(`${vietnameseText}\0${vietnameseText}`)],
    ['Russian in windows-1251', Buffer.from('Íàçâàíèå,Êîëè÷åñòâî\nÌîñêâà óëèöà Ëåíèíà,25\n', 'latin1')],
  ])('%s: no guess and no exception', (_, bytes) => {
    expect(detectBytes(bytes)).toEqual({ guesses: [], how: 'guessed', isMarked: false, isBroken: false });
  });

  test('any bytes get a bounded answer', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        const { guesses } = detectBytes(Buffer.from(bytes));
        expect(guesses.length).toBeLessThanOrEqual(6);
        for (const { confidence, samples } of guesses) {
          expect(confidence).toBeGreaterThanOrEqual(0);
          expect(confidence).toBeLessThanOrEqual(1);
          for (const { before } of samples) expect(before.length).toBeLessThanOrEqual(256);
        }
      }),
      { numRuns: 200 },
    );
  });
});

test.each(realFiles('.csv', '.geojson', '.json').map((path) => [basename(path), path]))(
  'the real file %s',
  async (name, path) => {
    const expected = name.includes('latin1') ? 'windows-1252' : 'utf-8';
    expect(first(await detectEncoding(path))).toBe(expected);
    // The same text as an older program would have sent it.
    const letters = /^[\s\u0020-\u007e]*$/;
    const text = readFileSync(path, 'utf8')
      .slice(0, 100_000)
      .normalize('NFC')
      .replaceAll(/[^\s\u0020-\u007eÀ-ỹ]/g, ' ');
    if (expected === 'utf-8' && /[ờạộđ]/.test(text) && !letters.test(text))
      for (const encoding of ['windows-1258', 'tcvn3', 'vni'] as const)
        expect(first(detectBytes(encode(text, encoding))), encoding).toBe(encoding);
    tallyRealFile(path);
  },
);
