import { useState } from 'preact/hooks';
import type { LetterKind } from '../../../shared/contract/request-letters.ts';
import { saveBlob } from '../../save-blob.ts';
import { takeLetter } from '../request/load.ts';
import type { Opened } from '../request/model.ts';
import type { PrivateLink } from '../request/private-link.ts';
import type { TrackTexts } from './seed.ts';

/** The step whose letter an agency writes by a form of law, or asks in. */
const letters: Readonly<Record<string, LetterKind>> = {
  RequestAccepted: 'acceptance',
  ClarificationAsked: 'question',
  RequestFoundComplex: 'complexity',
  RequestExtended: 'extension',
  RequestAnswered: 'answer',
  RequestRefused: 'refusal',
  AnswerCorrected: 'correction',
};

type Entry = Opened['timeline'][number];

/** The letter of a step: of a step taken twice, only the last has one. Nothing is left to take once papers are erased. */
export const letterOf = ({ timeline, papersErasedOn }: Opened, entry: Entry): LetterKind | undefined =>
  papersErasedOn === undefined && timeline.findLast(({ what }) => what === entry.what) === entry
    ? letters[entry.what]
    : undefined;

/** Takes the letter of a step away as a file. */
export const TakeLetter = ({
  kind,
  entry,
  texts,
  onWrong,
}: {
  kind: LetterKind;
  entry: PrivateLink;
  texts: TrackTexts;
  onWrong: (error: unknown) => void;
}) => {
  const [isBusy, setBusy] = useState(false);
  const take = async (): Promise<void> => {
    setBusy(true);
    try {
      const { name, blob } = await takeLetter(entry, kind);
      saveBlob(blob, name);
    } catch (error) {
      onWrong(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <p class="letter no-print">
      <button type="button" class="quiet" aria-disabled={isBusy} onClick={() => void (isBusy || take())}>
        {texts[`letter-${kind}`]}
      </button>
    </p>
  );
};
