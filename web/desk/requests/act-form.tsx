import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { RequestAtDesk } from '../../../shared/contract/requests.ts';
import { useCommand, type Reply } from '../asking.ts';
import { Field } from '../parts/field.tsx';
import type { Wrong } from '../parts/form-errors.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { useFocusFirstWrong } from '../parts/use-focus-first-wrong.ts';

export type ActProps = {
  request: RequestAtDesk;
  put: (request: RequestAtDesk) => void;
  reload: () => void;
  close: () => void;
};

type Props = ActProps & {
  /** What the words to the requester are called, and what follows from the act. */
  field: string;
  follows: string;
  submit: string;
  busyWords?: string;
  /** What else is missing, by field. */
  missing?: () => Wrong;
  send: (text: string, key: string) => Promise<Reply<RequestAtDesk>>;
  children?: (wrong: Wrong) => ComponentChildren;
};

/** An act that comes with words to the requester: the words, what else it needs, what follows from it. */
export const ActForm = (props: Props) => {
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<Wrong>({});
  const command = useCommand<RequestAtDesk>();
  const form = useFocusFirstWrong(wrong);
  const run = (): void => {
    const found: Wrong = {
      ...(text.trim().length < 5 ? { text: 'Viết ít nhất 5 ký tự; người yêu cầu đọc nguyên văn.' } : {}),
      ...props.missing?.(),
    };
    setWrong(found);
    if (Object.keys(found).length > 0) return;
    command.run((key) => props.send(text.normalize('NFC'), key), props.put);
  };
  return (
    <form
      class="form"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      {props.children?.(wrong)}
      <Field
        id="act-text"
        label={props.field}
        hint="Người yêu cầu đọc nguyên văn; không đưa dữ liệu cá nhân của người khác vào đây."
        wrong={wrong['text']}
      >
        {(attributes) => (
          <textarea
            {...attributes}
            rows={5}
            maxlength={5000}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Field>
      <p class="hint">{props.follows}</p>
      <ProblemNotice problem={command.problem} reload={props.reload} />
      <p class="actions">
        <button type="submit" disabled={command.busy}>
          {command.busy ? (props.busyWords ?? 'Đang ghi…') : props.submit}
        </button>
        <button type="button" class="quiet" onClick={props.close}>
          Thôi
        </button>
      </p>
    </form>
  );
};
