import type { Random } from './random.ts';
import { communes, districts, fullName, numbered, someDay, somewhere, two } from './places.ts';
import { asPoints, invented, type Table } from './table.ts';

const LEVELS = [
  ['Mầm non', 'MN', 12, 260],
  ['Tiểu học', 'TH', 18, 560],
  ['Trung học cơ sở', 'THCS', 14, 480],
  ['Trung học phổ thông', 'THPT', 24, 980],
] as const;

export const schools = (random: Random): Table =>
  invented(
    [
      'mã trường',
      'tên trường',
      'cấp học',
      'loại hình',
      'mã xã',
      'xã',
      'số lớp',
      'số học sinh',
      'kinh độ',
      'vĩ độ',
    ],
    communes.flatMap((commune, i) =>
      LEVELS.filter((_, level) => level < 3 || i % 3 === 0).map(([level, short, classes, pupils], n) => [
        numbered('34', i * 4 + n + 1, 6),
        `Trường ${level} ${commune.name}`,
        level,
        short === 'MN' && i % 9 === 0 ? 'Tư thục' : 'Công lập',
        commune.code,
        fullName(commune),
        random.int(classes - 4, classes + 6),
        random.int(pupils - 120, pupils + 220),
        ...somewhere(random),
      ]),
    ),
  );

export const admissions = (random: Random): Table =>
  invented(
    ['năm', 'trường', 'chỉ tiêu', 'số đăng ký', 'điểm chuẩn'],
    [2022, 2023, 2024].flatMap((year) =>
      communes
        .filter((_, i) => i % 3 === 0)
        .map((commune) => {
          const places = random.pick([270, 315, 360, 405, 450]);
          return [
            year,
            `Trường Trung học phổ thông ${commune.name}`,
            places,
            random.int(places - 40, places + 260),
            random.decimal(16, 38, 2),
          ];
        }),
    ),
  );

export const clinics = (random: Random): Table =>
  invented(
    ['số giấy phép', 'tên cơ sở', 'loại hình', 'mã xã', 'xã', 'phạm vi', 'ngày cấp', 'tình trạng'],
    Array.from({ length: 210 }, (_, i) => {
      const commune = random.pick(communes);
      const kind = random.pick([
        'Phòng khám đa khoa',
        'Phòng khám chuyên khoa',
        'Trạm y tế',
        'Phòng chẩn trị y học cổ truyền',
      ]);
      return [
        `${numbered('', i + 1, 5)}/TB-GPHĐ`,
        `${kind} ${commune.name} ${(i % 5) + 1}`,
        kind,
        commune.code,
        fullName(commune),
        random.pick(['Nội tổng hợp', 'Răng hàm mặt', 'Sản phụ khoa', 'Mắt', 'Y học cổ truyền']),
        someDay(random, 2013, 2024),
        random.pick(['Đang hoạt động', 'Đang hoạt động', 'Đang hoạt động', 'Tạm dừng']),
      ];
    }),
  );

export const pharmacies = (random: Random): Table =>
  invented(
    ['mã cơ sở', 'tên cơ sở', 'mã xã', 'xã', 'số chứng nhận', 'ngày hết hạn'],
    Array.from({ length: 320 }, (_, i) => {
      const commune = random.pick(communes);
      return [
        numbered('GPP', i + 1, 5),
        `${random.pick(['Nhà thuốc', 'Quầy thuốc'])} ${commune.name} ${(i % 7) + 1}`,
        commune.code,
        fullName(commune),
        `${numbered('', i + 1, 4)}/GPP-SYT`,
        someDay(random, 2025, 2027),
      ];
    }),
  );

/** Small numbers are hidden: with few cases in a district, a reader could tell who it was. */
const SMALLEST_SHOWN = 5;

export const infections = (random: Random): Table =>
  invented(
    ['năm', 'tuần', 'bệnh', 'huyện', 'số ca', 'ẩn vì nhỏ hơn 5'],
    Array.from({ length: 22 }, (_, week) => week + 1).flatMap((week) =>
      ['Sốt xuất huyết Dengue', 'Tay chân miệng', 'Cúm mùa', 'Thủy đậu'].flatMap((disease) =>
        districts.map(({ name }) => {
          const cases = random.int(0, 38);
          const hidden = cases > 0 && cases < SMALLEST_SHOWN;
          return [2025, week, disease, name, hidden ? '' : cases, hidden ? 'có' : 'không'];
        }),
      ),
    ),
  );

export const monuments = (random: Random): Table =>
  asPoints(
    invented(
      [
        'tên di tích',
        'loại',
        'cấp xếp hạng',
        'số quyết định',
        'ngày quyết định',
        'mã xã',
        'xã',
        'kinh độ',
        'vĩ độ',
      ],
      communes.flatMap((commune, i) =>
        ['Đình', 'Chùa', 'Đền']
          .slice(0, 1 + (i % 3))
          .map((kind) => [
            `${kind} ${commune.name}`,
            random.pick(['Kiến trúc nghệ thuật', 'Lịch sử', 'Lịch sử – kiến trúc nghệ thuật']),
            random.pick(['Cấp tỉnh', 'Cấp tỉnh', 'Quốc gia']),
            `${random.int(100, 3900)}/QĐ-UBND`,
            someDay(random, 1994, 2023),
            commune.code,
            fullName(commune),
            ...somewhere(random),
          ]),
      ),
    ),
  );

export const lodgings = (random: Random): Table =>
  invented(
    ['tên cơ sở', 'loại', 'hạng', 'số phòng', 'mã xã', 'xã', 'điện thoại cơ sở', 'kinh độ', 'vĩ độ'],
    Array.from({ length: 95 }, (_, i) => {
      const commune = random.pick(communes);
      const kind = random.pick(['Khách sạn', 'Nhà nghỉ', 'Homestay', 'Điểm du lịch']);
      return [
        `${kind} ${commune.name} ${(i % 4) + 1}`,
        kind,
        kind === 'Khách sạn' ? `${random.int(1, 4)} sao` : 'Không xếp hạng',
        kind === 'Điểm du lịch' ? '' : random.int(6, 120),
        commune.code,
        fullName(commune),
        `02273${random.int(100_000, 999_999)}`,
        ...somewhere(random),
      ];
    }),
  );

const TRADES = [
  'May mặc',
  'Da giày',
  'Điện tử',
  'Cơ khí',
  'Chế biến nông sản',
  'Xây dựng',
  'Bán lẻ',
  'Vận tải',
];

export const jobs = (random: Random): Table =>
  invented(
    [
      'kỳ',
      'ngành',
      'trình độ',
      'khu vực',
      'số vị trí',
      'lương thấp nhất (nghìn đồng)',
      'lương cao nhất (nghìn đồng)',
    ],
    [1, 2, 3, 4, 5].flatMap((month) =>
      TRADES.flatMap((trade) =>
        ['Phổ thông', 'Trung cấp', 'Cao đẳng', 'Đại học'].map((level) => {
          const low = random.int(52, 90) * 100;
          return [
            `2025-${two(month)}`,
            trade,
            level,
            random.pick(districts).name,
            random.int(5, 420),
            low,
            low + random.int(8, 70) * 100,
          ];
        }),
      ),
    ),
  );
