import { describe, expect, test } from 'vitest';
import {
  assessQuality,
  MOST_POINTS,
  type Measured,
} from '../../../shared/capabilities/publishing/quality/assess.ts';
import type { ReleaseFile } from '../../../shared/kernel/dataset.ts';
import { IndicatorId } from '../../../shared/kernel/quality.ts';
import { rulebook } from '../../../shared/regulation/rulebook.ts';
import { theCreation } from '../../fixtures/datasets.ts';

const aFile = (mediaType: string): ReleaseFile => ({
  name: 'du-lieu.x',
  role: 'original',
  mediaType,
  bytes: 12,
  sha256: 'a'.repeat(64),
});
const CSV = 'text/csv; charset=utf-8; header=present';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const PARQUET = 'application/vnd.apache.parquet';

/** A dataset that meets every indicator, on a portal that does too. */
const whole: Measured = {
  metadata: {
    ...theCreation.metadata,
    keywords: ['đường bộ'],
    spatialCoverage: 'Tỉnh Thái Bình',
    temporalCoverage: { from: '2024-01-01' as never },
  },
  isTopicKnown: true,
  licence: { url: 'https://creativecommons.org/licenses/by/4.0/', hasTerms: false },
  hasContact: true,
  firstPublishedOn: '2025-06-16',
  release: { publishedOn: '2025-06-16', files: [aFile(CSV)] },
  portal: { servesDcatAp: true },
};
const { metadata } = whole;

const unmet = (change: Partial<Measured>): string[] =>
  assessQuality({ ...whole, ...change })
    .indicators.filter(({ met }) => !met)
    .map(({ id }) => id);

const files = (...types: string[]): Partial<Measured> => ({
  release: { publishedOn: '2025-06-16', files: types.map(aFile) },
});

describe('the 23 indicators', () => {
  test('have 405 points in the five dimensions, as data.europa.eu has them', () => {
    const { indicators, most, score } = assessQuality(whole);
    const sums: Record<string, number> = {};
    for (const { dimension, points } of indicators) sums[dimension] = (sums[dimension] ?? 0) + points;
    expect(sums).toEqual({
      findability: 100,
      accessibility: 100,
      interoperability: 110,
      reusability: 75,
      contextuality: 20,
    });
    expect([most, score, MOST_POINTS]).toEqual([405, 405, 405]);
    expect(indicators.map(({ id }) => id).toSorted()).toEqual(IndicatorId.options.toSorted());
  });

  const formatIndicators = ['format', 'format-vocabulary', 'non-proprietary', 'machine-readable'];
  test.each<[string, Partial<Measured>, string[]]>([
    ['everything', {}, []],
    ['no keyword', { metadata: { ...metadata, keywords: [] } }, ['keyword']],
    ['a topic of no list', { isTopicKnown: false }, ['theme']],
    ['no area', { metadata: { ...metadata, spatialCoverage: ' ' } }, ['spatial']],
    ['no time', { metadata: { ...metadata, temporalCoverage: undefined } }, ['temporal']],
    [
      'nothing published',
      { release: undefined, firstPublishedOn: undefined },
      [
        'access-url-answers',
        'download-url',
        'download-url-answers',
        'format',
        'media-type',
        'format-vocabulary',
        'non-proprietary',
        'machine-readable',
        'dcat-ap',
        'access-rights',
        'access-rights-vocabulary',
        'byte-size',
        'issued',
        'modified',
      ],
    ],
    ['an unknown format', files('application/x-strange'), formatIndicators],
    [
      'no media type',
      files(''),
      ['format', 'media-type', 'format-vocabulary', 'non-proprietary', 'machine-readable'],
    ],
    ['Parquet alone, which the EU does not list', files(PARQUET), ['format-vocabulary']],
    ['a workbook alone', files(XLSX), ['non-proprietary']],
    ['a workbook beside a CSV: the best file counts', files(XLSX, CSV), []],
    ['the best is one file, not the best of each', files(XLSX, PARQUET), ['format-vocabulary']],
    [
      'a portal without DCAT-AP',
      { portal: { servesDcatAp: false } },
      ['dcat-ap', 'access-rights-vocabulary'],
    ],
    ['a licence of no list', { licence: undefined }, ['licence', 'licence-vocabulary', 'rights']],
    ['the terms of Điều 18', { licence: { hasTerms: true } }, ['licence-vocabulary']],
    [
      'a licence that only looks like a listed one',
      { licence: { url: 'https://creativecommons.org.example/licenses/by/4.0/', hasTerms: false } },
      ['licence-vocabulary'],
    ],
    ['a licence that says nothing', { licence: { hasTerms: false } }, ['licence-vocabulary', 'rights']],
    ['no contact', { hasContact: false }, ['contact-point']],
  ])('%s', (_, change, expected) => {
    expect(unmet(change)).toEqual(expected);
  });

  test('each one but the publisher, whom every dataset has, is missed by some case above', () => {
    const missed = new Set([
      ...unmet({ release: undefined, firstPublishedOn: undefined, licence: undefined, hasContact: false }),
      ...unmet({ isTopicKnown: false, metadata: { ...metadata, keywords: [], spatialCoverage: '' } }),
      ...unmet({ metadata: { ...metadata, temporalCoverage: undefined } }),
    ]);
    expect(IndicatorId.options.filter((id) => !missed.has(id))).toEqual(['publisher']);
  });
});

describe('grade and what to mend next', () => {
  test.each<[string, Partial<Measured>]>([
    ['excellent', {}],
    ['good', { metadata: { ...metadata, keywords: [], temporalCoverage: undefined }, hasContact: false }],
    ['sufficient', { release: undefined, firstPublishedOn: undefined }],
    [
      'bad',
      {
        release: undefined,
        firstPublishedOn: undefined,
        licence: undefined,
        isTopicKnown: false,
        metadata: { ...metadata, keywords: [] },
      },
    ],
  ])('%s', (grade, change) => {
    expect(assessQuality({ ...whole, ...change }).grade).toBe(grade);
  });

  test('the most valuable comes first, and what waits for the portal comes last, whatever it is worth', () => {
    const { next } = assessQuality({
      ...whole,
      metadata: { ...metadata, keywords: [], temporalCoverage: undefined },
      licence: { hasTerms: true },
      portal: { servesDcatAp: false },
    });
    expect(next).toEqual([
      'keyword',
      'temporal',
      'licence-vocabulary',
      'dcat-ap',
      'access-rights-vocabulary',
    ]);
  });

  test('before the first release the agency is not told to mend what publication brings', () => {
    const { indicators, next } = assessQuality({
      ...whole,
      release: undefined,
      firstPublishedOn: undefined,
      metadata: { ...metadata, temporalCoverage: undefined },
    });
    expect(next[0]).toBe('temporal');
    expect(indicators.find(({ id }) => id === 'download-url')?.mendedBy).toBe('publication');
  });

  test('a licence of the rulebook is in the vocabulary only when its own address is', () => {
    const inVocabulary = [...rulebook.licences.values()]
      .filter(
        ({ url, terms }) =>
          !unmet({ licence: { url, hasTerms: terms !== undefined } }).includes('licence-vocabulary'),
      )
      .map(({ id }) => id);
    expect(inVocabulary).toEqual(['cc-by-4-0']);
  });
});
