import { expect, test } from 'vitest';
import { isSyllable } from '../../../shared/tabular/encoding/index.ts';
import { vietnameseWords } from './corpus.ts';

test('every word of the corpus is a syllable, in small letters, capitals and with a capital first', () => {
  for (const word of vietnameseWords)
    for (const form of [
      word.toLowerCase(),
      word.toUpperCase(),
      word[0]?.toUpperCase() + word.slice(1).toLowerCase(),
    ])
      expect(isSyllable(form), form).toBe(true);
});

test('both ways of writing the tone are known', () => {
  for (const word of [
    'hòa',
    'hoà',
    'khỏe',
    'khoẻ',
    'thủy',
    'thuỷ',
    'giếng',
    'gì',
    'quý',
    'quốc',
    'thuở',
    'khuya',
  ])
    expect(isSyllable(word), word).toBe(true);
});

test('what Vietnamese spelling forbids is none', () => {
  for (const word of [
    'tÌnh',
    'mât',
    'tơt',
    'cĩ',
    'kán',
    'ngê',
    'ghà',
    'Noël',
    'für',
    'tìnhs',
    'đườngtỉnh',
    'x',
    '',
    'oùn',
  ])
    expect(isSyllable(word), word).toBe(false);
});
