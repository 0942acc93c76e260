import { useState } from 'preact/hooks';
import { displayBytes } from '../../display.ts';
import { fill } from '../../fill.ts';
import { paths } from '../../paths.ts';
import { fileHash } from '../../put-file.ts';
import { fileAddress, newAddresses } from '../request/load.ts';
import type { Opened } from '../request/model.ts';
import type { PrivateLink } from '../request/private-link.ts';
import { Sending, type Outgoing } from '../request/sending.tsx';
import type { TrackSeed } from './seed.ts';

type Props = { seed: TrackSeed; request: Opened; entry: PrivateLink };

type Row = Opened['files'][number];

/** A file that never came can be sent again: the very one that was announced. */
const SendAgain = ({
  seed,
  row,
  entry,
  onSent,
}: Omit<Props, 'request'> & { row: Row; onSent: () => void }) => {
  const { texts } = seed;
  const [outgoing, setOutgoing] = useState<readonly Outgoing[]>([]);
  const [wrong, setWrong] = useState<string>();
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    setWrong(undefined);
    try {
      const address = (await newAddresses(entry)).find(({ id }) => id === row.id);
      if (!address) return onSent();
      if ((await fileHash(file)) === address.headers['x-amz-meta-sha256'])
        setOutgoing([{ file, id: row.id, address }]);
      else setWrong(fill(texts.anotherFile, { name: row.name }));
    } catch {
      setWrong(texts.wrong.failed);
    }
  };
  if (outgoing.length > 0)
    return <Sending files={outgoing} entry={entry} texts={seed.sending} onDone={onSent} />;
  return (
    <div class="field">
      <label for={`again-${row.id}`}>{fill(texts.sendFile, { name: row.name })}</label>
      <input
        id={`again-${row.id}`}
        type="file"
        onChange={({ currentTarget }) => {
          void take(currentTarget.files?.[0]);
          currentTarget.value = '';
        }}
      />
      <p role="alert" class="wrong">
        {wrong}
      </p>
    </div>
  );
};

export const FilesShown = (props: Props & { onChanged: () => void; onWrong: (error: unknown) => void }) => {
  const { seed, request, entry, onChanged, onWrong } = props;
  const { texts, lang } = seed;
  const take = (row: Row): void =>
    void fileAddress(entry, row.id).then((url) => location.assign(url), onWrong);
  return request.files.length === 0 ? null : (
    <section>
      <h2>{texts.files}</h2>
      <ul class="request-files">
        {request.files.map((row) => (
          <li key={row.id}>
            <p>
              <strong class="file-name">{row.name}</strong>
              <small>
                {texts[`role-${row.role}`]}, {displayBytes(row.bytes, lang)}. {texts[`state-${row.state}`]}.
              </small>
            </p>
            {row.state === 'ready' ? (
              <button type="button" class="quiet" onClick={() => take(row)}>
                {fill(texts.take, { name: row.name })}
              </button>
            ) : null}
            {row.state === 'awaited' && row.role !== 'answer' && request.closedOn === undefined ? (
              <SendAgain seed={seed} row={row} entry={entry} onSent={onChanged} />
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
};

export const RefusalShown = ({ seed, request }: Pick<Props, 'seed' | 'request'>) =>
  request.refusal ? (
    <section class="note">
      <h2>{seed.texts.refusal}</h2>
      <p>{request.refusal.title[seed.lang]}</p>
      <ul lang="vi">
        {request.refusal.cites.map((cite) => (
          <li key={cite}>{cite}</li>
        ))}
      </ul>
    </section>
  ) : null;

export const DatasetsShown = ({ seed, request }: Pick<Props, 'seed' | 'request'>) =>
  request.datasets.length === 0 ? null : (
    <section>
      <h2>{seed.texts.datasets}</h2>
      <ul>
        {request.datasets.map(({ id, slug, title }) => (
          <li key={id}>
            <a lang="vi" href={paths.dataset(seed.lang, slug)}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
