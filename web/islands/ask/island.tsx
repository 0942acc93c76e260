import { useEffect, useRef, useState } from 'preact/hooks';
import { displayNumber } from '../../display.ts';
import { fill } from '../../fill.ts';
import type { Received } from '../request/model.ts';
import { loadAbout } from './about.tsx';
import { ConfirmPart } from './confirm.tsx';
import { submissionOf, triedWith, type Tried } from './content.ts';
import { faultsOf } from './faults.ts';
import { Choice, withoutFields, wordsOf, type Wrong } from './field.tsx';
import { FilesPart } from './files.tsx';
import { forget, keep, recall } from './keep.ts';
import { emptyDraft, isTyped, type Attachment, type Draft } from './model.ts';
import { AgencyField, InformationPart, ReportPart, WhoPart } from './parts.tsx';
import type { Receipt } from './receipt.tsx';
import type { AskSeed } from './seed.ts';
import { askForCode, refusalWords, sendRequest } from './send.ts';

const tab = (): Storage => sessionStorage;

/** What the address asks for: a kind, and the dataset it is about. */
const askedFor = ({ kinds }: AskSeed): { kind?: Draft['kind']; slug?: string } => {
  const params = new URLSearchParams(location.search);
  const kind = kinds.find(({ id }) => id === params.get('kind'))?.id as Draft['kind'] | undefined;
  const slug = params.get('about');
  return { ...(kind && { kind }), ...(slug && { slug }) };
};

/** Shown once, and loaded when it is about to be: most of those who open the form do not send it. */
type Loaded = { readonly Shown: typeof Receipt; readonly received: Received };

/** The form, from the first word to the receipt. What is typed lives in this tab until it was sent. */
export const AskIsland = (seed: AskSeed) => {
  const { lang, texts } = seed;
  const [before] = useState(() => recall(tab));
  const [asked] = useState(() => askedFor(seed));
  const [draft, setDraft] = useState<Draft>(() => ({
    ...emptyDraft,
    ...before?.draft,
    ...(asked.kind && { kind: asked.kind }),
  }));
  const [files, setFiles] = useState<readonly Attachment[]>([]);
  const tried = useRef<Tried | undefined>(before?.tried);
  const [wrong, setWrong] = useState<Wrong>({});
  /** Counts refusals: each puts the cursor into the first field that is wrong. */
  const [refusals, setRefusals] = useState(0);
  const [said, setSaid] = useState<string>();
  const [isLost, setLost] = useState(false);
  const [validUntil, setValidUntil] = useState<string>();
  const [code, setCode] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [receipt, setReceipt] = useState<Loaded>();
  const form = useRef<HTMLFormElement>(null);
  const codeField = useRef<HTMLInputElement>(null);

  const change = (more: Partial<Draft>): void => {
    if (more.email !== undefined) setValidUntil(undefined);
    setWrong((now) => withoutFields(now, Object.keys(more)));
    setDraft((now) => ({ ...now, ...more }));
  };
  useEffect(() => {
    const { slug } = asked;
    if (slug === undefined || before?.draft.about?.slug === slug) return;
    loadAbout(slug).then(
      (about) => change({ about, agency: about.agency.code }),
      () => setLost(true),
    );
  }, []);
  useEffect(() => {
    if (!receipt && isTyped(draft)) keep(tab, { draft, tried: tried.current, hadFiles: files.length > 0 });
  }, [draft, files, receipt]);
  useEffect(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(), [refusals]);
  useEffect(() => codeField.current?.focus(), [validUntil]);

  const refuse = (words: Wrong, sentence?: string): void => {
    setWrong(words);
    setRefusals((n) => n + 1);
    const { length: n } = Object.keys(words);
    setSaid(sentence ?? (n > 0 ? fill(texts.fix, { n }) : undefined));
  };
  const take = async (act: () => Promise<void>): Promise<void> => {
    if (isBusy) return;
    const words: Wrong = wordsOf(faultsOf(draft, files), texts);
    refuse(words);
    if (Object.keys(words).length > 0) return;
    setBusy(true);
    try {
      await act();
    } catch (error) {
      const { wrong: found, said: sentence } = refusalWords(error, texts);
      refuse(found, sentence);
    } finally {
      setBusy(false);
    }
  };
  const ask = async (): Promise<void> => {
    setCode('');
    setValidUntil(await askForCode(draft.email));
  };
  const send = async (): Promise<void> => {
    if (files.some(({ sha256 }) => sha256 === undefined)) return setSaid(texts.hashing);
    if (!/^\d{6}$/.test(code.replace(/\s/g, ''))) return refuse({ code: texts.wrong.sixDigits });
    const submission = submissionOf(draft, files, lang);
    tried.current = triedWith(tried.current, submission, () => crypto.randomUUID());
    keep(tab, { draft, tried: tried.current, hadFiles: files.length > 0 });
    // First, so that nothing is sent whose receipt could not be shown.
    const { Receipt: Shown } = await import('./receipt.tsx');
    const received = await sendRequest(submission, code, tried.current);
    forget(tab);
    setReceipt({ Shown, received });
  };

  if (receipt) return <receipt.Shown seed={seed} received={receipt.received} files={files} />;
  const filling = { draft, change, wrong, texts };
  const isInformation = draft.kind === 'information';
  return (
    <form
      class="ask-form"
      ref={form}
      novalidate
      onSubmit={(event) => {
        event.preventDefault();
        void take(validUntil === undefined ? ask : send);
      }}
    >
      <p class="hint">{texts.keptHere}</p>
      {before ? (
        <p class="note">
          {before.hadFiles ? texts.restoredFiles : texts.restored}{' '}
          <button
            type="button"
            class="quiet"
            onClick={() => {
              forget(tab);
              location.assign(location.pathname);
            }}
          >
            {texts.startOver}
          </button>
        </p>
      ) : null}
      <Choice
        name="kind"
        legend={texts.kind}
        value={draft.kind}
        options={seed.kinds.map(({ id, title, explains }) => ({
          value: id as Draft['kind'],
          label: title,
          explains,
        }))}
        onChoose={(kind) => change({ kind })}
      />
      <section>
        <h2>{texts['part-what']}</h2>
        {isInformation ? (
          <InformationPart filling={filling} lang={lang} />
        ) : (
          <ReportPart filling={filling} lang={lang} lost={isLost} />
        )}
        <AgencyField filling={filling} agencies={seed.agencies} />
      </section>
      <section>
        <h2>{texts['part-who']}</h2>
        <WhoPart filling={filling} />
      </section>
      <section>
        <h2>{texts['part-files']}</h2>
        <FilesPart
          files={files}
          onChange={(more) => {
            setWrong((now) => withoutFields(now, ['files']));
            setFiles(more);
          }}
          isInformation={isInformation}
          largestFile={seed.largestFile}
          lang={lang}
          texts={texts}
          wrong={wrong}
        />
      </section>
      <section>
        <h2>{texts['part-send']}</h2>
        <div class="panel">
          <h3>{texts.keepsTitle}</h3>
          <p>{texts.keepsWhat}</p>
          <p>{texts.keepsWho}</p>
          <p>{fill(texts.keepsLong, { n: displayNumber(seed.keptDays, lang) })}</p>
        </div>
        <ConfirmPart
          filling={filling}
          lang={lang}
          validUntil={validUntil}
          code={code}
          codeField={codeField}
          onCode={setCode}
          onAgain={() => void take(ask)}
          isBusy={isBusy}
        />
        <p role="alert" class="wrong">
          {said}
        </p>
      </section>
    </form>
  );
};
