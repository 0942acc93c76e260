import { assessQuality } from '../../shared/capabilities/publishing/quality/assess.ts';
import type { ColumnProfile } from '../../shared/contract/uploads.ts';
import type { ReleaseFile } from '../../shared/kernel/dataset.ts';
import type { Deadline } from '../../shared/kernel/deadline.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { computeDeadline } from '../../shared/regulation/deadline.ts';
import { englishReasons } from '../../shared/regulation/english-reasons.ts';
import type { Changes } from '../../web/pages/parts/changes.tsx';
import type {
  AgencyProps,
  Assets,
  DatasetCard,
  DatasetProps,
  Release,
  Site,
  Terms,
} from '../../web/pages/props.ts';
import type { Lang } from '../../web/texts.ts';

export const aSite: Site = {
  url: 'https://du-lieu.example.vn',
  name: { vi: 'Cổng dữ liệu tỉnh Thái Bình', en: 'Thái Bình Province Data Portal' },
  governingBody: {
    name: { vi: 'Ủy ban nhân dân tỉnh Thái Bình', en: 'People’s Committee of Thái Bình Province' },
    address: 'Số 76 phố Minh họa, thành phố Thái Bình',
    phone: '0227 000 0000',
    email: 'cong-du-lieu@example.vn',
  },
};

export const someAssets: Assets = {
  css: '/assets/site-0.css',
  island: (name) => `/assets/${name}-0.js`,
};

const SIZES: Record<ReleaseFile['role'], readonly [string, string, number]> = {
  original: ['danh-sach-truong-hoc.csv', 'text/csv', 81_234],
  'clean-csv': ['danh-sach-truong-hoc-sach.csv', 'text/csv', 79_100],
  parquet: ['danh-sach-truong-hoc.parquet', 'application/vnd.apache.parquet', 22_410],
  json: ['danh-sach-truong-hoc.json', 'application/json', 201_004],
  geojson: ['danh-sach-truong-hoc.geojson', 'application/geo+json', 301_004],
};

export const aFile = (role: ReleaseFile['role']): ReleaseFile => ({
  name: SIZES[role][0],
  role,
  mediaType: SIZES[role][1],
  bytes: SIZES[role][2],
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  rows: 812,
});

export const aRelease = (number: number, publishedOn: string): Release => ({
  number,
  publishedOn,
  rows: 812,
  files: [aFile('original'), aFile('clean-csv'), aFile('parquet'), aFile('json')],
});

export const someChanges = (column = 'Mã trường'): Changes => ({
  release: 1,
  key: [column],
  keyIs: 'found',
  rowsBefore: 1241,
  rowsAfter: 1243,
  added: 3,
  removed: 1,
  changed: 1200,
  unchanged: 40,
  columnsAdded: [],
  columnsRemoved: ['Ghi chú'],
  typesChanged: [{ column: 'Số lớp', from: 'integer', to: 'decimal' }],
  columnsChanged: [{ column: 'Số học sinh', count: 1200 }],
  samples: {
    added: [{ key: [{ column, value: 'T04' }], cells: [{ column: 'Tên trường', after: column }] }],
    removed: [{ key: [{ column, value: 'T03' }], cells: [{ column: 'Tên trường', before: null }] }],
    changed: [
      { key: [{ column, value: column }], cells: [{ column: 'Số học sinh', before: '200', after: column }] },
    ],
  },
});

const NAMES = [
  'Mã trường',
  'Tên trường',
  'Cấp học',
  'Loại hình',
  'Địa chỉ',
  'Mã xã',
  'Số lớp',
  'Số học sinh',
  'Ngày thành lập',
  'Đạt chuẩn',
];
const TYPES: ColumnProfile['type'][] = [
  'text',
  'text',
  'text',
  'text',
  'text',
  'text',
  'integer',
  'integer',
  'date',
  'boolean',
];

