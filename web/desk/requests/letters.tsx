import type { RequestAtDesk } from '../../../shared/contract/requests.ts';
import { useCommand } from '../asking.ts';
import { useDesk } from '../context.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { saveFile } from '../save-file.ts';

const letters = [
  { kind: 'acceptance', after: 'RequestAccepted', label: 'văn bản tiếp nhận' },
  { kind: 'question', after: 'ClarificationAsked', label: 'văn bản đề nghị bổ sung' },
  { kind: 'complexity', after: 'RequestFoundComplex', label: 'văn bản báo cần thời gian tập hợp' },
  { kind: 'extension', after: 'RequestExtended', label: 'văn bản gia hạn' },
  { kind: 'answer', after: 'RequestAnswered', label: 'văn bản trả lời' },
  { kind: 'refusal', after: 'RequestRefused', label: 'văn bản từ chối' },
  { kind: 'correction', after: 'AnswerCorrected', label: 'văn bản đính chính' },
] as const;

/** The letters of the steps taken, to be printed, numbered and signed. */
export const LettersPanel = ({ request }: { request: RequestAtDesk }) => {
  const { session } = useDesk();
  const saving = useCommand<null>();
  const taken = new Set(request.timeline.map(({ what }) => what));
  const ready = letters.filter(({ after }) => taken.has(after));
  if (request.hidden || request.papersErasedOn || ready.length === 0) return null;
  return (
    <section class="panel">
      <h2>Văn bản</h2>
      <ul class="plain-list">
        {ready.map(({ kind, label }) => (
          <li key={kind}>
            <button
              type="button"
              class="quiet"
              disabled={saving.busy}
              onClick={() =>
                saving.run(
                  () => saveFile(session, `/desk/requests/${request.code}/letters/${kind}`),
                  () => undefined,
                )
              }
            >
              Tải {label}
            </button>
          </li>
        ))}
      </ul>
      <p class="hint">
        Tệp Word theo mẫu của luật ngày nhận yêu cầu, nếu đã biết mẫu; số, nơi ban hành và chữ ký để trống.
      </p>
      <ProblemNotice problem={saving.problem} />
    </section>
  );
};
