import type { DatasetFile } from '../../../shared/contract/publishing.ts';
import { displayNumber } from '../../display.ts';

const signed = (n: number): string =>
  n > 0 ? `tăng ${displayNumber(n, 'vi')}` : `giảm ${displayNumber(-n, 'vi')}`;

/** How the next release differs from the last one. */
export const Comparison = ({ file: { comparison, releases } }: { file: DatasetFile }) => {
  if (!comparison)
    return (
      <p>
        {releases.length === 0 ? 'Đây là bản phát hành đầu tiên.' : 'Chưa có số liệu so sánh với bản trước.'}
      </p>
    );
  const { previousRows, rows, columnsAdded, columnsRemoved, typesChanged } = comparison;
  const difference = rows - previousRows;
  return (
    <>
      <h3>So với bản {releases.at(-1)?.number ?? 'trước'}</h3>
      <ul class="plain-list">
        <li>
          Số dòng: {displayNumber(previousRows, 'vi')} → {displayNumber(rows, 'vi')}
          {difference === 0 ? ' (không đổi)' : ` (${signed(difference)})`}
        </li>
        <li>{columnsAdded.length > 0 ? `Cột thêm: ${columnsAdded.join(', ')}` : 'Không thêm cột.'}</li>
        <li>
          {columnsRemoved.length > 0 ? (
            <strong>
              Cột bị bỏ: {columnsRemoved.join(', ')}. Người đang dùng dữ liệu có thể bị ảnh hưởng.
            </strong>
          ) : (
            'Không bỏ cột.'
          )}
        </li>
        {typesChanged.map(({ column, from, to }) => (
          <li key={column}>
            Cột “{column}” đổi kiểu: {from} → {to}
          </li>
        ))}
      </ul>
    </>
  );
};