const COMMUNES = ['Quỳnh Phụ', 'Đông Hưng', 'Thái Thụy', 'Tiền Hải', 'Kiến Xương', 'Vũ Thư', 'Hưng Hà'];

const schoolRow = (index: number): (string | null)[] => {
  const commune = COMMUNES[index % COMMUNES.length] ?? '';
  return [
    `034${String(index).padStart(4, '0')}`,
    `Trường Tiểu học ${commune} ${index + 1}`,
    'Tiểu học',
    'Công lập',
    index % 6 === 0 ? null : `Thôn ${index + 1}, huyện ${commune}, tỉnh Thái Bình`,
    `0${12400 + index}`,
    String(10 + (index % 9)),
    String(301 + index * 7),
    `19${60 + (index % 30)}-09-05`,
    index % 2 === 0 ? 'true' : 'false',
  ];
};

export const schoolColumns: ColumnProfile[] = NAMES.map((name, index) => ({
  name,
  type: TYPES[index] ?? 'text',
  missing: index === 4 ? 136 : 0,
  distinct: index === 0 ? 812 : 37,
  distinctIsExact: index !== 0,
  min: schoolRow(0)[index] ?? 'Thôn 1',
  max: schoolRow(24)[index] ?? 'Thôn 9',
  top: [0, 1, 2].map((row) => ({ value: schoolRow(row)[index] ?? 'Thôn 3', count: 9 - row })),
}));

export const someTerms: Terms = {
  title: {
    vi: 'Điều khoản sử dụng dữ liệu mở (Điều 18 Nghị định 47/2020/NĐ-CP)',
    en: 'Terms of use of open data (Article 18, Decree 47/2020/NĐ-CP)',
  },
  sentences: [
    {
      id: 'copy',
      kind: 'may',
      vi: 'Mọi người được sao chép, chia sẻ, trao đổi dữ liệu mở mà không phải xin phép.',
      en: 'Anyone may copy, share and exchange open data without asking.',
      cites: ['Điều 18 Nghị định 47/2020/NĐ-CP'],
    },
    {
      id: 'cite-source',
      kind: 'must',
      vi: 'Phải ghi rõ nguồn dữ liệu trong sản phẩm, tài liệu có sử dụng dữ liệu mở.',
      en: 'The source must be cited in products and documents that use open data.',
      cites: ['Điều 18 Nghị định 47/2020/NĐ-CP'],
    },
    {
      id: 'no-resale',
      kind: 'must-not',
      vi: 'Không được bán nguyên trạng dữ liệu mở đã lấy từ cơ quan nhà nước.',
      en: 'Open data may not be sold in the form in which it was obtained.',
      cites: ['khoản 4 Điều 18 Nghị định 47/2020/NĐ-CP'],
    },
    {
      id: 'as-is',
      kind: 'notice',
      vi: 'Dữ liệu được cung cấp nguyên trạng như cơ quan nhà nước đã công bố.',
      en: 'The data is provided as is, as the agency published it.',
      cites: ['Điều 18 Nghị định 47/2020/NĐ-CP'],
    },
  ],
};

/** A list of schools with all it should say of itself, but for keywords; the portal serves no DCAT-AP. */
export const someQuality = assessQuality({
  metadata: {
    title: 'Danh sách trường học trên địa bàn tỉnh',
    description: 'Mã trường, cấp học, loại hình, địa chỉ.',
    topic: 'giao-duc',
    licence: 'dieu-18-nd47',
    updateFrequency: 'annual',
    spatialCoverage: 'Tỉnh Thái Bình',
    temporalCoverage: { from: localDate('2024-09-05') },
    keywords: [],
  },
  isTopicKnown: true,
  licence: { hasTerms: true },
  hasContact: true,
  firstPublishedOn: '2025-03-10',
  release: { publishedOn: '2025-06-16', files: aRelease(2, '2025-06-16').files },
  portal: { servesDcatAp: false },
});

