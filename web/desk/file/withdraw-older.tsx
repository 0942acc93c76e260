import { useState } from 'preact/hooks';
import type { DatasetFile } from '../../../shared/contract/publishing.ts';
import { WithdrawRelease } from './withdraw-release.tsx';

type Props = { file: DatasetFile; put: (file: DatasetFile) => void; reload: () => void };

/** A release older than those listed is taken back by its number. */
export const WithdrawOlder = ({ file, ...rest }: Props) => {
  const [typed, setTyped] = useState('');
  const oldest = file.releases[0]?.number ?? 1;
  const number = Number(typed);
  const isOlder = Number.isInteger(number) && number >= 1 && number < oldest;
  const isGone = file.withdrawnReleases.some((release) => release.number === number);
  return (
    <>
      <label class="inline-field">
        <span>Rút một bản cũ hơn, bản số</span>
        <input
          type="number"
          min={1}
          max={oldest - 1}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      {isGone ? <p class="hint">Bản {number} đã rút.</p> : null}
      {isOlder && !isGone ? <WithdrawRelease key={number} file={file} number={number} {...rest} /> : null}
    </>
  );
};
