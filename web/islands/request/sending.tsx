import { useEffect, useRef, useState } from 'preact/hooks';
import { fill } from '../../fill.ts';
import { putFile } from '../../put-file.ts';
import { newAddresses } from './load.ts';
import type { FileAddress, SendingTexts } from './model.ts';
import type { PrivateLink } from './private-link.ts';

export type Outgoing = {
  readonly file: File;
  readonly id: string;
  readonly address?: FileAddress | undefined;
};
type Progress = { readonly state: 'sending' | 'received' | 'failed'; readonly sent: number };

/** Sends one file; without a fresh address asks for one, and learns there too that the file came after all. */
const sendOne = async (
  { file, id, address }: Outgoing,
  entry: PrivateLink,
  onProgress: (sent: number) => void,
): Promise<Progress['state']> => {
  try {
    const to = address ?? (await newAddresses(entry)).find((one) => one.id === id);
    if (!to) return 'received';
    return (await putFile(to, file, onProgress)) === 'received' ? 'received' : 'failed';
  } catch {
    return 'failed';
  }
};

/** Files on their way to the agency, one after the other, each with how far it is; what failed can be sent again. */
export const Sending = ({
  files,
  entry,
  texts,
  onDone,
}: {
  files: readonly Outgoing[];
  entry: PrivateLink;
  texts: SendingTexts;
  onDone?: () => void;
}) => {
  const [progress, setProgress] = useState<Readonly<Record<string, Progress>>>({});
  const started = useRef(new Set<string>());
  const queue = useRef(Promise.resolve());
  const send = (one: Outgoing): void => {
    const note = (state: Progress['state'], sent: number): void =>
      setProgress((all) => ({ ...all, [one.id]: { state, sent } }));
    note('sending', 0);
    queue.current = queue.current.then(async () =>
      note(await sendOne(one, entry, (sent) => note('sending', sent)), one.file.size),
    );
  };
  useEffect(() => {
    for (const one of files)
      if (!started.current.has(one.id)) {
        started.current.add(one.id);
        send(one);
      }
  }, [files]);

  const states = files.map(({ id }) => progress[id]?.state ?? 'sending');
  const isSending = states.includes('sending');
  const isDone = files.length > 0 && states.every((state) => state === 'received');
  useEffect(() => {
    if (isDone) onDone?.();
  }, [isDone]);
  // Whoever closes the page now would lose a file; the browser asks in its own words.
  useEffect(() => {
    if (!isSending) return undefined;
    const ask = (event: Event): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isSending]);

  return (
    <>
      <ul class="sending">
        {files.map((one, i) => {
          const { file, id } = one;
          const percent = Math.floor((100 * (progress[id]?.sent ?? 0)) / file.size);
          const state = states[i];
          return (
            <li key={id}>
              {state === 'sending' ? (
                <label>
                  {fill(texts.sending, { name: file.name, percent })}
                  <progress max={100} value={percent} />
                </label>
              ) : state === 'received' ? (
                fill(texts.received, { name: file.name })
              ) : (
                <>
                  <span class="wrong">{fill(texts.failedFile, { name: file.name })}</span>{' '}
                  <button type="button" class="quiet" onClick={() => send({ file, id })}>
                    {fill(texts.retry, { name: file.name })}
                  </button>
                </>
              )}
            </li>
          );
        })}
      </ul>
      <p role="status">
        {isDone ? texts.allSent : states.includes('failed') && !isSending ? texts.failedText : ''}
      </p>
    </>
  );
};
