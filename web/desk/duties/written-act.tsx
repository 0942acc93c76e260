import { useState } from 'preact/hooks';
import type { Duty } from '../../../shared/contract/duties.ts';
import { useCommand, type Reply } from '../asking.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';

type Words = {
  /** On the button that opens the form. */
  readonly open: string;
  readonly label: string;
  readonly hint: string;
  readonly send: string;
};

/** An act on a duty that comes with a few words of the person: closed until it is wanted. */
export const WrittenAct = ({
  duty,
  name,
  words,
  least,
  send,
  changed,
}: {
  duty: Duty;
  /** Tells the acts of one duty apart. */
  name: string;
  words: Words;
  /** How many letters are needed; none where the words may be left out. */
  least: number;
  send: (text: string, key: string) => Promise<Reply<Duty>>;
  changed: () => void;
}) => {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const command = useCommand<Duty>();
  if (!open)
    return (
      <button type="button" class="quiet" onClick={() => setOpen(true)}>
        {words.open}
      </button>
    );
  const field = `${name}-${duty.id}`;
  return (
    <form
      class="confirm"
      onSubmit={(event) => {
        event.preventDefault();
        command.run(
          (key) => send(text, key),
          () => {
            setOpen(false);
            setText('');
            changed();
          },
        );
      }}
    >
      <label for={field}>{words.label}</label>
      <textarea
        id={field}
        rows={2}
        minlength={least}
        maxlength={2000}
        required={least > 0}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <p class="hint">{words.hint}</p>
      <ProblemNotice problem={command.problem} reload={changed} />
      <p class="actions">
        <button type="submit" disabled={command.busy}>
          {command.busy ? 'Đang ghi…' : words.send}
        </button>
        <button type="button" class="quiet" onClick={() => setOpen(false)}>
          Thôi
        </button>
      </p>
    </form>
  );
};
