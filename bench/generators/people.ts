import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { places } from './vietnamese-table.ts';
import { seeded } from './seeded.ts';

const SEED = 2026;
const surnames = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Phan', 'Vũ', 'Đặng', 'Bùi', 'Đỗ'];
const middles = ['Văn', 'Thị', 'Đức', 'Ngọc', 'Minh', 'Quang', 'Thu', 'Hữu'];
const givens = ['An', 'Bình', 'Chi', 'Dũng', 'Hà', 'Hùng', 'Lan', 'Mai', 'Nam', 'Phương', 'Sơn', 'Tuấn'];
const provinces = ['034', '033', '001', '036'];
const phones = ['091', '098', '035', '086', '077'];

/** People who do not exist, with everything a screening looks for: numbers, phones, mail, births, addresses. */
export const writePeople = async (path: string, { rows }: { rows: number }): Promise<void> => {
  const random = seeded(SEED);
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
  const digits = (count: number): string =>
    Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
  const two = (most: number): string => String(1 + Math.floor(random() * most)).padStart(2, '0');
  const out = createWriteStream(path);
  out.write('Họ và tên,Số căn cước,Ngày sinh,Điện thoại,Email,Địa chỉ,Số tiền\n');
  for (let i = 0; i < rows; i += 1) {
    const year = 1950 + Math.floor(random() * 50);
    const line = [
      `${pick(surnames)} ${pick(middles)} ${pick(givens)}`,
      `${pick(provinces)}${Math.floor(random() * 2)}${String(year).slice(2)}${digits(6)}`,
      `${two(28)}/${two(12)}/${year}`,
      `${pick(phones)}${digits(7)}`,
      `nguoi.dung.${i}@gmail.com`,
      `Số ${1 + Math.floor(random() * 99)} phố ${pick(givens)} huyện ${pick(places)}`,
      String(Math.floor(random() * 9e6)),
    ];
    if (!out.write(`${line.join(',')}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
};
