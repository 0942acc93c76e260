import { useState } from 'preact/hooks';
import { operations } from '../../../shared/contract/operations.ts';
import type { RequestAtDesk } from '../../../shared/contract/requests.ts';
import { useCommand } from '../asking.ts';
import { useDesk } from '../context.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { AnswerForm } from './answer.tsx';
import { CorrectForm, FindWrongForm } from './correct.tsx';
import { RefuseForm } from './refuse.tsx';
import { TransferForm } from './transfer.tsx';
import { formActs, writtenActs, type Act } from './words.ts';
import { WrittenActForm } from './written-act.tsx';

type Props = { request: RequestAtDesk; put: (request: RequestAtDesk) => void; reload: () => void };
/** Accepting needs no form; what is contested has a panel of its own, since it comes after the closing too. */
type WithForm = Exclude<Act, 'accept' | 'record-contest'>;

const labels: Readonly<Record<WithForm, string>> = {
  ...formActs,
  clarify: writtenActs.clarify.label,
  'record-clarification': writtenActs['record-clarification'].label,
  'find-complex': writtenActs['find-complex'].label,
  extend: writtenActs.extend.label,
};
const labelOf = (act: WithForm): string => labels[act];

const Form = (props: Props & { act: WithForm; close: () => void }) => {
  const { act, ...rest } = props;
  if (act === 'answer') return <AnswerForm {...rest} />;
  if (act === 'refuse') return <RefuseForm {...rest} />;
  if (act === 'transfer') return <TransferForm {...rest} />;
  if (act === 'find-wrong') return <FindWrongForm {...rest} />;
  if (act === 'correct') return <CorrectForm {...rest} />;
  return <WrittenActForm {...rest} act={act} />;
};

/** What may be done now; one form at a time. */
export const ActsPanel = ({ request, put, reload }: Props) => {
  const { call } = useDesk();
  const [open, setOpen] = useState<WithForm>();
  const accepting = useCommand<RequestAtDesk>();
  const { code, mayAct } = request;
  const withForm = mayAct.filter((act): act is WithForm => act !== 'accept' && act !== 'record-contest');
  if (withForm.length === 0) return null;
  const done = (after: RequestAtDesk): void => {
    setOpen(undefined);
    put(after);
  };
  return (
    <section class="panel">
      {/* Nothing waits to be done where an answer may only turn out to be wrong. */}
      <h2>{withForm.every((act) => act === 'find-wrong') ? 'Sau khi trả lời' : 'Việc cần làm'}</h2>
      {mayAct.includes('accept') ? (
        <p class="actions">
          <button
            type="button"
            disabled={accepting.busy}
            onClick={() =>
              accepting.run((key) => call(operations.acceptRequest, { params: { code }, body: {} }, key), put)
            }
          >
            Tiếp nhận yêu cầu hợp lệ
          </button>
        </p>
      ) : null}
      <ProblemNotice problem={accepting.problem} reload={reload} />
      <p class="actions">
        {withForm.map((act) => (
          <button
            key={act}
            type="button"
            class="quiet"
            aria-expanded={open === act}
            onClick={() => setOpen(open === act ? undefined : act)}
          >
            {labelOf(act)}…
          </button>
        ))}
      </p>
      {open && withForm.includes(open) ? (
        <>
          <h3>{labelOf(open)}</h3>
          <Form
            key={open}
            act={open}
            request={request}
            put={done}
            reload={reload}
            close={() => setOpen(undefined)}
          />
        </>
      ) : null}
    </section>
  );
};
