import { describe, expect, it } from 'vitest';
import { IndicatorId } from '../../shared/kernel/quality.ts';
import { renderDataset } from '../../web/pages/index.ts';
import { indicatorWords } from '../../web/quality-words.ts';
import { aDatasetPage, someQuality } from './fixtures.ts';

const section = (lang: 'vi' | 'en'): string =>
  /<section id="quality">.*?<\/section>/s.exec(renderDataset(aDatasetPage({}, lang)))?.[0] ?? '';

describe('the quality of metadata on a page', () => {
  it('shows the score, the grade, the five dimensions and the one thing to mend first, in both languages', () => {
    expect(someQuality.score).toBe(405 - 30 - 10 - 30 - 5);
    expect(section('vi')).toContain('330 / 405 điểm');
    expect(section('vi')).toContain('Tốt');
    expect(section('vi')).toContain('70 / 100');
    expect(section('vi')).toContain('Thêm 3 đến 5 từ khóa mà người dân hay dùng khi tìm. (thêm 30 điểm)');
    expect(section('en')).toContain('330 / 405 points');
    expect(section('en')).toContain('Add three to five words that people search by. (30 points more)');
  });

  it('lists every indicator with why, and says of what the portal lacks that it is the portal’s to do', () => {
    const html = section('vi');
    for (const id of IndicatorId.options) expect(html).toContain(`>${indicatorWords('vi', id).name}</th>`);
    expect(html).toContain('Cổng chưa xuất siêu dữ liệu theo DCAT-AP. Việc của cổng');
  });

  it('has words for each indicator in each language, all in NFC', () => {
    for (const lang of ['vi', 'en'] as const)
      for (const id of IndicatorId.options)
        for (const text of Object.values(indicatorWords(lang, id))) {
          expect(text.trim(), id).not.toBe('');
          expect(text, id).toBe(text.normalize('NFC'));
        }
  });
});
