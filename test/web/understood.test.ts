import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { CheckReport } from '../../shared/contract/uploads.ts';
import {
  CellsAs,
  Coordinates,
  DecidedWhat,
  TextEncoding,
  TextRepair,
  type Decided,
} from '../../shared/kernel/reading.ts';
import { decidedLine, surenessWords, valueWords, whatWords } from '../../web/desk/file/decided-words.ts';
import { FromHiddenSheet, Understood } from '../../web/desk/file/decided.tsx';

const reportWith = (decided: Decided[]): CheckReport =>
  CheckReport.parse({ rows: 1, columns: [], problems: [], problemTotal: 0, notes: [], files: [], decided });

const encoding: Decided = {
  what: 'encoding',
  chosen: 'tcvn3',
  how: 'guessed',
  confidence: 0.97,
  alternatives: ['vni', 'windows-1258'],
  samples: [{ before: 'Th¸i B×nh', after: 'Thái Bình', row: 2 }],
};

describe('how a file was understood, as the officer sees it', () => {
  it('shows what was chosen, how sure that is, what else it could be, and samples before and after', () => {
    const html = render(h(Understood, { report: reportWith([encoding]) }));
    for (const words of [
      'Hệ thống đã hiểu tệp thế nào',
      'Bảng mã của tệp',
      'TCVN3 (bảng mã ABC, phông .VnTime)',
      'chắc khoảng 97 %',
      'VNI (phông VNI-Times); Tiếng Việt của Windows (windows-1258)',
      'Th¸i B×nh',
      'Thái Bình',
    ])
      expect(html).toContain(words);
  });

  it('shows nothing where nothing had to be decided', () => {
    expect(render(h(Understood, { report: reportWith([]) }))).toBe('');
  });

  it('has words for every kind of decision and every encoding and repair', () => {
    expect(DecidedWhat.options.filter((what) => !/[à-ỹđ]/i.test(whatWords[what]))).toEqual([]);
    for (const name of TextEncoding.options) expect(valueWords('encoding', name)).not.toBe(name);
    for (const name of TextRepair.options) expect(valueWords('repair', name)).not.toBe(name);
    for (const name of CellsAs.options) expect(valueWords('cells', name)).not.toBe(name);
    for (const name of Coordinates.options) expect(valueWords('coordinates', name)).not.toBe(name);
    expect(valueWords('coordinates', 'vn2000-3-104.75')).toBe('VN-2000, múi 3°, kinh tuyến trục 104°45′');
  });

  it('tells rows as a person would', () => {
    expect(valueWords('header', '5+2')).toBe('Từ dòng 5 đến dòng 6');
    expect(valueWords('header', '5+1')).toBe('Dòng 5');
    expect(valueWords('rows', '8–20')).toBe('Từ dòng 8 đến dòng 20');
    expect(valueWords('rows', '8–')).toBe('Từ dòng 8 đến hết');
    expect(surenessWords({ how: 'told' })).toBe('Theo lựa chọn của cán bộ');
  });

  it('says it in one line where there is no table to show', () => {
    const sheet = { what: 'sheet', chosen: 'M01+', how: 'guessed', alternatives: ['M02+', 'M09+'] } as const;
    expect(decidedLine({ ...sheet, alternatives: [...sheet.alternatives] })).toBe(
      'Trang tính: M01+ (Hệ thống đoán; cũng có thể là: M02+; M09+)',
    );
    expect(decidedLine({ what: 'encoding', chosen: 'tcvn3', how: 'told', alternatives: [] })).toBe(
      'Bảng mã của tệp: TCVN3 (bảng mã ABC, phông .VnTime) (Theo lựa chọn của cán bộ)',
    );
  });

  it('marks sheets that nobody sees, and warns when the table comes from one', () => {
    const sheet = { what: 'sheet' as const, how: 'told' as const, samples: [], hidden: ['Nháp'] };
    const offered: Decided = { ...sheet, chosen: 'M01', alternatives: ['Nháp'] };
    const used: Decided = { ...sheet, chosen: 'Nháp', alternatives: ['M01'] };
    expect(render(h(Understood, { report: reportWith([offered]) }))).toContain('Nháp (trang ẩn)');
    expect(decidedLine(used)).toContain('Trang tính: Nháp (trang ẩn) (');
    expect(render(h(FromHiddenSheet, { report: reportWith([offered]) }))).toBe('');
    expect(render(h(FromHiddenSheet, { report: reportWith([used]) }))).toContain(
      'lấy từ trang tính ẩn “Nháp”',
    );
  });
});