/** The page of a list of schools, as the Department of Education would publish it. */
/** The next update of a dataset whose release came out on a day. */
export const theNextUpdate = (day = '2025-06-16'): Extract<Deadline, { kind: 'known' }> => {
  const on = localDate(day);
  const due = computeDeadline({ rule: 'open-data-update', startOn: on, governedOn: on });
  if (due.kind !== 'known') throw new Error(`No day from ${day} on`);
  return due;
};

export const aDatasetPage = (change: Partial<DatasetProps> = {}, lang: Lang = 'vi'): DatasetProps => ({
  lang,
  site: aSite,
  assets: someAssets,
  dataset: {
    id: '0190a5c4-1b2d-7c3e-8f4a-5b6c7d8e9f00',
    slug: 'danh-sach-truong-hoc',
    title: 'Danh sách trường học trên địa bàn tỉnh',
    description:
      'Danh sách trường mầm non, tiểu học, trung học cơ sở, trung học phổ thông: mã trường, cấp học, loại hình, địa chỉ, số lớp và số học sinh theo năm học.',
    agency: { code: 'H54.07', name: 'Sở Giáo dục và Đào tạo' },
    topic: { id: 'giao-duc', label: { vi: 'Giáo dục', en: 'Education' } },
    licence: {
      id: 'dieu-18-nd47',
      label: {
        vi: 'Điều khoản sử dụng dữ liệu mở (Điều 18 NĐ 47/2020)',
        en: 'Open-data terms of use (Article 18, Decree 47/2020)',
      },
    },
    updateFrequency: { vi: 'Hằng năm', en: 'Yearly' },
    spatialCoverage: 'Tỉnh Thái Bình',
    temporalCoverage: { from: '2024-09-05', until: '2025-05-31' },
    keywords: ['trường học', 'giáo dục phổ thông'],
    contact: { name: 'Phòng Kế hoạch – Tài chính', email: 'du-lieu.gddt@example.vn', phone: '0227 000 0001' },
    demonstration: true,
  },
  releases: [aRelease(1, '2025-03-10'), aRelease(2, '2025-06-16')],
  withdrawn: [],
  releaseTotal: 2,
  firstPublishedOn: '2025-03-10',
  columns: schoolColumns,
  preview: {
    columns: NAMES,
    rows: Array.from({ length: 50 }, (_, index) => schoolRow(index)),
    totalRows: 812,
  },
  nextUpdateDue: theNextUpdate(),
  reasonsInEnglish: englishReasons(),
  quality: someQuality,
  terms: someTerms,
  ...change,
});

export const aCard = (change: Partial<DatasetCard> = {}): DatasetCard => ({
  slug: 'danh-sach-truong-hoc',
  title: 'Danh sách trường học trên địa bàn tỉnh',
  description:
    'Danh sách trường mầm non, tiểu học, trung học cơ sở, trung học phổ thông: mã trường, cấp học, địa chỉ.',
  agency: { code: 'H54.07', name: 'Sở Giáo dục và Đào tạo' },
  topic: { id: 'giao-duc', label: 'Giáo dục' },
  formats: ['CSV', 'JSON', 'Parquet'],
  release: 2,
  publishedOn: '2025-06-16',
  rows: 812,
  demonstration: true,
  ...change,
});

/** The page of the Department of Education. */
export const anAgencyPage = (
  change: Partial<AgencyProps['agency']> = {},
  lang: Lang = 'vi',
): AgencyProps => ({
  lang,
  site: aSite,
  assets: someAssets,
  agency: {
    code: 'H54.07',
    name: 'Sở Giáo dục và Đào tạo',
    kind: 'Sở, ban, ngành',
    validFrom: '2010-01-01',
    predecessors: [],
    focalPoint: {
      name: 'Nguyễn Thị Minh Họa',
      position: 'Phó Trưởng phòng Kế hoạch',
      email: 'minh-hoa@example.vn',
      phone: '0227 000 0001',
    },
    demonstration: true,
    ...change,
  },
  datasets: [aCard()],
});
