import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { DatasetFile } from '../../../shared/contract/publishing.ts';
import { useCommand, type Reply } from '../asking.ts';
import { Field } from '../parts/field.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';

type Props = {
  id: string;
  label: string;
  hint: string;
  /** How many letters at least, and at most. */
  least: number;
  most?: number;
  submit: string;
  /** For what cannot be undone. */
  danger?: boolean;
  send: (reason: string, key: string) => Promise<Reply<DatasetFile>>;
  put: (file: DatasetFile) => void;
  reload: () => void;
  close: () => void;
  /** What the act does, said before it is done. */
  children?: ComponentChildren;
};

/** An act on a dataset that must say why. */
export const ReasonForm = (props: Props) => {
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<string>();
  const command = useCommand<DatasetFile>();
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const short = reason.trim().length < props.least;
        setWrong(short ? `Nêu rõ lý do, ít nhất ${props.least} ký tự.` : undefined);
        if (!short) command.run((key) => props.send(reason, key), props.put);
      }}
    >
      {props.children}
      <Field id={props.id} label={props.label} hint={props.hint} wrong={wrong}>
        {(attributes) => (
          <textarea
            {...attributes}
            rows={4}
            maxlength={props.most ?? 2000}
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        )}
      </Field>
      <ProblemNotice problem={command.problem} reload={props.reload} />
      <p class="actions">
        <button type="submit" class={props.danger ? 'danger' : undefined} disabled={command.busy}>
          {command.busy ? 'Đang ghi…' : props.submit}
        </button>
        <button type="button" class="quiet" onClick={props.close}>
          Thôi
        </button>
      </p>
    </form>
  );
};
