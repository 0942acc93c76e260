import type { RequestAtDesk } from '../../../shared/contract/requests.ts';
import { useCommand } from '../asking.ts';
import { useDesk } from '../context.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { saveFile } from '../save-file.ts';

const letters = [
  { kind: 'acceptance', after: 'RequestAccepted', label: 'Phiếu tiếp nhận (mẫu 02)' },
  { kind: 'question', after: 'ClarificationAsked', label: 'Văn bản đề nghị bổ sung' },
  { kind: 'extension', after: 'RequestExtended', label: 'Thông báo gia hạn (mẫu 04)' },
  { kind: 'answer', after: 'RequestAnswered', label: 'Phiếu giải quyết (mẫu 03)' },
  { kind: 'refusal', after: 'RequestRefused', label: 'Thông báo từ chối (mẫu 05)' },
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
      <p class="hint">Tệp Word theo thể thức văn bản hành chính; số, nơi ban hành và chữ ký để trống.</p>
      <ProblemNotice problem={saving.problem} />
    </section>
  );
};
