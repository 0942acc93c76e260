import { dueInWords, houseWords, inVietnamese } from '../../../shared/kernel/sum-in-words.ts';
import type { Duty } from '../../../shared/contract/duties.ts';
import { operations } from '../../../shared/contract/operations.ts';
import { daysBetween } from '../../../shared/kernel/local-date.ts';
import { SumSteps } from '../../sum-steps.tsx';
import { useDesk } from '../context.ts';
import { Chip } from '../parts/chip.tsx';
import { UNKNOWN_DAY } from '../parts/due-words.ts';
import { dayWords, daysLeftWords } from '../parts/time-words.ts';
import { Link } from '../router.tsx';
import { dutyWords } from '../words.ts';
import { WrittenAct } from './written-act.tsx';

const closedWords = (how: NonNullable<Duty['closed']>['how']): string =>
  ({
    'new-release': 'Đã công bố bản phát hành mới',
    'no-change': 'Đã rà soát, không có thay đổi',
    answered: 'Đã trả lời',
    refused: 'Đã từ chối bằng văn bản, có căn cứ',
    corrected: 'Đã đính chính, cung cấp lại',
    waived: 'Được miễn',
  })[how];

/** Where to work on it. */
const subjectPath = ({ subject }: Duty): string =>
  subject.type === 'dataset' ? `/desk/datasets/${subject.id}` : `/desk/requests/${subject.code}`;

const withoutDayWords = {
  unknown: UNKNOWN_DAY,
  stopped: 'Thời hạn đang tạm dừng, không nhắc việc',
  'at-once': 'Phải làm ngay',
  'no-limit': 'Không có hạn theo luật',
};

const DueLine = ({ duty }: { duty: Duty }) =>
  duty.deadline.kind === 'known' ? (
    <p class="due-line">
      Hạn <strong>{dueInWords(duty.deadline)}</strong>
      {duty.daysLeft === undefined || duty.closed ? null : ` (${daysLeftWords(duty.daysLeft)})`}
      {duty.deadline.basis === 'house' ? <span class="chip warn">{houseWords(duty.deadline)}</span> : null}
      {duty.deadline.provisional ? <span class="chip warn">tạm tính, chờ lịch nghỉ chính thức</span> : null}
    </p>
  ) : (
    <p class="due-line">
      {withoutDayWords[duty.deadline.kind]}: <span>{duty.deadline.why}</span>
    </p>
  );

const becauseWords = {
  clarification: 'yêu cầu làm rõ',
  complexity: 'thông tin phải tập hợp',
  extension: 'gia hạn',
  transfer: 'chuyển cơ quan',
  law: 'sổ quy định thay đổi',
  'release-withdrawn': 'bản phát hành đã rút',
};

/** What the due day was before, and who owed it before. */
const Before = ({ duty: { earlierDeadlines, handOvers } }: { duty: Duty }) =>
  earlierDeadlines.length + handOvers.length === 0 ? null : (
    <ul class="hint before">
      {handOvers.map(({ on, from, because, late }) => (
        <li key={`from ${on}`}>
          Ngày {dayWords(on)} nhận từ {from}
          {because === 'succession' ? ' (cơ quan đã kết thúc hoạt động)' : ''}
          {late
            ? `; ${from} đã để quá hạn ${daysBetween(late.dueOn, on)} ngày (hạn ${dayWords(late.dueOn)}), việc chậm này vẫn tính cho ${from}`
            : ''}
        </li>
      ))}
      {earlierDeadlines.map(({ deadline, replacedOn, because, why }, i) => (
        <li key={`${replacedOn} ${i}`}>
          {deadline.kind === 'known'
            ? `Hạn trước: ${dayWords(deadline.dueOn)}${deadline.basis === 'house' ? `, ${houseWords(deadline)}` : ''}`
            : withoutDayWords[deadline.kind]}
          , thay ngày {dayWords(replacedOn)} ({why ?? becauseWords[because]})
          <details>
            <summary>Cách tính trước đây</summary>
            <SumSteps deadline={deadline} lang="vi" telling={inVietnamese} />
          </details>
        </li>
      ))}
    </ul>
  );

