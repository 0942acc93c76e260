import type { Random } from './random.ts';
import { communes, fullName, numbered, somewhere, two } from './places.ts';
import { asPoints, invented, type Table } from './table.ts';

export const busRoutes = (random: Random): Table =>
  invented(
    [
      'mã tuyến',
      'loại',
      'điểm đầu',
      'điểm cuối',
      'cự ly (km)',
      'giờ mở tuyến',
      'giờ đóng tuyến',
      'giãn cách (phút)',
      'giá vé (đồng)',
    ],
    Array.from({ length: 42 }, (_, i) => {
      const kind = i < 16 ? 'Xe buýt' : 'Tuyến cố định';
      const start = random.pick(communes);
      const end = random.pick(communes.filter((commune) => commune !== start));
      return [
        kind === 'Xe buýt' ? two(i + 1) : `34${two(i)}`,
        kind,
        fullName(start),
        fullName(end),
        random.decimal(9, 118, 1),
        `0${random.int(4, 6)}:${random.pick(['00', '15', '30'])}`,
        `${random.int(17, 20)}:${random.pick(['00', '30'])}`,
        kind === 'Xe buýt' ? random.pick([10, 15, 20, 30]) : random.pick([60, 120, 240]),
        kind === 'Xe buýt' ? random.pick([7000, 10_000, 15_000]) : random.int(6, 18) * 10_000,
      ];
    }),
  );

export const roads = (random: Random): Table =>
  invented(
    ['mã đường', 'tên đường', 'loại', 'dài (km)', 'cấp kỹ thuật', 'mặt đường', 'tình trạng'],
    Array.from({ length: 78 }, (_, i) => {
      const bridge = i % 3 === 2;
      return [
        bridge ? numbered('C', i + 1) : `ĐT.${450 + i}`,
        bridge ? `Cầu ${random.pick(communes).name}` : `Đường tỉnh ${450 + i}`,
        bridge ? 'Cầu' : 'Đường tỉnh',
        bridge ? random.decimal(0.03, 0.6, 3) : random.decimal(4, 41, 3),
        random.pick(['Cấp III đồng bằng', 'Cấp IV đồng bằng', 'Cấp V đồng bằng']),
        random.pick(['Bê tông nhựa', 'Láng nhựa', 'Bê tông xi măng']),
        random.pick(['Tốt', 'Trung bình', 'Xấu']),
      ];
    }),
  );

const CARRIERS = ['Nhà mạng A (trình diễn)', 'Nhà mạng B (trình diễn)', 'Nhà mạng C (trình diễn)'];

export const networkSites = (random: Random): Table =>
  asPoints(
    invented(
      ['mã', 'loại', 'doanh nghiệp', 'công nghệ', 'mã xã', 'xã', 'kinh độ', 'vĩ độ'],
      communes.flatMap((commune, i) =>
        ['Trạm BTS', 'Trạm BTS', 'Điểm Wi-Fi công cộng', 'Điểm bưu điện – văn hóa xã'].map((kind, n) => [
          numbered('VT', i * 4 + n + 1, 5),
          kind,
          kind.startsWith('Điểm bưu điện') ? 'Bưu điện tỉnh' : random.pick(CARRIERS),
          kind === 'Trạm BTS' ? random.pick(['4G', '4G, 5G', '2G, 4G']) : '',
          commune.code,
          fullName(commune),
          ...somewhere(random),
        ]),
      ),
    ),
  );
