import type { ChosenFile } from './desk.ts';

/** A CSV of at least `bytes` bytes: codes with leading zeros, names with diacritics, numbers and days. */
export const aTable = (name: string, bytes: number): ChosenFile => {
  const lines = ['mã trạm,tên trạm,lượt xe,ngày đếm'];
  for (let size = 0, i = 1; size < bytes; i += 1) {
    const day = `2025-0${1 + (i % 5)}-${String(1 + (i % 28)).padStart(2, '0')}`;
    const line = `${String(i).padStart(6, '0')},Trạm đếm xe số ${i} trên đường tỉnh,${(i * 37) % 9000},${day}`;
    lines.push(line);
    size += Buffer.byteLength(line) + 1;
  }
  return { name, mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\n')}\n`) };
};
