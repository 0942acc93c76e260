import type { CheckReport } from '../../../shared/contract/uploads.ts';
import type { Reading } from '../../../shared/kernel/reading.ts';
import { decidedLine } from '../file/decided-words.ts';
import { accepted, isSaid } from './reading-form.ts';

type Props = { report: CheckReport; reading: Reading; change: (reading: Reading) => void };

/** Guesses that are right, accepted one by one: read again with them, the file leaves nothing of them to confirm. */
export const Guesses = ({ report: { decided = [], schema = [] }, reading, change }: Props) => {
  const open = decided.flatMap((decision) => {
    const next = decision.how === 'guessed' ? accepted(reading, decision, schema) : undefined;
    return next ? [{ decision, next }] : [];
  });
  if (open.length === 0) return null;
  return (
    <section aria-labelledby="guesses">
      <h3 id="guesses">Ghi nhận điều hệ thống đoán</h3>
      <p class="hint">
        Ghi nhận từng điều đúng rồi đọc lại tệp: các điều này không phải xác nhận khi trình, và cột đã ghi
        nhận giữ cho tệp lần sau.
      </p>
      <ul class="plain-list">
        {open.map(({ decision, next }) => (
          <li key={`${decision.what}${decision.columnName ?? ''}`}>
            {decidedLine(decision)}{' '}
            {isSaid(reading, decision) ? (
              <strong>Đã ghi nhận.</strong>
            ) : (
              <button type="button" class="quiet" onClick={() => change(next)}>
                Đúng như vậy
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};
