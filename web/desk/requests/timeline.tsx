import type { RequestAtDesk } from '../../../shared/contract/requests.ts';
import { requestStepsOf } from '../../request-steps.ts';
import { StepSentence } from '../../step-sentence.tsx';
import { dayWords, momentOf } from '../parts/time-words.ts';

const steps = requestStepsOf('vi');

/** What happened, oldest first, with what both sides wrote. */
export const TimelinePanel = ({ request }: { request: RequestAtDesk }) => (
  <section class="panel">
    <h2>Diễn biến</h2>
    <ol class="history">
      {request.timeline.map((entry) => (
        <li key={entry.at + entry.what}>
          <p>
            <strong>
              <StepSentence entry={entry} steps={steps} lang="vi" />
            </strong>
            <span class="hint">
              {' '}
              · {momentOf(entry.at)}
              {entry.dueOn ? ` · hạn từ đây: ${dayWords(entry.dueOn)}` : ''}
            </span>
          </p>
          {entry.text === undefined ? null : <p class="pre-line">{entry.text}</p>}
        </li>
      ))}
    </ol>
  </section>
);
