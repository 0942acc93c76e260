import { describe, expect, it } from 'vitest';
import { renderAgency, renderDataset, schemaOrgOf, type NoPreview } from '../../web/pages/index.ts';
import {
  aDatasetPage,
  aFile,
  anAgencyPage,
  aRelease,
  schoolColumns,
  someChanges,
  theNextUpdate,
} from './fixtures.ts';

const HOSTILE = '</script><script>alert(1)</script><img src=x onerror=alert(2)>"\'&\u2028';

const jsonLdOf = (html: string): Record<string, unknown> => {
  const found = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(html);
  return JSON.parse(found?.[1] ?? '') as Record<string, unknown>;
};

const { dataset } = aDatasetPage();

describe('a dataset page against hostile text', () => {
  const html = renderDataset(
    aDatasetPage({
      dataset: {
        ...dataset,
        title: HOSTILE,
        description: HOSTILE.repeat(3),
        keywords: [HOSTILE],
        contact: { name: HOSTILE, email: 'a@b.vn?bcc=c@d.vn', phone: 'javascript:alert(1)' },
        licence: { ...dataset.licence, label: { vi: HOSTILE, en: HOSTILE } },
      },
      preview: { columns: [HOSTILE], rows: [[HOSTILE], [null]], totalRows: 2 },
      columns: [{ name: HOSTILE, type: 'text', missing: 1, top: [{ value: HOSTILE, count: 1 }] }],
      chart: {
        rule: 'category-number',
        x: { column: HOSTILE },
        y: { column: HOSTILE },
        summary: 'mean',
        places: 2,
        points: [
          { x: HOSTILE, y: 2 },
          { x: 'khác', y: 1 },
        ],
      },
      releases: [{ ...aRelease(1, '2025-06-16'), notes: HOSTILE, changes: someChanges(HOSTILE) }],
      nextUpdateDue: {
        ...theNextUpdate(),
        sum: {
          ...theNextUpdate().sum,
          startReason: HOSTILE,
          cites: [{ instrument: 'nd-47-2020', label: HOSTILE }],
        },
      },
    }),
  );

  it('lets no text of the data become markup', () => {
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=alert(2)>');
  });

  it('keeps the JSON-LD one parseable block with the text unharmed', () => {
    expect(jsonLdOf(html)['name']).toBe(HOSTILE);
  });

  it('does not let an address add recipients or a telephone number become a script', () => {
    expect(html).toContain('href="mailto:a@b.vn%3Fbcc%3Dc@d.vn');
    expect(html).not.toMatch(/href="javascript:/);
    expect(html).toContain('href="tel:1"');
  });

  it('links an agency’s website only when it is a web address', () => {
    const page = renderAgency(anAgencyPage({ website: 'javascript:alert(1)' }));
    expect(page).not.toContain('javascript:');
    expect(renderAgency(anAgencyPage({ website: 'https://so.example.vn' }))).toContain(
      'href="https://so.example.vn/"',
    );
  });
});

describe('what a dataset page says', () => {
  it('offers every file of the latest release by its numbered and its latest address', () => {
    const html = renderDataset(aDatasetPage());
    for (const file of aRelease(2, '2025-06-16').files) {
      expect(html).toContain(`href="/datasets/danh-sach-truong-hoc/releases/2/${file.name}"`);
      expect(html).toContain(`href="/datasets/danh-sach-truong-hoc/latest/${file.name}"`);
      expect(html).toContain(`data-copy="${file.sha256}"`);
    }
  });

  it('marks demonstration data, and only then', () => {
    expect(renderDataset(aDatasetPage())).toContain('Dữ liệu minh họa');
    const real = renderDataset(aDatasetPage({ dataset: { ...dataset, demonstration: false } }));
    expect(real).not.toContain('Dữ liệu minh họa');
  });

  it('shows the legal due day with its sum, or why there is none', () => {
    expect(renderDataset(aDatasetPage())).toContain('Hạn cập nhật theo luật: 16/09/2025');
    const unknown = renderDataset(
      aDatasetPage({
        nextUpdateDue: {
          kind: 'unknown',
          ruleId: 'open-data-update',
          why: 'Điều 17 đến 21 đã bị bãi bỏ.',
        },
      }),
    );
    expect(unknown).toContain('Điều 17 đến 21 đã bị bãi bỏ.');
    expect(unknown).not.toContain('theo luật:');
  });

  const reasons = {
    'geometry-only': [
      { why: 'geometry-only' },
      'chỉ có hình vẽ, không có cột thuộc tính',
      'holds shapes only',
    ],
    'no-rows': [{ why: 'no-rows' }, 'không có dòng dữ liệu nào', 'This release has no rows'],
    'original-only': [{ why: 'original-only' }, 'chỉ có tệp gốc', 'has the original file only'],
    'not-kept': [{ why: 'not-kept' }, 'không còn được giữ', 'is no longer kept'],
    'too-large': [
      { why: 'too-large', bytes: 2_100_000_000, most: 1_000_000_000 },
      'Tệp 2,1 GB, lớn hơn mức 1 GB',
      'The file has 2.1 GB, more than the 1 GB',
    ],
  } as const satisfies Record<NoPreview['why'], readonly [NoPreview, string, string]>;

  it.each(Object.values(reasons))(
    'says why there is no preview, in both languages: $why',
    (noPreview, vi, en) => {
      const html = renderDataset(aDatasetPage({ preview: undefined, noPreview }));
      expect(html).toContain('Không có bản xem trước');
      expect(html).toContain(vi);
      const english = renderDataset(aDatasetPage({ preview: undefined, noPreview }, 'en'));
      expect(english).toContain('No preview');
      expect(english).toContain(en);
    },
  );

  it('tells whoever takes the CSV of cells that begin like formulas, and only where there are some', () => {
    const page = { neutralised: 1234 };
    expect(renderDataset(aDatasetPage(page))).toContain('1.234 ô bắt đầu như công thức');
    expect(renderDataset(aDatasetPage(page, 'en'))).toContain('1,234 cells that begin like a formula');
    expect(renderDataset(aDatasetPage())).not.toContain('như công thức');
  });

  it('keeps leading zeros, diacritics and empty cells of the data', () => {
    const html = renderDataset(aDatasetPage());
    expect(html).toContain('<td>0340000</td>');
    expect(html).toContain('Trường Tiểu học Quỳnh Phụ 1');
    expect(html).toContain('>trống</span>');
  });

  it('marks the data’s own text as Vietnamese on the English page', () => {
    const html = renderDataset(aDatasetPage({}, 'en'));
    expect(html).toContain('<h1 lang="vi">Danh sách trường học');
    expect(html).toContain('Legal due day of the next update: 16 September 2025');
  });

  it('shows only API examples whose file the release has', () => {
    const original = renderDataset(
      aDatasetPage({ releases: [{ ...aRelease(1, '2025-06-16'), files: [aFile('original')] }] }),
    );
    expect(original).not.toContain('read_parquet');
    expect(original).not.toContain('pandas');
    expect(original).toContain('curl -L -O');
  });
});

describe('schema.org of a dataset', () => {
  it('carries what Google Dataset Search requires and recommends', () => {
    const data = jsonLdOf(renderDataset(aDatasetPage()));
    expect(data).toMatchObject({
      '@type': 'Dataset',
      name: 'Danh sách trường học trên địa bàn tỉnh',
      license: 'https://du-lieu.example.vn/terms/',
      isAccessibleForFree: true,
      version: '2',
      datePublished: '2025-03-10',
      dateModified: '2025-06-16',
      temporalCoverage: '2024-09-05/2025-05-31',
      includedInDataCatalog: { '@type': 'DataCatalog' },
    });
    const files = data['distribution'] as { contentUrl: string; encodingFormat: string }[];
    expect(files).toHaveLength(4);
    expect(files[0]).toMatchObject({
      contentUrl:
        'https://du-lieu.example.vn/datasets/danh-sach-truong-hoc/releases/2/danh-sach-truong-hoc.csv',
      encodingFormat: 'text/csv',
    });
    expect(data['variableMeasured']).toHaveLength(schoolColumns.length);
  });

  it.each([
    ['short', 'Danh sách có 20 ký.'],
    ['very long', 'Dữ liệu trường học. '.repeat(400)],
  ])('keeps a %s description one string of 50 to 4999 characters', (_, description) => {
    const value = schemaOrgOf(aDatasetPage({ dataset: { ...dataset, description } }))[
      'description'
    ] as string;
    expect(value.length).toBeGreaterThanOrEqual(50);
    expect(value.length).toBeLessThanOrEqual(4999);
    expect(value).toContain(description.slice(0, 15));
  });
});

describe('the count of downloads', () => {
  const downloads = {
    total: 1234,
    countedThrough: '2025-06-16',
    months: [
      { month: '2025-06', count: 1200 },
      { month: '2025-05', count: 0 },
      { month: '2025-04', count: 34 },
    ],
  };

  it('says the total, until when, and every month, in both languages', () => {
    const vi = renderDataset(aDatasetPage({ downloads }));
    expect(vi).toContain('<p class="big">1.234</p>');
    expect(vi).toContain('đếm đến hết ngày 16/06/2025');
    expect(vi).toMatch(/05\/2025<\/th><td class="number">0</);
    const en = renderDataset(aDatasetPage({ downloads }, 'en'));
    expect(en).toContain('<p class="big">1,234</p>');
    expect(en).toContain('counted to the end of 16 June 2025');
    expect(en).toContain('April 2025');
  });

  it('says that programs are counted, and before the first count that there is none, not 0', () => {
    const html = renderDataset(aDatasetPage());
    expect(html).toContain('Chưa đếm được lượt tải nào.');
    expect(html).toContain('Chương trình tự động cũng được tính.');
    expect(html).not.toMatch(/id="downloads-count"><h2>[^<]*<\/h2><p class="big">/);
  });
});

describe('what changed with a release', () => {
  const page = (changes: ReturnType<typeof someChanges>, lang: 'vi' | 'en' = 'vi') =>
    renderDataset(
      aDatasetPage({
        lang,
        releases: [aRelease(1, '2025-03-10'), { ...aRelease(2, '2025-06-16'), changes }],
      }),
    );

  it('is counted by key in both languages, with the first rows of the newest', () => {
    const vi = page(someChanges());
    expect(vi).toContain('thay đổi so với bản 1');
    expect(vi).toContain('Dòng: thêm 3, bớt 1, sửa 1.200, giữ nguyên 40.');
    expect(vi).toContain('theo cột Mã trường');
    expect(vi).toContain('Cột Số lớp đổi kiểu: số nguyên → số thập phân.');
    expect(vi).toContain('Hiện 1 trong 1.200 dòng');
    const en = page(someChanges(), 'en');
    expect(en).toContain('Rows: 3 added, 1 removed, 1,200 changed, 40 unchanged.');
    expect(en).toContain('Columns removed: Ghi chú.');
  });

  it('says how rows were compared where nothing tells them apart, and that nothing changed', () => {
    const whole = page({ ...someChanges(), key: [], keyIs: 'none', changed: 0, columnsChanged: undefined });
    expect(whole).toContain('Dòng: thêm 3, bớt 1, giữ nguyên 40.');
    expect(whole).toContain('một dòng được sửa tính là một dòng bớt và một dòng thêm');
    const same = page({ ...someChanges(), added: 0, removed: 0, changed: 0 });
    expect(same).toContain('Không dòng nào thay đổi.');
  });

  it('stays short for a table of many columns, and of older releases shows counts only', () => {
    const many = page({ ...someChanges(), columnsAdded: Array.from({ length: 300 }, (_, i) => `cột ${i}`) });
    expect(many).toContain('… và 288 cột khác');
    const older = renderDataset(
      aDatasetPage({
        releases: [{ ...aRelease(2, '2025-03-10'), changes: someChanges() }, aRelease(3, '2025-06-16')],
      }),
    );
    expect(older).toContain('thay đổi so với bản 1');
    expect(older).not.toContain('Xem các dòng đầu tiên');
  });
});
