import type { RequestAtDesk } from '../../../shared/contract/requests.ts';
import { daysBetween } from '../../../shared/kernel/local-date.ts';
import { requestStepsOf } from '../../request-steps.ts';
import { dayWords, daysLeftWords } from '../parts/time-words.ts';

const Sum = ({ lines }: { lines: readonly string[] }) => (
  <ol class="sum">
    {lines.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ol>
);

/** By when the answer is due and how that came about; what it was before, and why it changed. */
export const ClockPanel = ({ request }: { request: RequestAtDesk }) => {
  const { deadline, today, clarifyUntil, closedOn, earlierDeadlines } = request;
  return (
    <section class="panel">
      <h2>Đồng hồ</h2>
      {deadline.kind === 'known' ? (
        <p class="due-line">
          Hạn trả lời <strong>{dayWords(deadline.dueOn)}</strong>
          {closedOn ? null : ` (${daysLeftWords(daysBetween(today, deadline.dueOn))})`}
          {deadline.basis === 'house' ? <span class="chip warn">mục tiêu nội bộ</span> : null}
          {deadline.provisional ? <span class="chip warn">tạm tính, chờ lịch nghỉ chính thức</span> : null}
        </p>
      ) : (
        <p class="due-line">{deadline.why}</p>
      )}
      {clarifyUntil ? <p>Người yêu cầu có thể bổ sung đến hết ngày {dayWords(clarifyUntil)}.</p> : null}
      {closedOn ? <p>Khép lại ngày {dayWords(closedOn)}.</p> : null}
      <details>
        <summary>Cách tính hạn và căn cứ</summary>
        <Sum lines={request.sumInWords} />
      </details>
      {earlierDeadlines.length > 0 ? (
        <details>
          <summary>Hạn trước đây ({earlierDeadlines.length})</summary>
          {earlierDeadlines.map((earlier) => (
            <div key={earlier.replacedOn + earlier.because}>
              <p>
                Thay ngày {dayWords(earlier.replacedOn)}:{' '}
                {earlier.why ?? requestStepsOf('vi').because[earlier.because]}
              </p>
              <Sum lines={earlier.sumInWords} />
            </div>
          ))}
        </details>
      ) : null}
    </section>
  );
};