/** The sum in words; the articles it names lead to the rulebook. */
const Sum = ({ duty }: { duty: Duty }) => (
  <details>
    <summary>Cách tính hạn và căn cứ</summary>
    <SumSteps deadline={duty.deadline} lang="vi" telling={inVietnamese} />
  </details>
);

const Confirm = ({ duty, changed }: { duty: Duty; changed: () => void }) => {
  const { call } = useDesk();
  return (
    <WrittenAct
      duty={duty}
      name="note"
      least={0}
      words={{
        open: 'Đã rà soát, không có thay đổi',
        label: 'Ghi chú (không bắt buộc)',
        hint: 'Xác nhận được ghi vào sổ cái cùng tên bạn; kỳ tiếp theo tự mở.',
        send: 'Xác nhận không có thay đổi',
      }}
      send={(note, key) => call(operations.confirmNoChange, { params: { id: duty.id }, body: { note } }, key)}
      changed={changed}
    />
  );
};

const Waive = ({ duty, changed }: { duty: Duty; changed: () => void }) => {
  const { call } = useDesk();
  return (
    <WrittenAct
      duty={duty}
      name="why"
      least={10}
      words={{
        open: 'Miễn kỳ này',
        label: 'Lý do miễn, bằng văn bản (từ 10 ký tự)',
        hint: 'Lý do được ghi vào sổ cái cùng tên bạn và hiện cho cơ quan. Đây là cách làm nội bộ, không phải quy định của pháp luật.',
        send: 'Ghi lý do và miễn',
      }}
      send={(why, key) => call(operations.waiveDuty, { params: { id: duty.id }, body: { why } }, key)}
      changed={changed}
    />
  );
};

/** What the Department wrote, what was answered, and the forms for the next word. */
const Urgings = ({ duty, changed }: { duty: Duty; changed: () => void }) => {
  const { call } = useDesk();
  const params = { id: duty.id };
  return (
    <>
      {duty.urgings.length === 0 ? null : (
        <ul class="urgings">
          {duty.urgings.map(({ on, by, text, answer }) => (
            <li key={on}>
              <strong>Sở đôn đốc ngày {dayWords(on)}</strong> ({by}): {text}
              {answer ? (
                <p>
                  <strong>Trả lời ngày {dayWords(answer.on)}</strong> ({answer.by}): {answer.text}
                </p>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {duty.mayAnswerUrging ? (
        <WrittenAct
          duty={duty}
          name="answer"
          least={10}
          words={{
            open: 'Trả lời đôn đốc',
            label: 'Trả lời Sở (từ 10 ký tự)',
            hint: 'Ghi vào sổ cái cùng tên bạn. Không ghi tên hay thông tin của người yêu cầu.',
            send: 'Gửi trả lời',
          }}
          send={(text, key) => call(operations.answerUrging, { params, body: { text } }, key)}
          changed={changed}
        />
      ) : null}
      {duty.mayUrge ? (
        <WrittenAct
          duty={duty}
          name="urge"
          least={10}
          words={{
            open: 'Đôn đốc',
            label: 'Nội dung đôn đốc (từ 10 ký tự)',
            hint: 'Gửi thư tới cán bộ đầu mối và ghi vào sổ cái cùng tên bạn; mỗi ngày nhiều nhất một lần. Không ghi tên hay thông tin của người yêu cầu.',
            send: 'Gửi đôn đốc',
          }}
          send={(text, key) => call(operations.urgeDuty, { params, body: { text } }, key)}
          changed={changed}
        />
      ) : null}
    </>
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
      <Link to={subjectPath(duty)}>{duty.subject.title}</Link>
      <span class="hint"> · {duty.agency.name}</span>
    </p>
    <DueLine duty={duty} />
    <Before duty={duty} />
    {duty.closed ? (
      <p>
        {closedWords(duty.closed.how)}
        {duty.closed.by ? ` (${duty.closed.by}, Sở)` : ''}, ngày {dayWords(duty.closed.on)}
        {duty.closed.note ? `: ${duty.closed.note}` : ''}
      </p>
    ) : null}
    <Sum duty={duty} />
    {duty.mayConfirm ? <Confirm duty={duty} changed={changed} /> : null}
    <Urgings duty={duty} changed={changed} />
    {duty.mayWaive ? <Waive duty={duty} changed={changed} /> : null}
  </li>
);
