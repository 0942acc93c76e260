import type { Random } from './random.ts';
import { communes, dayOf2025, districts, fullName, numbered, somewhere } from './places.ts';
import { invented, type Table } from './table.ts';

const RIVERS = ['Trà Lý', 'Diêm Hộ', 'Kiến Giang', 'Hóa', 'Luộc', 'Lân', 'Tiên Hưng', 'Sa Lung'];

export const surfaceWater = (random: Random): Table => {
  const stations = RIVERS.flatMap((river, i) =>
    [1, 2, 3].map((n) => ({ code: numbered('NM', i * 3 + n), river, at: somewhere(random) })),
  );
  return invented(
    [
      'mã trạm',
      'sông',
      'ngày lấy mẫu',
      'pH',
      'DO (mg/l)',
      'BOD5 (mg/l)',
      'COD (mg/l)',
      'TSS (mg/l)',
      'NH4-N (mg/l)',
      'quy chuẩn',
      'kinh độ',
      'vĩ độ',
    ],
    [9, 68, 129].flatMap((day) =>
      stations.map(({ code, river, at }) => [
        code,
        `Sông ${river}`,
        dayOf2025(day),
        random.decimal(6.4, 8.3, 1),
        random.decimal(3.8, 7.1, 1),
        random.decimal(2, 14, 1),
        random.decimal(6, 31, 1),
        random.decimal(12, 74, 0),
        random.decimal(0.04, 0.9, 2),
        'QCVN 08:2023/BTNMT',
        ...at,
      ]),
    ),
  );
};

export const air = (random: Random): Table =>
  invented(
    ['mã trạm', 'ngày', 'PM2.5 (µg/m³)', 'PM10 (µg/m³)', 'SO2 (µg/m³)', 'NO2 (µg/m³)', 'AQI'],
    ['KK01', 'KK02', 'KK03', 'KK04'].flatMap((station) =>
      Array.from({ length: 150 }, (_, day) => {
        const fine = random.decimal(9, 78, 1);
        return [
          station,
          dayOf2025(day),
          fine,
          Number((fine * 1.6).toFixed(1)),
          random.decimal(3, 34, 1),
          random.decimal(6, 52, 1),
          Math.round(fine * 1.9 + 12),
        ];
      }),
    ),
  );

export const landPrices = (random: Random): Table =>
  invented(
    ['mã xã', 'xã', 'tuyến đường', 'đoạn', 'loại đất', 'vị trí', 'giá (nghìn đồng/m²)'],
    communes.flatMap((commune) =>
      ['Đường tỉnh', 'Đường trục xã'].flatMap((road) =>
        [1, 2, 3, 4].map((place) => [
          commune.code,
          fullName(commune),
          road,
          `Qua trung tâm ${commune.name}`,
          'Đất ở',
          place,
          Math.round((road === 'Đường tỉnh' ? 9000 : 4200) / place / 100) * 100 + random.int(0, 12) * 100,
        ]),
      ),
    ),
  );

export const landUse = (random: Random): Table =>
  invented(
    ['kỳ', 'mã xã', 'xã', 'loại đất', 'diện tích (ha)', 'số quyết định'],
    communes.flatMap((commune) =>
      ['Đất trồng lúa', 'Đất nuôi trồng thủy sản', 'Đất ở', 'Đất khu, cụm công nghiệp', 'Đất giao thông'].map(
        (kind, i) => [
          '2021–2030',
          commune.code,
          fullName(commune),
          kind,
          random.decimal([420, 40, 90, 4, 60][i] ?? 10, [1250, 310, 320, 190, 210][i] ?? 100, 2),
          `${random.int(300, 2900)}/QĐ-UBND`,
        ],
      ),
    ),
  );

export const rice = (random: Random): Table =>
  invented(
    ['năm', 'vụ', 'huyện', 'diện tích (ha)', 'năng suất (tạ/ha)', 'sản lượng (tấn)'],
    [2021, 2022, 2023, 2024].flatMap((year) =>
      ['Đông xuân', 'Mùa'].flatMap((season) =>
        districts.map(({ name, communes: size }) => {
          const area = size * random.int(270, 330);
          const yieldPerHa = random.decimal(season === 'Mùa' ? 56 : 68, season === 'Mùa' ? 63 : 73, 1);
          return [year, season, name, area, yieldPerHa, Math.round((area * yieldPerHa) / 10)];
        }),
      ),
    ),
  );

const PRODUCTS = [
  'Gạo nếp',
  'Bánh cáy',
  'Nước mắm',
  'Chiếu cói',
  'Ổi bo',
  'Chả cá',
  'Trà lá sen',
  'Mật ong sú vẹt',
  'Lụa đũi',
  'Khoai tây',
];

export const ocop = (random: Random): Table =>
  invented(
    [
      'mã sản phẩm',
      'tên sản phẩm',
      'chủ thể',
      'hạng sao',
      'số quyết định',
      'ngày công nhận',
      'ngày hết hạn',
      'mã xã',
      'xã',
    ],
    Array.from({ length: 130 }, (_, i) => {
      const commune = random.pick(communes);
      const year = random.int(2022, 2024);
      return [
        numbered('OCOP34', i + 1, 4),
        `${random.pick(PRODUCTS)} ${commune.name}`,
        `Hợp tác xã ${commune.name} ${(i % 3) + 1}`,
        random.pick([3, 3, 3, 4, 4, 5]),
        `${random.int(100, 2900)}/QĐ-UBND`,
        `${year}-12-20`,
        `${year + 3}-12-20`,
        commune.code,
        fullName(commune),
      ];
    }),
  );

export const waterLevels = (random: Random): Table =>
  invented(
    [
      'mã trạm',
      'công trình',
      'thời điểm',
      'mực nước thượng lưu (m)',
      'mực nước hạ lưu (m)',
      'lượng mưa (mm)',
      'báo động',
    ],
    RIVERS.flatMap((river, i) =>
      Array.from({ length: 60 }, (_, day) => {
        const level = random.decimal(0.6, 3.4, 2);
        return [
          numbered('TL', i + 1),
          `Cống ${river}`,
          `${dayOf2025(90 + day)} 07:00`,
          level,
          Number((level - random.decimal(0.05, 0.6, 2)).toFixed(2)),
          random.next() < 0.7 ? 0 : random.decimal(0.5, 96, 1),
          level > 3.1 ? 'I' : 'Không',
        ];
      }),
    ),
  );
