import { useState } from 'preact/hooks';
import { operations } from '../../../shared/contract/operations.ts';
import type { RuleValue } from '../../../shared/contract/regulation.ts';
import { useCommand } from '../asking.ts';
import { useDesk } from '../context.ts';
import { Chip } from '../parts/chip.tsx';
import { Field } from '../parts/field.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { dayWords, momentOf } from '../parts/time-words.ts';
import { basisWords, groundWords, limitWords, spanWords, valueWords } from './words.ts';

const REASON_LEAST = 3;

/** What another person, or the submitter taking it back, may do with a value that counts for nothing yet. */
const Decide = ({ value, changed }: { value: RuleValue; changed: () => void }) => {
  const { call } = useDesk();
  const command = useCommand<RuleValue>();
  const [reason, setReason] = useState<string>();
  const params = { id: value.id };
  return (
    <>
      <ProblemNotice problem={command.problem} reload={changed} />
      {value.mayApprove ? null : (
        <p class="hint">Bạn đã nhập giá trị này nên một người khác phải phê duyệt.</p>
      )}
      {reason === undefined ? (
        <p class="actions">
          {value.mayApprove ? (
            <button
              type="button"
              disabled={command.busy}
              onClick={() =>
                command.run((key) => call(operations.approveRuleValue, { params }, key), changed)
              }
            >
              Phê duyệt
            </button>
          ) : null}
          <button type="button" class="quiet" onClick={() => setReason('')}>
            Không dùng giá trị này
          </button>
        </p>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            command.run(
              (key) => call(operations.returnRuleValue, { params, body: { reason } }, key),
              changed,
            );
          }}
        >
          <Field id={`reason-${value.id}`} label="Lý do không dùng" wrong={undefined}>
            {(attributes) => (
              <textarea
                {...attributes}
                rows={2}
                maxlength={2000}
                value={reason}
                onInput={(event) => setReason(event.currentTarget.value)}
              />
            )}
          </Field>
          <p class="actions">
            <button type="submit" disabled={command.busy || reason.trim().length < REASON_LEAST}>
              Ghi lý do và không dùng
            </button>
            <button type="button" class="quiet" onClick={() => setReason(undefined)}>
              Thôi
            </button>
          </p>
        </form>
      )}
    </>
  );
};

/** One entered value: what, for which days, resting on what, by whom, and what may be done. */
export const ValueItem = ({ value, changed }: { value: RuleValue; changed: () => void }) => (
  <li class="duty">
    <div class="duty-head">
      <h3>{value.title}</h3>
      <Chip word={valueWords[value.status]} />
      <Chip word={basisWords[value.value.ground.basis]} />
    </div>
    <p>
      <strong>{limitWords(value.value)}</strong>, {spanWords(value.value)}
    </p>
    <p>
      Căn cứ: {groundWords(value.value)}. “{value.value.ground.sentence}”
    </p>
    <p class="hint">
      {value.submittedBy} nhập lúc {momentOf(value.submittedAt)}
      {value.decidedBy && value.decidedOn
        ? `; ${value.decidedBy} quyết định ngày ${dayWords(value.decidedOn)}`
        : ''}
      {value.reason ? `: ${value.reason}` : ''}
    </p>
    {value.mayReturn ? <Decide value={value} changed={changed} /> : null}
  </li>
);
