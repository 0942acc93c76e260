import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { fill } from '../../fill.ts';
import { Refused } from '../api.ts';
import { loadStanding, openRequest } from '../request/load.ts';
import type { Opened, Standing } from '../request/model.ts';
import { entryOf, fragmentOf, type Entry, type PrivateLink } from '../request/private-link.ts';
import type { TrackSeed } from './seed.ts';
import { OpenedShown, StandingShown } from './shown.tsx';

type View =
  | { readonly at: 'nothing' }
  | { readonly at: 'looking' }
  | { readonly at: 'standing'; readonly request: Standing }
  | { readonly at: 'opened'; readonly entry: PrivateLink; readonly request: Opened }
  | { readonly at: 'wrong'; readonly words: string; readonly entry: Entry };

const load = async ({ code, secret }: Entry): Promise<View> => {
  if (secret === undefined) return { at: 'standing', request: await loadStanding(code) };
  const entry = { code, secret };
  return { at: 'opened', entry, request: await openRequest(entry) };
};

/** On paper there is nothing to press: what is folded away is printed too. */
const unfoldForPrint = (): void => {
  for (const it of document.querySelectorAll('details')) it.open = true;
};

/** Finds a request by its code, or opens it by the private link this page was reached with. */
export const TrackIsland = (seed: TrackSeed) => {
  const { texts } = seed;
  const [typed, setTyped] = useState('');
  const [isBad, setBad] = useState(false);
  // Who arrives by a link never sees the other ways of this page, not even for a moment.
  const [arrived] = useState(() => entryOf(location.hash));
  const [view, setView] = useState<View>(arrived ? { at: 'looking' } : { at: 'nothing' });
  const heading = useRef<HTMLHeadingElement>(null);

  const show = async (entry: Entry): Promise<void> => {
    setView({ at: 'looking' });
    try {
      setView(await load(entry));
    } catch (error) {
      const isNone = error instanceof Refused && ['not-found', 'invalid-input'].includes(error.problem);
      setView({ at: 'wrong', words: isNone ? texts.notFound : texts.failed, entry });
    }
  };
  useEffect(() => {
    const arrive = (): void => {
      const entry = entryOf(location.hash);
      if (entry) void show(entry);
    };
    arrive();
    window.addEventListener('hashchange', arrive);
    window.addEventListener('beforeprint', unfoldForPrint);
    return () => {
      window.removeEventListener('hashchange', arrive);
      window.removeEventListener('beforeprint', unfoldForPrint);
    };
  }, []);
  const isShown = view.at === 'standing' || view.at === 'opened';
  const isAlone = isShown || (view.at === 'looking' && arrived !== undefined);
  useLayoutEffect(() => {
    // The other ways of this page make room for the one request it shows.
    document.body.classList.toggle('one-request', isAlone);
  }, [isAlone]);
  useEffect(() => heading.current?.focus(), [isShown]);

  const look = (): void => {
    const entry = entryOf(typed);
    setBad(entry === undefined);
    if (!entry) return;
    const fragment = fragmentOf(entry);
    if (location.hash === fragment) void show(entry);
    else location.hash = fragment;
  };

  if (view.at === 'standing' || view.at === 'opened')
    return (
      <div class="request">
        <h2 class="request-heading" tabindex={-1} ref={heading}>
          {fill(texts.heading, { code: view.request.code })}
        </h2>
        {view.at === 'opened' ? (
          <OpenedShown seed={seed} entry={view.entry} first={view.request} />
        ) : (
          <>
            <StandingShown seed={seed} request={view.request} />
            <p class="note">{texts.standingOnly}</p>
          </>
        )}
        <div class="actions no-print">
          <button type="button" class="quiet" onClick={() => window.print()}>
            {texts.print}
          </button>
          <button
            type="button"
            class="quiet"
            onClick={() => {
              history.replaceState(null, '', location.pathname);
              setView({ at: 'nothing' });
            }}
          >
            {texts.other}
          </button>
        </div>
      </div>
    );

  if (isAlone) return <p role="status">{texts.looking}</p>;
  return (
    <form
      class="track-form field"
      novalidate
      onSubmit={(event) => {
        event.preventDefault();
        look();
      }}
    >
      <label for="track-code">{texts.code}</label>
      <p class="hint" id="track-hint">
        {texts.codeHint}
      </p>
      <input
        id="track-code"
        value={typed}
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        maxlength={400}
        onInput={(event) => setTyped(event.currentTarget.value)}
        aria-describedby={isBad ? 'track-hint track-wrong' : 'track-hint'}
        {...(isBad ? { 'aria-invalid': true } : {})}
      />
      {isBad ? (
        <p class="wrong" id="track-wrong" role="alert">
          {texts.badCode}
        </p>
      ) : null}
      <button type="submit" class="primary">
        {view.at === 'looking' ? texts.looking : texts.look}
      </button>
      {view.at === 'wrong' ? (
        <div role="alert" class="note">
          <p>{view.words}</p>
          <button type="button" class="quiet" onClick={() => void show(view.entry)}>
            {texts.retry}
          </button>
        </div>
      ) : null}
    </form>
  );
};
