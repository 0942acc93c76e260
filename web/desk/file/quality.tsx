import type { DatasetFile } from '../../../shared/contract/publishing.ts';
import type { Indicator } from '../../../shared/kernel/quality.ts';
import { indicatorWords } from '../../quality-words.ts';

const gradeWords = { excellent: 'Rất tốt', good: 'Tốt', sufficient: 'Đạt', bad: 'Chưa đạt' } as const;

const Todo = ({ indicator: { id, points } }: { indicator: Indicator }) => {
  const { lacks, mend } = indicatorWords('vi', id);
  return (
    <>
      {lacks} {mend} <span class="nowrap">+{points} điểm</span>
    </>
  );
};

const turnWords = {
  agency: 'Cơ quan còn sửa được',
  publication: 'Có khi công bố bản đầu tiên',
  choice: 'Không phải lỗi: tùy cơ quan chọn',
  portal: 'Việc của cổng',
} as const;

/** How well the dataset describes itself, and what to mend next, the most valuable first. */
export const QualityPanel = ({ file: { quality } }: { file: DatasetFile }) => {
  const open = quality.next.flatMap((id) => quality.indicators.find((one) => one.id === id) ?? []);
  const [first] = open;
  return (
    <section class="panel">
      <h2>Chất lượng siêu dữ liệu</h2>
      <p>
        <strong>
          {quality.score} / {quality.most} điểm
        </strong>{' '}
        <span class={quality.grade === 'excellent' || quality.grade === 'good' ? 'chip ok' : 'chip warn'}>
          {gradeWords[quality.grade]}
        </span>
      </p>
      <h3>Việc nên sửa tiếp theo</h3>
      {first?.mendedBy === 'agency' ? (
        <p>
          <Todo indicator={first} />
        </p>
      ) : (
        <p>Không còn việc nào cơ quan phải sửa lúc này.</p>
      )}
      {open.length > 0 ? (
        <details>
          <summary>Mọi chỉ báo chưa đạt ({open.length} trong 23)</summary>
          {(['agency', 'publication', 'choice', 'portal'] as const).map((turn) => {
            const these = open.filter(({ mendedBy }) => mendedBy === turn);
            return these.length === 0 ? null : (
              <div key={turn}>
                <h4>{turnWords[turn]}</h4>
                <ul class="plain-list">
                  {these.map((indicator) => (
                    <li key={indicator.id}>
                      <Todo indicator={indicator} />
                    </li>
                  ))}
                </ul>
              </div>
            );
          })}
        </details>
      ) : null}
    </section>
  );
};
