import { useState } from 'preact/hooks';
import { operations } from '../../../shared/contract/operations.ts';
import type { RuleHole } from '../../../shared/contract/regulation.ts';
import { paths } from '../../paths.ts';
import { useAsked } from '../asking.ts';
import { holds, useDesk } from '../context.ts';
import { Chip } from '../parts/chip.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { Title } from '../parts/title.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { EnterValue } from './enter.tsx';
import { ValueItem } from './value-item.tsx';
import { basisWords, spanWords } from './words.ts';

const keyOf = ({ rule, from }: RuleHole): string => `${rule}#${from}`;

const Hole = ({ hole, enter }: { hole: RuleHole; enter: (() => void) | undefined }) => (
  <li class="duty">
    <div class="duty-head">
      <h3>
        <a href={paths.rule('vi', hole.rule)}>{hole.title}</a>
      </h3>
      {hole.code ? <span class="chip">{hole.code}</span> : null}
      {hole.basis === 'house' ? <Chip word={basisWords.house} /> : null}
    </div>
    <p>
      <strong>{spanWords(hole)}</strong>: {hole.why}
    </p>
    {enter ? (
      <button type="button" class="quiet" onClick={enter}>
        Nhập giá trị
      </button>
    ) : null}
  </li>
);

/** What the rulebook lacks, and what was entered: one person of the Department enters, another approves. */
export const Regulation = () => {
  const { call, me } = useDesk();
  const [entering, setEntering] = useState<string>();
  const holes = useAsked('holes', () => call(operations.listRuleHoles, {}));
  const values = useAsked('values', () => call(operations.listRuleValues, {}));
  const reload = () => {
    setEntering(undefined);
    holes.reload();
    values.reload();
  };
  const mayEnter = holds(me, 'department');
  return (
    <>
      <Title text="Sổ quy định">
        <a href={paths.regulation('vi')}>Xem toàn bộ sổ</a>
      </Title>
      <p>
        Những thời hạn dưới đây chưa có số trong sổ. Việc vẫn được nhận; hạn sẽ tính khi có giá trị được nhập
        và một người khác phê duyệt.
      </p>
      <ProblemNotice problem={holes.problem ?? values.problem} reload={reload} />
      {holes.loading && !holes.body ? <Waiting /> : null}
      <section>
        <h2>Đã nhập</h2>
        {values.body?.items.length === 0 ? <p class="empty">Chưa có giá trị nào được nhập.</p> : null}
        <ul class="duties">
          {values.body?.items.map((value) => (
            <ValueItem key={value.id} value={value} changed={reload} />
          ))}
        </ul>
      </section>
      <section>
        <h2>Chưa rõ</h2>
        <ul class="duties">
          {holes.body?.items.map((hole) =>
            entering === keyOf(hole) ? (
              <li key={keyOf(hole)}>
                <EnterValue hole={hole} done={reload} stop={() => setEntering(undefined)} />
              </li>
            ) : (
              <Hole
                key={keyOf(hole)}
                hole={hole}
                enter={mayEnter ? () => setEntering(keyOf(hole)) : undefined}
              />
            ),
          )}
        </ul>
      </section>
    </>
  );
};
