import { useState } from 'preact/hooks';
import { operations } from '../../../shared/contract/operations.ts';
import type { RuleHole, RuleValue } from '../../../shared/contract/regulation.ts';
import { useCommand } from '../asking.ts';
import { useDesk } from '../context.ts';
import { Field } from '../parts/field.tsx';
import type { Wrong } from '../parts/form-errors.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { emptyForm, unitChoices, valueOf, type ValueForm, wordChoices } from './value-form.ts';

type Props = { readonly hole: RuleHole; readonly done: () => void; readonly stop: () => void };

/** The form for one hole: what was found, or a target, on which days, and what it rests on. */
export const EnterValue = ({ hole, done, stop }: Props) => {
  const { call } = useDesk();
  const [form, setForm] = useState<ValueForm>({ ...emptyForm, rule: hole.rule, from: hole.from });
  const [wrong, setWrong] = useState<Wrong>({});
  const command = useCommand<RuleValue>();
  const isLaw = form.basis === 'law';
  const set = (change: Partial<ValueForm>) => setForm((before) => ({ ...before, ...change }));
  const line = (name: keyof ValueForm, label: string, path: string, isDay = false) => (
    <Field id={`value-${name}`} label={label} wrong={wrong[path]}>
      {(attributes) => {
        const typed = {
          ...attributes,
          value: form[name],
          onInput: (event: { currentTarget: HTMLInputElement }) => set({ [name]: event.currentTarget.value }),
        };
        return isDay ? <input {...typed} type="date" /> : <input {...typed} type="text" />;
      }}
    </Field>
  );
  const send = (event: Event) => {
    event.preventDefault();
    const checked = valueOf(form);
    if ('wrong' in checked) return setWrong(checked.wrong);
    setWrong({});
    command.run((key) => call(operations.submitRuleValue, { body: checked.value }, key), done);
  };
  const hasNumber = !wordChoices.some(([word]) => word === form.unit);
  return (
    <form class="panel" onSubmit={send} noValidate>
      <h3>Nhập giá trị: {hole.title}</h3>
      <Field
        id="value-basis"
        label="Đây là"
        hint="Mục tiêu nội bộ luôn được ghi rõ là mục tiêu nội bộ, không bao giờ hiện như quy định của pháp luật."
        wrong={undefined}
      >
        {(attributes) => (
          <select
            {...attributes}
            value={form.basis}
            onChange={(event) =>
              set({ basis: event.currentTarget.value === 'house' ? 'house' : 'law', unit: 'working-day' })
            }
          >
            <option value="law">Quy định của pháp luật vừa tìm được</option>
            <option value="house">Mục tiêu nội bộ theo quyết định của Sở</option>
          </select>
        )}
      </Field>
      {line('from', 'Từ ngày', 'from', true)}
      {line('until', 'Đến hết ngày (để trống nếu chưa có ngày kết thúc)', 'until', true)}
      <Field id="value-unit" label="Đơn vị" wrong={wrong['limit.kind'] ?? wrong['limit.unit']}>
        {(attributes) => (
          <select
            {...attributes}
            value={form.unit}
            onChange={(event) => set({ unit: event.currentTarget.value })}
          >
            {[...unitChoices, ...(isLaw ? wordChoices : [])].map(([id, label]) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
      {hasNumber ? line('amount', 'Số', 'limit.amount') : null}
      {isLaw ? (
        <>
          {line('number', 'Số, ký hiệu văn bản', 'ground.instrument.number')}
          {line('title', 'Tên văn bản', 'ground.instrument.title')}
          {line('article', 'Điều', 'ground.article')}
          {line('clause', 'Khoản', 'ground.clause')}
          {line('point', 'Điểm', 'ground.point')}
        </>
      ) : (
        <>
          {line('number', 'Số quyết định', 'ground.decision.number')}
          {line('issuedOn', 'Ngày quyết định', 'ground.decision.issuedOn', true)}
        </>
      )}
      <Field
        id="value-sentence"
        label={isLaw ? 'Câu của văn bản' : 'Nội dung quyết định'}
        hint="Một câu ngắn, đúng chữ của văn bản."
        wrong={wrong['ground.sentence']}
      >
        {(attributes) => (
          <textarea
            {...attributes}
            rows={2}
            maxlength={500}
            value={form.sentence}
            onInput={(event) => set({ sentence: event.currentTarget.value })}
          />
        )}
      </Field>
      <ProblemNotice problem={command.problem} reload={stop} />
      <p class="actions">
        <button type="submit" disabled={command.busy}>
          {command.busy ? 'Đang gửi…' : 'Gửi để người khác phê duyệt'}
        </button>
        <button type="button" class="quiet" onClick={stop}>
          Thôi
        </button>
      </p>
    </form>
  );
};
