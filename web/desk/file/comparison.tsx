import type { DatasetFile } from '../../../shared/contract/publishing.ts';
import type { Upload } from '../../../shared/contract/uploads.ts';
import { displayNumber } from '../../display.ts';
import { TableChanges } from '../../pages/parts/changes.tsx';
import texts from '../../texts.vi.json' with { type: 'json' };

const signed = (n: number): string =>
  n > 0 ? `tăng ${displayNumber(n, 'vi')}` : `giảm ${displayNumber(-n, 'vi')}`;

const typeWord = (type: string): string => {
  const words: Readonly<Record<string, string>> = texts.changes.types;
  return words[type] ?? type;
};

/** Columns only: for a release whose rows were not compared. */
const Shape = ({ comparison }: { comparison: NonNullable<DatasetFile['comparison']> }) => {
  const { columnsAdded, columnsRemoved, typesChanged } = comparison;
  return (
    <ul class="plain-list">
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
          Cột “{column}” đổi kiểu: {typeWord(from)} → {typeWord(to)}
        </li>
      ))}
    </ul>
  );
};

/** How the next release differs from the last one: rows by their key as the check compared them, else only the shape. */
export const Comparison = ({ file, upload }: { file: DatasetFile; upload: Upload | undefined }) => {
  const { comparison, releases } = file;
  const last = releases.at(-1);
  if (!comparison)
    return (
      <p>
        {releases.length === 0 ? 'Đây là bản phát hành đầu tiên.' : 'Chưa có số liệu so sánh với bản trước.'}
      </p>
    );
  const changes = upload?.report?.comparison;
  const { previousRows, rows } = comparison;
  const difference = rows - previousRows;
  return (
    <>
      <h3>So với bản {last?.number ?? 'trước'}</h3>
      <ul class="plain-list">
        <li>
          Số dòng: {displayNumber(previousRows, 'vi')} → {displayNumber(rows, 'vi')}
          {difference === 0 ? ' (không đổi)' : ` (${signed(difference)})`}
        </li>
      </ul>
      {changes && changes.release === last?.number ? (
        <TableChanges changes={changes} texts={texts.changes} lang="vi" withSamples />
      ) : (
        <Shape comparison={comparison} />
      )}
    </>
  );
};
