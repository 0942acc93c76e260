import type { Random } from './random.ts';
import { communes, districts, fullName, numbered, someDay, somewhere, two } from './places.ts';
import { asPoints, invented, type Table } from './table.ts';

const SECTORS = [
  'Công nghiệp chế biến',
  'Xây dựng',
  'Bán buôn, bán lẻ',
  'Vận tải, kho bãi',
  'Lưu trú, ăn uống',
  'Thông tin, truyền thông',
  'Nông nghiệp',
];

export const newCompanies = (random: Random): Table =>
  invented(
    ['tháng', 'ngành', 'huyện', 'số doanh nghiệp', 'vốn đăng ký (triệu đồng)'],
    Array.from({ length: 17 }, (_, n) => `${2024 + Math.floor(n / 12)}-${two((n % 12) + 1)}`).flatMap(
      (month) =>
        SECTORS.flatMap((sector) =>
          districts.map(({ name }) => {
            const count = random.int(1, 24);
            return [month, sector, name, count, count * random.int(800, 9000)];
          }),
        ),
    ),
  );

const WORKS = [
  'Cải tạo đường',
  'Xây dựng trường học',
  'Nâng cấp trạm bơm',
  'Xây dựng trạm y tế',
  'Nâng cấp đê',
  'Cải tạo trụ sở',
];

export const publicInvestment = (random: Random): Table =>
  invented(
    [
      'mã dự án',
      'tên dự án',
      'chủ đầu tư',
      'tổng mức (triệu đồng)',
      'kế hoạch năm 2025 (triệu đồng)',
      'giải ngân đến 31/5 (triệu đồng)',
      'tiến độ (%)',
    ],
    Array.from({ length: 120 }, (_, i) => {
      const commune = random.pick(communes);
      const total = random.int(40, 4200) * 100;
      const plan = Math.round(total * random.decimal(0.15, 0.6, 2));
      return [
        numbered('DA', 7_900_000 + i, 7),
        `${random.pick(WORKS)} ${fullName(commune).toLowerCase().replace(commune.name.toLowerCase(), commune.name)}`,
        random.pick(['Ban QLDA đầu tư xây dựng tỉnh', 'UBND huyện', 'Sở chuyên ngành']),
        total,
        plan,
        Math.round(plan * random.decimal(0.05, 0.75, 2)),
        random.int(5, 100),
      ];
    }),
  );

const REVENUE = [
  'Thu nội địa',
  'Thu tiền sử dụng đất',
  'Thu xuất nhập khẩu',
  'Bổ sung từ ngân sách trung ương',
];
const SPENDING = [
  'Chi đầu tư phát triển',
  'Chi giáo dục',
  'Chi y tế',
  'Chi khoa học và công nghệ',
  'Chi bảo đảm xã hội',
  'Chi quản lý hành chính',
];

export const budget = (random: Random): Table =>
  invented(
    ['năm', 'loại', 'nhóm', 'mục', 'số tiền (triệu đồng)'],
    [2022, 2023, 2024, 2025].flatMap((year) =>
      (year === 2025 ? ['Dự toán'] : ['Dự toán', 'Quyết toán']).flatMap((kind) => [
        ...REVENUE.map((item) => [year, kind, 'Thu', item, random.int(800, 9800) * 1000]),
        ...SPENDING.map((item) => [year, kind, 'Chi', item, random.int(400, 7200) * 1000]),
      ]),
    ),
  );

export const industrialParks = (random: Random): Table =>
  invented(
    ['tên', 'loại', 'mã xã', 'xã', 'diện tích (ha)', 'lấp đầy (%)', 'ngành chính', 'kinh độ', 'vĩ độ'],
    communes
      .filter((_, i) => i % 2 === 0)
      .map((commune, i) => [
        `${i % 5 === 0 ? 'Khu công nghiệp' : 'Cụm công nghiệp'} ${commune.name}`,
        i % 5 === 0 ? 'Khu công nghiệp' : 'Cụm công nghiệp',
        commune.code,
        fullName(commune),
        i % 5 === 0 ? random.decimal(120, 590, 1) : random.decimal(18, 75, 1),
        random.int(10, 100),
        random.pick(SECTORS.slice(0, 4)),
        ...somewhere(random),
      ]),
  );

export const markets = (random: Random): Table =>
  invented(
    ['tên', 'loại', 'hạng', 'mã xã', 'xã', 'diện tích (m²)', 'số hộ kinh doanh', 'kinh độ', 'vĩ độ'],
    communes.flatMap((commune, i) =>
      [0, 1]
        .slice(0, 1 + (i % 2))
        .map((n) => [
          n === 0 ? `Chợ ${commune.name}` : `Siêu thị ${commune.name}`,
          n === 0 ? 'Chợ' : 'Siêu thị',
          `Hạng ${random.int(1, 3)}`,
          commune.code,
          fullName(commune),
          random.int(600, 9800),
          n === 0 ? random.int(30, 420) : '',
          ...somewhere(random),
        ]),
    ),
  );

export const fuelStations = (random: Random): Table =>
  asPoints(
    invented(
      ['tên cửa hàng', 'số giấy chứng nhận', 'ngày hết hạn', 'mã xã', 'xã', 'mặt hàng', 'kinh độ', 'vĩ độ'],
      Array.from({ length: 160 }, (_, i) => {
        const commune = random.pick(communes);
        return [
          `Cửa hàng xăng dầu ${commune.name} ${(i % 4) + 1}`,
          `${numbered('', i + 1, 4)}/GCN-SCT`,
          someDay(random, 2025, 2029),
          commune.code,
          fullName(commune),
          random.pick(['Xăng, dầu điêzen', 'Xăng', 'Xăng, dầu điêzen, dầu hỏa']),
          ...somewhere(random),
        ];
      }),
    ),
  );
