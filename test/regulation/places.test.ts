import { describe, expect, test } from 'vitest';
import { localDate } from '../../shared/kernel/local-date.ts';
import { placeFiles } from '../../shared/regulation/data-files.ts';
import { placeCodes, placeFaults, placeOn, type PlaceCodes } from '../../shared/regulation/places.ts';

const listOf = (level: PlaceCodes['level']): PlaceCodes => {
  const found = placeCodes.find((one) => one.level === level);
  if (!found) throw new Error(`No list of the level ${level}`);
  return found;
};
const inForceOn = (level: PlaceCodes['level'], day: string) => {
  const { codes } = listOf(level);
  return [...new Set(codes.map(({ code }) => code))].filter((code) => placeOn(codes, code, localDate(day)));
};

describe('codes of administrative units over time', () => {
  test('have no fault and are written in NFC', () => {
    expect(placeCodes.flatMap(placeFaults)).toEqual([]);
    expect(JSON.stringify(placeFiles)).toBe(JSON.stringify(placeFiles).normalize('NFC'));
  });

  test('count as the law left them: 63 provinces, 18 districts and 381 communes, then 34, none and 104', () => {
    const counts = (day: string) =>
      (['province', 'district', 'commune'] as const).map((level) => inForceOn(level, day).length);
    expect(counts('2025-06-30')).toEqual([63, 18, 381]);
    expect(counts('2025-07-01')).toEqual([34, 0, 104]);
  });

  test('say what a commune became', () => {
    const { codes } = listOf('commune');
    expect(placeOn(codes, '12433', localDate('2025-06-30'))).toMatchObject({
      name: 'Phường Lê Hồng Phong',
      now: ['13225'],
    });
    expect(placeOn(codes, '13225', localDate('2025-07-01'))?.name).toBe('Phường Thái Bình');
    expect(placeOn(codes, '12433', localDate('2025-07-01'))).toBeUndefined();
  });

  test('a list that says two things of one day, or sends a unit nowhere, is faulty', () => {
    const { codes, ...list } = listOf('district');
    const until = localDate('2025-06-30');
    const faults = placeFaults({
      ...list,
      codes: [
        ...codes,
        { code: '336', name: 'Lần nữa', from: until },
        { code: '999', name: 'Lạc', until, now: ['998'] },
      ],
    });
    expect(faults).toEqual([
      'district 336 is held twice on one day',
      'district 999 went into 998, which is not there',
    ]);
  });
});
