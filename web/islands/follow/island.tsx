import { useEffect, useRef, useState } from 'preact/hooks';
import { showHour } from '../../display.ts';
import { fill } from '../../fill.ts';
import { Refused } from '../api.ts';
import type { FollowSeed, FollowTexts } from './seed.ts';
import { askForCode, follow } from './send.ts';

type Step =
  | { readonly at: 'address' }
  | { readonly at: 'code'; readonly validUntil: string }
  | { readonly at: 'done'; readonly follows: string };

const wordsFor = (texts: FollowTexts, error: unknown): string =>
  error instanceof Refused && error.problem in texts.wrong
    ? texts.wrong[error.problem as keyof FollowTexts['wrong']]
    : texts.wrong.failed;

const Wrong = ({ text }: { text: string | undefined }) =>
  text === undefined ? null : (
    <p class="wrong" id="follow-wrong" role="alert">
      {text}
    </p>
  );

/** Address, then the code that came by mail, then done: three steps in one place of the page. */
export const FollowIsland = ({ lang, slug, texts }: FollowSeed) => {
  const [step, setStep] = useState<Step>({ at: 'address' });
  const [email, setEmail] = useState('');
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const place = useRef<HTMLElement>(null);
  const hold = (element: HTMLElement | null): void => void (place.current = element);
  const first = useRef(true);

  // Whoever works by keyboard or by ear goes on where the step goes on.
  useEffect(() => {
    if (!first.current) place.current?.focus();
    first.current = false;
  }, [step.at]);

  const take = async (next: () => Promise<Step>): Promise<void> => {
    setBusy(true);
    setWrong(undefined);
    try {
      setStep(await next());
    } catch (error) {
      setWrong(wordsFor(texts, error));
      place.current?.focus();
    } finally {
      setBusy(false);
    }
  };
  const onSubmit = (next: () => Promise<Step>) => (event: Event) => {
    event.preventDefault();
    if (!busy) void take(next);
  };
  const faulty = wrong === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': 'follow-wrong' };

  if (step.at === 'done')
    return (
      <div class="follow-done" tabindex={-1} ref={hold} role="status">
        <p>{fill(texts.done, { email })}</p>
        <p>
          <a href={`${step.follows}${lang === 'en' ? '&lang=en' : ''}`} rel="nofollow">
            {texts.mine}
          </a>
        </p>
      </div>
    );

  if (step.at === 'code')
    return (
      <form
        class="follow-form"
        onSubmit={onSubmit(async () => ({ at: 'done', follows: await follow(slug, email, code) }))}
      >
        <p role="status">{fill(texts.sent, { email, time: showHour(step.validUntil, lang) })}</p>
        <label for="follow-code">{texts.code}</label>
        <input
          id="follow-code"
          ref={hold}
          value={code}
          onInput={(event) => setCode(event.currentTarget.value)}
          inputmode="numeric"
          autocomplete="one-time-code"
          maxlength={12}
          required
          {...faulty}
        />
        <Wrong text={wrong} />
        <div class="actions">
          <button type="submit" class="primary" aria-disabled={busy}>
            {busy ? texts.asking : texts.confirm}
          </button>
          <button
            type="button"
            class="quiet"
            onClick={() => {
              setCode('');
              setWrong(undefined);
              setStep({ at: 'address' });
            }}
          >
            {texts.again}
          </button>
        </div>
      </form>
    );

  return (
    <form
      class="follow-form"
      onSubmit={onSubmit(async () => ({ at: 'code', validUntil: await askForCode(email) }))}
    >
      <label for="follow-email">{texts.email}</label>
      <input
        id="follow-email"
        ref={hold}
        type="email"
        value={email}
        onInput={(event) => setEmail(event.currentTarget.value)}
        autocomplete="email"
        maxlength={254}
        required
        {...faulty}
      />
      <Wrong text={wrong} />
      <p class="hint">{texts.keeps}</p>
      <button type="submit" class="primary" aria-disabled={busy}>
        {busy ? texts.asking : texts.ask}
      </button>
    </form>
  );
};
