import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { showDay } from '../../display.ts';
import { fill } from '../../fill.ts';
import { Refused } from '../api.ts';
import { Clock, EarlierDays } from '../request/clock.tsx';
import { giveAnswer, openRequest, withdraw } from '../request/load.ts';
import { StepSentence } from '../../step-sentence.tsx';
import type { Opened, Standing } from '../request/model.ts';
import type { PrivateLink } from '../request/private-link.ts';
import { AnswerForm, Withdraw } from './acts.tsx';
import { ContentShown } from './content.tsx';
import { Corrections } from './corrections.tsx';
import { letterOf, TakeLetter } from './letter.tsx';
import { DatasetsShown, FilesShown, RefusalShown } from './mine.tsx';
import type { TrackSeed, TrackTexts } from './seed.ts';
import { Timeline } from './timeline.tsx';

const wordsFor = (texts: TrackTexts, error: unknown): string => {
  const sentences: Readonly<Record<string, string>> = texts.wrong;
  return (error instanceof Refused && sentences[error.problem]) || texts.wrong.failed;
};

/** Where it stands: the clock first, then what happened. */
export const StandingShown = <Shown extends Standing>({
  seed,
  request,
  below,
}: {
  seed: TrackSeed;
  request: Shown;
  below?: (entry: Shown['timeline'][number]) => ComponentChildren;
}) => {
  const { lang, texts, kinds, clock, telling } = seed;
  const facts: [string, string, string?][] = [
    [texts.status, texts[`status-${request.status}`]],
    [texts.to, request.agency.name, 'vi'],
    [texts.receivedOn, showDay(request.receivedOn, lang)],
    ...(request.closedOn ? [[texts.closedOn, showDay(request.closedOn, lang)] as [string, string]] : []),
  ];
  return (
    <>
      <p class="lead">{kinds[request.kind] ?? request.kindTitle}</p>
      <Clock
        deadline={request.deadline}
        lang={lang}
        texts={clock}
        telling={telling}
        isOpen={request.closedOn === undefined}
        overdue={request.overdue}
      />
      <EarlierDays
        earlier={request.earlierDeadlines}
        steps={seed.steps}
        lang={lang}
        texts={clock}
        telling={telling}
      />
      <Corrections seed={seed} corrections={request.corrections} />
      {request.timeline
        .filter(({ late }) => late)
        .map((entry) => (
          <p class="demo-note" key={entry.at}>
            <StepSentence entry={entry} steps={seed.steps} lang={lang} />
          </p>
        ))}
      {request.clarifyUntil ? (
        <p class="demo-note">{fill(texts.clarifyUntil, { day: showDay(request.clarifyUntil, lang) })}</p>
      ) : null}
      <dl class="facts panel">
        {facts.map(([label, value, language]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd {...(language === undefined ? {} : { lang: language })}>{value}</dd>
          </div>
        ))}
      </dl>
      <Timeline entries={request.timeline} lang={lang} texts={texts} steps={seed.steps} below={below} />
    </>
  );
};

/** The requester's own view: what was written, files, and what they may do. */
export const OpenedShown = ({
  seed,
  entry,
  first,
}: {
  seed: TrackSeed;
  entry: PrivateLink;
  first: Opened;
}) => {
  const { texts } = seed;
  const [request, setRequest] = useState(first);
  const [isBusy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const reload = (): void => void openRequest(entry).then(setRequest, () => undefined);
  const fail = (error: unknown): void => {
    setSaid(wordsFor(texts, error));
    reload();
  };
  const act = async (does: () => Promise<Opened>): Promise<void> => {
    setBusy(true);
    setSaid('');
    try {
      setRequest(await does());
      setSaid(texts.done);
    } catch (error) {
      fail(error);
    } finally {
      setBusy(false);
    }
  };
  const shown = { seed, request, entry };
  return (
    <>
      <p role="status" class="acted">
        {said}
      </p>
      <StandingShown
        seed={seed}
        request={request}
        below={(step) => {
          const kind = letterOf(request, step);
          return kind && <TakeLetter kind={kind} entry={entry} texts={texts} onWrong={fail} />;
        }}
      />
      <RefusalShown {...shown} />
      {request.status === 'clarifying' ? (
        <AnswerForm
          texts={texts}
          isBusy={isBusy}
          onSend={(text) => void act(() => giveAnswer(entry, text))}
        />
      ) : null}
      <FilesShown {...shown} onChanged={reload} onWrong={fail} />
      <DatasetsShown {...shown} />
      <ContentShown {...shown} />
      {request.closedOn === undefined ? (
        <Withdraw texts={texts} isBusy={isBusy} onWithdraw={() => void act(() => withdraw(entry))} />
      ) : null}
    </>
  );
};
