import { useState } from 'preact/hooks';
import { operations } from '../../../shared/contract/operations.ts';
import type { DatasetId } from '../../../shared/kernel/ids.ts';
import { useAsked } from '../asking.ts';
import { useDesk } from '../context.ts';
import { Field } from '../parts/field.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';

export type ChosenDataset = { readonly id: DatasetId; readonly title: string };
type Props = { chosen: readonly ChosenDataset[]; change: (chosen: readonly ChosenDataset[]) => void };

/** Open datasets in which the answer stands: found by words, added by a button each. */
export const DatasetPicker = ({ chosen, change }: Props) => {
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
      <Field
        id="act-datasets"
        label="Bộ dữ liệu đã công bố có câu trả lời (không bắt buộc)"
        wrong={undefined}
      >
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
            <button type="button" class="quiet" onClick={() => change([...chosen, { id, title }])}>
              Chọn {title}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
};
