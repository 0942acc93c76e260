import { useEffect, useRef, useState } from 'preact/hooks';
import { fill } from '../../fill.ts';
import type { TrackTexts } from './seed.ts';

type Act = { texts: TrackTexts; isBusy: boolean };

const LEAST = 5;

/** The answer to what the agency asked. */
export const AnswerForm = ({ texts, isBusy, onSend }: Act & { onSend: (text: string) => void }) => {
  const [text, setText] = useState('');
  const [isShort, setShort] = useState(false);
  return (
    <section class="panel no-print">
      <h2>{texts.answerTitle}</h2>
      <form
        class="field"
        onSubmit={(event) => {
          event.preventDefault();
          setShort(text.trim().length < LEAST);
          if (text.trim().length >= LEAST && !isBusy) onSend(text);
        }}
      >
        <label for="track-answer">{texts.answerLabel}</label>
        <textarea
          id="track-answer"
          rows={5}
          maxlength={5000}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          {...(isShort ? { 'aria-invalid': true, 'aria-describedby': 'track-answer-wrong' } : {})}
        />
        {isShort ? (
          <p class="wrong" id="track-answer-wrong" role="alert">
            {fill(texts.short, { n: LEAST })}
          </p>
        ) : null}
        <button type="submit" class="primary" aria-disabled={isBusy}>
          {isBusy ? texts.sending : texts.answerSend}
        </button>
      </form>
    </section>
  );
};

/** Takes the request back, after a question: it cannot be undone. */
export const Withdraw = ({ texts, isBusy, onWithdraw }: Act & { onWithdraw: () => void }) => {
  const [isAsking, setAsking] = useState<boolean>();
  const yes = useRef<HTMLButtonElement>(null);
  const ask = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isAsking !== undefined) (isAsking ? yes : ask).current?.focus();
  }, [isAsking]);
  if (!isAsking)
    return (
      <p class="no-print">
        <button type="button" class="quiet" ref={ask} onClick={() => setAsking(true)}>
          {texts.withdraw}
        </button>
      </p>
    );
  return (
    <section class="panel no-print" role="group" aria-labelledby="withdraw-question">
      <p id="withdraw-question">{texts.withdrawAsk}</p>
      <div class="actions">
        <button type="button" ref={yes} aria-disabled={isBusy} onClick={() => !isBusy && onWithdraw()}>
          {texts.withdrawYes}
        </button>
        <button type="button" class="quiet" onClick={() => setAsking(false)}>
          {texts.withdrawNo}
        </button>
      </div>
    </section>
  );
};
