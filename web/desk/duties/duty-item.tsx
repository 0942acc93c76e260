import { useState } from 'preact/hooks';
import { citesOf } from '../../../shared/kernel/deadline.ts';
import type { Duty } from '../../../shared/contract/duties.ts';
import { operations } from '../../../shared/contract/operations.ts';
import { SumSteps } from '../../sum-steps.tsx';
import { useCommand } from '../asking.ts';
import { useDesk } from '../context.ts';
import { Chip } from '../parts/chip.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { dayWords, daysLeftWords } from '../parts/time-words.ts';
import { Link } from '../router.tsx';
import { dutyWords } from '../words.ts';

const closedWords = (how: string): string =>
  ({ 'new-release': 'Đã công bố bản phát hành mới', 'no-change': 'Đã rà soát, không có thay đổi' })[how] ??
  how;

const DueLine = ({ duty }: { duty: Duty }) =>
  duty.deadline.kind === 'known' ? (
    <p class="due-line">
      Hạn <strong>{dayWords(duty.deadline.dueOn)}</strong>
      {duty.daysLeft === undefined || duty.closed ? null : ` (${daysLeftWords(duty.daysLeft)})`}
      {duty.deadline.provisional ? <span class="chip warn">tạm tính, chờ lịch nghỉ chính thức</span> : null}
    </p>
  ) : (
    <p class="due-line">
      Chưa xác định được hạn: <span>{duty.deadline.why}</span>
    </p>
  );

/** The sum in words; the articles it names lead to the rulebook. */
const Sum = ({ duty }: { duty: Duty }) => (
  <details>
    <summary>Cách tính hạn và căn cứ</summary>
    <SumSteps steps={duty.sumInWords} rule={duty.deadline.ruleId} cites={citesOf(duty.deadline)} lang="vi" />
  </details>
);

const Confirm = ({ duty, changed }: { duty: Duty; changed: () => void }) => {
  const { call } = useDesk();
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const command = useCommand<Duty>();
  if (!open)
    return (
      <button type="button" class="quiet" onClick={() => setOpen(true)}>
        Đã rà soát, không có thay đổi
      </button>
    );
  return (
    <form
      class="confirm"
      onSubmit={(event) => {
        event.preventDefault();
        command.run(
          (key) => call(operations.confirmNoChange, { params: { id: duty.id }, body: { note } }, key),
          changed,
        );
      }}
    >
      <label for={`note-${duty.id}`}>Ghi chú (không bắt buộc)</label>
      <textarea
        id={`note-${duty.id}`}
        rows={2}
        maxlength={2000}
        value={note}
        onInput={(event) => setNote(event.currentTarget.value)}
      />
      <p class="hint">Xác nhận được ghi vào sổ cái cùng tên bạn; kỳ tiếp theo tự mở.</p>
      <ProblemNotice problem={command.problem} reload={changed} />
      <p class="actions">
        <button type="submit" disabled={command.busy}>
          {command.busy ? 'Đang ghi…' : 'Xác nhận không có thay đổi'}
        </button>
        <button type="button" class="quiet" onClick={() => setOpen(false)}>
          Thôi
        </button>
      </p>
    </form>
  );
};

/** One duty: what, whose, by when and why, and the one-click confirmation. */
export const DutyItem = ({ duty, changed }: { duty: Duty; changed: () => void }) => (
  <li class={`duty ${duty.state}`}>
    <div class="duty-head">
      <h2>{duty.title}</h2>
      <Chip word={dutyWords[duty.state]} />
    </div>
    <p>
      <Link to={`/desk/datasets/${duty.subject.id}`}>{duty.subject.title}</Link>
      <span class="hint"> · {duty.agency.name}</span>
    </p>
    <DueLine duty={duty} />
    {duty.closed ? (
      <p>
        {closedWords(duty.closed.how)}, ngày {dayWords(duty.closed.on)}
        {duty.closed.note ? `: ${duty.closed.note}` : ''}
      </p>
    ) : null}
    <Sum duty={duty} />
    {duty.mayConfirm ? <Confirm duty={duty} changed={changed} /> : null}
  </li>
);
