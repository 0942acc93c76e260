import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { reportFor } from '../../functions/publishing/check-report.ts';
import { CheckReport } from '../../shared/contract/uploads.ts';
import { Problems } from '../../web/desk/file/report.tsx';

const at = { code: 'value-missing', row: 2, line: 5, column: 1, columnName: 'Mã xã' } as const;
const shown = (sheet?: string): CheckReport =>
  CheckReport.parse(
    reportFor({ problems: [{ ...at, ...(sheet === undefined ? {} : { sheet }) }], problemTotal: 1 }),
  );

describe('the problems an officer reads', () => {
  it('name the sheet in a column of its own where the file has sheets', () => {
    const report = shown('Bảng <2>');
    expect(report.problems[0]).toMatchObject({ sheet: 'Bảng <2>', row: 5, columnName: 'Mã xã' });
    const html = render(h(Problems, { report }));
    expect(html).toContain('<th role="columnheader" scope="col">Trang tính</th>');
    expect(html).toContain('data-label="Trang tính">Bảng &lt;2></td>');
  });

  it('have no such column for a file without sheets', () => {
    const report = shown();
    expect(report.problems[0]).not.toHaveProperty('sheet');
    const html = render(h(Problems, { report }));
    expect(html).not.toContain('Trang tính');
    expect(html).toContain('data-label="Cột">Mã xã</td>');
  });
});
