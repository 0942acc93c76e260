import type { RequestAtDesk } from '../../../shared/contract/requests.ts';
import { inVietnamese } from '../../../shared/kernel/sum-in-words.ts';
import { SumSteps } from '../../sum-steps.tsx';
import { dueOrWhy } from '../parts/due-words.ts';
import { dayWords } from '../parts/time-words.ts';

type Correction = RequestAtDesk['corrections'][number];

const One = ({ correction }: { correction: Correction }) => {
  const { discoveredOn, correctedOn, deadline, overdue, earlierDeadlines } = correction;
  return (
    <li>
      <p>
        Phát hiện ngày {dayWords(discoveredOn)};{' '}
        {correctedOn ? `đã đính chính ngày ${dayWords(correctedOn)}; ` : ''}hạn đính chính:{' '}
        <strong>{dueOrWhy(deadline)}</strong> {overdue ? <span class="chip bad">Quá hạn</span> : null}
      </p>
      <details>
        <summary>Cách tính hạn đính chính và căn cứ</summary>
        <SumSteps deadline={deadline} lang="vi" telling={inVietnamese} />
      </details>
      {earlierDeadlines.map((earlier) => (
        <details key={earlier.replacedOn}>
          <summary>
            Hạn trước đây, thay ngày {dayWords(earlier.replacedOn)}
            {earlier.why === undefined ? '' : `: ${earlier.why}`}
          </summary>
          <SumSteps deadline={earlier.deadline} lang="vi" telling={inVietnamese} />
        </details>
      ))}
    </li>
  );
};

/** What the agency itself found wrong in its answer, each with its own limit. */
export const CorrectionsPanel = ({ corrections }: Pick<RequestAtDesk, 'corrections'>) =>
  corrections.length === 0 ? null : (
    <section class="panel">
      <h2>Đính chính</h2>
      <ul class="plain-list">
        {corrections.map((correction) => (
          <One key={correction.discoveredOn + (correction.correctedOn ?? '')} correction={correction} />
        ))}
      </ul>
    </section>
  );
