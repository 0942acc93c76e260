import agenciesFile from '../agencies.json' with { type: 'json' };
import type { Random } from './random.ts';
import { allCommunes, districts, fullName, numbered, someDay, two } from './places.ts';
import { invented, type Table, type Value } from './table.ts';

const current = agenciesFile.agencies.filter((agency) => !('validUntil' in agency));

/** Facts, not invented: codes and names as the decrees have them. */
export const administrativeUnits = (): Table => ({
  columns: ['mã', 'tên', 'cấp', 'mã cấp trên', 'ngày hiệu lực', 'hết hiệu lực', 'thuộc tỉnh trước sắp xếp'],
  rows: [
    ['34', 'Tỉnh Thái Bình', 'tỉnh', '', '1997-01-01', '2025-06-30', 'Thái Bình'],
    ['33', 'Tỉnh Hưng Yên', 'tỉnh', '', '2025-07-01', '', 'Hưng Yên và Thái Bình'],
    ...districts.map(({ code, name }): Value[] => [code, name, 'huyện', '34', '', '2025-06-30', 'Thái Bình']),
    ...allCommunes.map((commune): Value[] => [
      commune.code,
      fullName(commune),
      commune.kind,
      '33',
      '2025-07-01',
      '',
      commune.former,
    ]),
  ],
});

export const agencyCodes = (): Table =>
  invented(
    ['mã định danh', 'tên cơ quan', 'loại', 'cấp', 'địa chỉ', 'hiệu lực từ'],
    agenciesFile.agencies.map((agency) => [
      agency.code,
      agency.name,
      agency.kind,
      'cấp 2',
      agency.address,
      agency.validFrom,
    ]),
  );

const FIELDS = [
  'Hộ tịch',
  'Đất đai',
  'Đăng ký kinh doanh',
  'Xây dựng',
  'Y tế',
  'Giáo dục',
  'Lao động',
  'Môi trường',
  'Giao thông',
  'Văn hóa',
];
const ACTS = ['Cấp mới', 'Cấp lại', 'Gia hạn', 'Điều chỉnh', 'Thu hồi'];
const SUBJECTS = ['giấy phép', 'giấy chứng nhận', 'chứng chỉ hành nghề', 'giấy xác nhận'];

export const procedures = (random: Random): Table =>
  invented(
    [
      'mã thủ tục',
      'tên thủ tục',
      'lĩnh vực',
      'cấp thực hiện',
      'thời hạn (ngày làm việc)',
      'phí (đồng)',
      'mức độ trực tuyến',
    ],
    Array.from({ length: 180 }, (_, i) => {
      const field = random.pick(FIELDS);
      return [
        numbered('1.', i + 1, 6),
        `${random.pick(ACTS)} ${random.pick(SUBJECTS)} lĩnh vực ${field.toLowerCase()}`,
        field,
        random.pick(['Cấp tỉnh', 'Cấp xã']),
        random.pick([3, 5, 7, 10, 15, 20]),
        random.pick([0, 0, 50_000, 100_000, 200_000, 500_000]),
        random.pick(['Toàn trình', 'Một phần']),
      ];
    }),
  );

export const caseResults = (random: Random): Table =>
  invented(
    ['kỳ', 'mã cơ quan', 'cơ quan', 'tiếp nhận', 'trước và đúng hạn', 'quá hạn', 'nộp trực tuyến'],
    Array.from(
      { length: 17 },
      (_, month) => `${2024 + Math.floor(month / 12)}-${two((month % 12) + 1)}`,
    ).flatMap((month) =>
      current.map(({ code, name }) => {
        const received = random.int(120, 2400);
        const late = random.int(0, Math.ceil(received / 60));
        return [
          month,
          code,
          name,
          received,
          received - late,
          late,
          random.int(Math.floor(received / 3), received),
        ];
      }),
    ),
  );

export const legalOffices = (random: Random): Table =>
  invented(
    ['tên tổ chức', 'loại', 'số giấy phép', 'ngày cấp', 'huyện', 'điện thoại cơ sở', 'tình trạng'],
    Array.from({ length: 46 }, (_, i) => [
      `${i % 4 === 3 ? 'Công ty đấu giá hợp danh' : 'Văn phòng công chứng'} số ${i + 1}`,
      i % 4 === 3 ? 'Đấu giá tài sản' : 'Công chứng',
      `${two(i + 1)}/TP-ĐKHĐ`,
      someDay(random, 2012, 2024),
      random.pick(districts).name,
      `02273${random.int(100_000, 999_999)}`,
      random.pick(['Đang hoạt động', 'Đang hoạt động', 'Đang hoạt động', 'Tạm ngừng']),
    ]),
  );

const MATTERS = [
  'quy định mức thu phí',
  'phân cấp quản lý',
  'chính sách hỗ trợ',
  'quy chế phối hợp',
  'định mức kinh tế – kỹ thuật',
  'bảng giá',
];

export const regulations = (random: Random): Table =>
  invented(
    ['số ký hiệu', 'loại văn bản', 'trích yếu', 'ngày ban hành', 'ngày hiệu lực', 'tình trạng'],
    Array.from({ length: 150 }, (_, i) => {
      const year = 2018 + Math.floor(i / 20);
      const month = two(random.int(1, 11));
      const kind = random.pick([
        ['Quyết định', 'QĐ-UBND'],
        ['Nghị quyết', 'NQ-HĐND'],
      ] as const);
      return [
        `${two((i % 20) + 1)}/${year}/${kind[1]}`,
        kind[0],
        `Ban hành ${random.pick(MATTERS)} trong lĩnh vực ${random.pick(FIELDS).toLowerCase()}`,
        `${year}-${month}-${two(random.int(1, 15))}`,
        `${year}-${month}-${two(random.int(20, 28))}`,
        random.pick(['Còn hiệu lực', 'Còn hiệu lực', 'Hết hiệu lực một phần', 'Hết hiệu lực']),
      ];
    }),
  );
