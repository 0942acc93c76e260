import type { RequestAtDesk } from '../../../shared/contract/requests.ts';
import { daysBetween } from '../../../shared/kernel/local-date.ts';
import { dueInWords, houseWords, inVietnamese } from '../../../shared/kernel/sum-in-words.ts';
import { requestStepsOf } from '../../request-steps.ts';
import { SumSteps } from '../../sum-steps.tsx';
import { dueOrWhy } from '../parts/due-words.ts';
import { dayWords, daysLeftWords } from '../parts/time-words.ts';

/** That the information must be gathered is told within a limit of its own. */
const Notice = ({ complexNotice, today }: Pick<RequestAtDesk, 'complexNotice' | 'today'>) => {
  if (!complexNotice) return null;
  const { due, on } = complexNotice;
  const isLate = due.kind === 'known' && (on ?? today) > due.dueOn;
  const by = due.kind === 'known' ? ` chậm nhất hết ngày ${dayWords(due.dueOn)}` : `. ${dueOrWhy(due)}`;
  return (
    <>
      <p>
        {on === undefined
          ? `Nếu phải tập hợp thông tin, báo người yêu cầu${by}`
          : `Đã báo cần thời gian tập hợp ngày ${dayWords(on)}; hạn báo${by}`}{' '}
        {isLate ? <span class="chip bad">{on === undefined ? 'Đã quá hạn báo' : 'Báo sau hạn'}</span> : null}
      </p>
      <details>
        <summary>Cách tính hạn báo và căn cứ</summary>
        <SumSteps deadline={due} lang="vi" telling={inVietnamese} />
      </details>
    </>
  );
};

/** By when the answer is due and how that came about; what it was before, and why it changed. */
export const ClockPanel = ({ request }: { request: RequestAtDesk }) => {
  const { deadline, today, clarifyUntil, closedOn, earlierDeadlines } = request;
  return (
    <section class="panel">
      <h2>Thời hạn</h2>
      {deadline.kind === 'known' ? (
        <p class="due-line">
          Hạn trả lời <strong>{dueInWords(deadline)}</strong>
          {closedOn ? null : ` (${daysLeftWords(daysBetween(today, deadline.dueOn))})`}
          {deadline.basis === 'house' ? <span class="chip warn">{houseWords(deadline)}</span> : null}
          {deadline.provisional ? <span class="chip warn">tạm tính, chờ lịch nghỉ chính thức</span> : null}
        </p>
      ) : (
        <p class="due-line">{dueOrWhy(deadline)}</p>
      )}
      {clarifyUntil ? <p>Người yêu cầu có thể bổ sung đến hết ngày {dayWords(clarifyUntil)}.</p> : null}
      {closedOn ? <p>Khép lại ngày {dayWords(closedOn)}.</p> : null}
      <details>
        <summary>Cách tính hạn và căn cứ</summary>
        <SumSteps deadline={deadline} lang="vi" telling={inVietnamese} />
      </details>
      <Notice complexNotice={request.complexNotice} today={today} />
      {earlierDeadlines.length > 0 ? (
        <details>
          <summary>Hạn trước đây ({earlierDeadlines.length})</summary>
          {earlierDeadlines.map((earlier) => (
            <div key={earlier.replacedOn + earlier.because}>
              <p>
                Thay ngày {dayWords(earlier.replacedOn)}:{' '}
                {earlier.why ?? requestStepsOf('vi').because[earlier.because]}
              </p>
              <SumSteps deadline={earlier.deadline} lang="vi" telling={inVietnamese} />
            </div>
          ))}
        </details>
      ) : null}
    </section>
  );
};
