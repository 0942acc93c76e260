import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { seeded } from './seeded.ts';

export const places = [
  'Đông Hưng',
  'Hưng Hà',
  'Kiến Xương',
  'Quỳnh Phụ',
  'Thái Thụy',
  'Tiền Hải',
  'Vũ Thư',
  'Thái Bình',
];
const communes = [
  'Lê Hồng Phong',
  'Bồ Xuyên',
  'Đề Thám',
  'Kỳ Bá',
  'Quang Trung',
  'Phú Khánh',
  'Tiền Phong',
  'Trần Lãm',
];
export const subjects = [
  'Đường bộ',
  'Trường học',
  'Cầu cống',
  'Trạm y tế',
  'Chợ',
  'Bãi đỗ xe',
  'Công viên',
  'Kênh mương',
];
export const syllables =
  'nhà đất sông ruộng lúa trường xã huyện tỉnh đường cầu chợ bệnh viện giáo dục nông nghiệp thủy lợi kế hoạch đầu tư xây dựng môi trường khoáng sản văn hóa thể thao du lịch'.split(
    ' ',
  );

export const header = [
  'ma_ho_so',
  'ten_cong_trinh',
  'loai',
  'huyen',
  'phuong_xa',
  'ma_xa',
  'ngay_cap_nhat',
  'dien_tich_m2',
  'so_ho',
  'ghi_chu',
];

const pad = (n: number, width: number): string => String(n).padStart(width, '0');

/** The cells of row `i`, as a person would read them. */
export const cellsOf = (i: number, random: () => number): string[] => {
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
  const words = (n: number): string => Array.from({ length: n }, () => pick(syllables)).join(' ');
  const note =
    random() < 0.02 ? '' : random() < 0.05 ? `${words(2)}, số "${Math.floor(random() * 99)}"` : words(3);
  const day = `20${pad(10 + Math.floor(random() * 15), 2)}-${pad(1 + Math.floor(random() * 12), 2)}-${pad(1 + Math.floor(random() * 28), 2)}`;
  const area = random() < 0.02 ? '' : (random() * 10_000).toFixed(2);
  const households = random() < 0.02 ? 'NA' : String(Math.floor(random() * 5000));
  return [
    pad(i, 9),
    `${pick(subjects)} ${words(3)}`,
    pick(subjects),
    pick(places),
    pick(communes),
    pad(Math.floor(random() * 32_000), 5),
    day,
    area,
    households,
    note,
  ];
};

const quoted = (cell: string): string => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const line = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\n`;

export type TableSize = { readonly rows: number; readonly seed: number };

/**
 * Writes a table of public works as a Vietnamese office might keep it: ten columns, about 120 bytes a row, codes with
 * leading zeros, a date, two numbers with 2 % missing, notes with quotes. The same seed gives the same bytes.
 */
export const writeVietnameseTable = async (path: string, { rows, seed }: TableSize): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  const random = seeded(seed);
  const out = createWriteStream(`${path}.part`);
  let block = line(header);
  for (let i = 1; i <= rows; i += 1) {
    block += line(cellsOf(i, random));
    if (block.length < 1 << 20 && i < rows) continue;
    if (!out.write(block)) await once(out, 'drain');
    block = '';
  }
  out.end();
  await once(out, 'finish');
  await rename(`${path}.part`, path);
};
