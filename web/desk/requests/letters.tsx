import type { RequestAtDesk } from '../../../shared/contract/requests.ts';
import { useCommand } from '../asking.ts';
import { useDesk } from '../context.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { saveFile } from '../save-file.ts';

/** Forms of law are for information somebody asked for; letters about a report follow none. */
const letters = [
  {
    kind: 'acceptance',
    after: 'RequestAccepted',
    label: 'văn bản tiếp nhận',
    form: 'Phiếu tiếp nhận (mẫu 02)',
  },
  { kind: 'question', after: 'ClarificationAsked', label: 'văn bản đề nghị bổ sung', form: undefined },
  {
    kind: 'extension',
    after: 'RequestExtended',
    label: 'văn bản gia hạn',
    form: 'Thông báo gia hạn (mẫu 04)',
  },
  { kind: 'answer', after: 'RequestAnswered', label: 'văn bản trả lời', form: 'Phiếu giải quyết (mẫu 03)' },
  { kind: 'refusal', after: 'RequestRefused', label: 'văn bản từ chối', form: 'Thông báo từ chối (mẫu 05)' },
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
        {ready.map(({ kind, label, form }) => (
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
              Tải {(request.kind === 'information' && form) || label}
            </button>
          </li>
        ))}
      </ul>
      <p class="hint">Tệp Word theo thể thức văn bản hành chính; số, nơi ban hành và chữ ký để trống.</p>
      <ProblemNotice problem={saving.problem} />
    </section>
  );
};
