import { useState } from 'preact/hooks';
import { operations } from '../../../shared/contract/operations.ts';
import type { DatasetFile } from '../../../shared/contract/publishing.ts';
import { useCommand } from '../asking.ts';
import { useDesk } from '../context.ts';
import { MetadataFields } from '../datasets/metadata-fields.tsx';
import { formOf, metadataOf, type MetadataForm } from '../datasets/metadata-form.ts';
import type { Wrong } from '../parts/form-errors.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { useFocusFirstWrong } from '../parts/use-focus-first-wrong.ts';
import { dayWords } from '../parts/time-words.ts';

type Props = { file: DatasetFile; put: (file: DatasetFile) => void; reload: () => void };

const Summary = ({ file }: { file: DatasetFile }) => {
  const { vocabularies } = useDesk();
  const { metadata, contact } = file;
  const labelOf = (terms: readonly { id: string; vi: string }[], id: string): string =>
    terms.find((term) => term.id === id)?.vi ?? id;
  const covered = metadata.temporalCoverage;
  const rows = [
    ['Mô tả', metadata.description],
    ['Chủ đề', labelOf(vocabularies.topics, metadata.topic)],
    ['Điều khoản sử dụng', labelOf(vocabularies.licences, metadata.licence)],
    ['Kỳ cập nhật', labelOf(vocabularies.updateFrequencies, metadata.updateFrequency)],
    ['Phạm vi không gian', metadata.spatialCoverage],
    [
      'Phạm vi thời gian',
      covered ? `${dayWords(covered.from)} – ${covered.until ? dayWords(covered.until) : 'nay'}` : undefined,
    ],
    ['Từ khóa', metadata.keywords.join(', ') || undefined],
    ['Địa chỉ trang', `/datasets/${file.slug}/`],
    ['Liên hệ', [contact.name, contact.email, contact.phone].filter(Boolean).join(', ')],
  ] as const;
  return (
    <dl class="facts">
      {rows.map(([label, value]) =>
        value === undefined ? null : (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
};

const Edit = ({ file, put, reload, close }: Props & { close: () => void }) => {
  const { call } = useDesk();
  const [form, setForm] = useState<MetadataForm>(() => formOf(file.metadata));
  const [wrong, setWrong] = useState<Wrong>({});
  const command = useCommand<DatasetFile>();
  const formElement = useFocusFirstWrong(wrong);
  return (
    <form
      ref={formElement}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const read = metadataOf(form);
        setWrong(read.wrong);
        const { metadata } = read;
        if (!metadata) return;
        command.run(
          (key) => call(operations.changeMetadata, { params: { id: file.id }, body: { metadata } }, key),
          (changed) => {
            put(changed);
            close();
          },
        );
      }}
    >
      <MetadataFields
        form={form}
        wrong={wrong}
        change={(change) => setForm((before) => ({ ...before, ...change }))}
      />
      <ProblemNotice problem={command.problem} reload={reload} />
      <p class="actions">
        <button type="submit" disabled={command.busy}>
          {command.busy ? 'Đang lưu…' : 'Lưu'}
        </button>
        <button type="button" class="quiet" onClick={close}>
          Thôi
        </button>
      </p>
    </form>
  );
};

/** The metadata, to read and, when allowed, to change. */
export const MetadataPanel = (props: Props) => {
  const [editing, setEditing] = useState(false);
  return (
    <section class="panel">
      <h2>Siêu dữ liệu</h2>
      {editing ? <Edit {...props} close={() => setEditing(false)} /> : <Summary file={props.file} />}
      {!editing && props.file.mayDo.includes('change-metadata') ? (
        <p class="actions">
          <button type="button" class="quiet" onClick={() => setEditing(true)}>
            Sửa siêu dữ liệu
          </button>
        </p>
      ) : null}
    </section>
  );
};
