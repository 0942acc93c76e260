import { useState } from 'preact/hooks';
import { operations } from '../../../shared/contract/operations.ts';
import type { DatasetId } from '../../../shared/kernel/ids.ts';
import { useAsked } from '../asking.ts';
import { useDesk } from '../context.ts';
import { Field } from '../parts/field.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';

export type ChosenDataset = { readonly id: DatasetId; readonly title: string };
type Props = {
  id: string;
  label: string;
  hint?: string;
  wrong?: string | undefined;
  /** One dataset: choosing another takes its place. */
  isSingle?: boolean;
  chosen: readonly ChosenDataset[];
  change: (chosen: readonly ChosenDataset[]) => void;
};

/** Open datasets, found by words and chosen by a button each. */
export const DatasetPicker = ({ id, label, hint, wrong, isSingle = false, chosen, change }: Props) => {
  const { call } = useDesk();
  const [words, setWords] = useState('');
  const [wanted, setWanted] = useState('');
  const asked = useAsked(wanted, async () =>
    wanted === ''
      ? { ok: true as const, body: undefined }
      : call(operations.searchDatasets, { query: { q: wanted, limit: 5 } }),
  );
  const found = (asked.body?.items ?? []).filter(({ id }) => !chosen.some((one) => one.id === id));
  return (
    <>
      <Field id={id} label={label} {...(hint ? { hint } : {})} wrong={wrong}>
        {(attributes) => (
          <span class="inline-field">
            <input
              {...attributes}
              type="search"
              value={words}
              maxlength={200}
              onInput={(event) => setWords(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return;
                event.preventDefault();
                setWanted(words.trim());
              }}
            />
            <button type="button" class="quiet" onClick={() => setWanted(words.trim())}>
              Tìm
            </button>
          </span>
        )}
      </Field>
      <ProblemNotice problem={asked.problem} reload={asked.reload} />
      <p class="hint" role="status">
        {wanted !== '' && asked.body && found.length === 0 ? 'Không tìm thấy bộ dữ liệu nào.' : ''}
      </p>
      <ul class="plain-list">
        {chosen.map(({ id, title }) => (
          <li key={id}>
            <strong>{title}</strong>{' '}
            <button type="button" class="quiet" onClick={() => change(chosen.filter((one) => one.id !== id))}>
              Bỏ {title}
            </button>
          </li>
        ))}
        {found.map(({ id, title }) => (
          <li key={id}>
            {title}{' '}
            <button
              type="button"
              class="quiet"
              onClick={() => change([...(isSingle ? [] : chosen), { id, title }])}
            >
              Chọn {title}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
};
