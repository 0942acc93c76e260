import { useState } from 'preact/hooks';
import { operations } from '../../../shared/contract/operations.ts';
import type { DatasetFile } from '../../../shared/contract/publishing.ts';
import type { Upload } from '../../../shared/contract/uploads.ts';
import type { UploadId } from '../../../shared/kernel/ids.ts';
import { useCommand } from '../asking.ts';
import { useDesk } from '../context.ts';
import { Field } from '../parts/field.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { Comparison } from './comparison.tsx';
import { FromHiddenSheet } from './decided.tsx';
import { DecidedFindings } from './findings.tsx';
import { OfferedFiles } from './offered-files.tsx';
import { personalDataWords } from './personal-data.tsx';

/** `seen` is the upload whose check and comparison this screen shows: what is decided is decided on that one. */
type Props = {
  file: DatasetFile;
  seen: UploadId;
  /** That upload itself, once it was read. */
  upload: Upload | undefined;
  put: (file: DatasetFile) => void;
  reload: () => void;
};

const Declaration = ({ file: { draft } }: { file: DatasetFile }) => {
  const declaration = draft?.declaration;
  if (!declaration) return null;
  return (
    <>
      <h3>Xác nhận của người trình{draft?.submittedBy ? `: ${draft.submittedBy}` : ''}</h3>
      <ul class="plain-list">
        <li>Không chứa bí mật nhà nước.</li>
        <li>{personalDataWords(declaration.personalData)}</li>
        <li>Đã xem xét nguy cơ tái định danh.</li>
        <li>Căn cứ: {declaration.legalBasis}</li>
      </ul>
      {draft?.notes ? <p>Ghi chú: {draft.notes}</p> : null}
    </>
  );
};

const ReturnForm = ({ file, seen, put, reload, close }: Props & { close: () => void }) => {
  const { call } = useDesk();
  const [reasons, setReasons] = useState('');
  const [wrong, setWrong] = useState<string>();
  const command = useCommand<DatasetFile>();
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const short = reasons.trim().length < 5;
        setWrong(short ? 'Nêu rõ lý do, ít nhất 5 ký tự.' : undefined);
        if (short) return;
        command.run(
          (key) =>
            call(operations.returnRelease, { params: { id: file.id }, body: { upload: seen, reasons } }, key),
          put,
        );
      }}
    >
      <Field id="reasons" label="Lý do trả lại" hint="Cơ quan đọc nguyên văn; nêu chỗ cần sửa." wrong={wrong}>
        {(attributes) => (
          <textarea
            {...attributes}
            rows={4}
            maxlength={5000}
            value={reasons}
            onInput={(event) => setReasons(event.currentTarget.value)}
          />
        )}
      </Field>
      <ProblemNotice problem={command.problem} reload={reload} />
      <p class="actions">
        <button type="submit" disabled={command.busy}>
          Trả lại
        </button>
        <button type="button" class="quiet" onClick={close}>
          Thôi
        </button>
      </p>
    </form>
  );
};

/** What the approver decides on, and the two decisions. */
export const ApprovalPanel = (props: Props) => {
  const { file, seen, upload, put, reload } = props;
  const { call } = useDesk();
  const [returning, setReturning] = useState(false);
  const command = useCommand<DatasetFile>();
  return (
    <section class="panel">
      <h2>Phê duyệt bản {file.draft?.number ?? 1}</h2>
      <FromHiddenSheet report={upload?.report} />
      <Comparison file={file} upload={upload} />
      {upload?.id === seen ? <OfferedFiles upload={upload} heading="Mở cả tệp trước khi quyết định" /> : null}
      <Declaration file={file} />
      <DecidedFindings file={file} upload={upload?.id === seen ? upload : undefined} />
      <ProblemNotice problem={command.problem} reload={reload} />
      {returning ? (
        <ReturnForm {...props} close={() => setReturning(false)} />
      ) : (
        <p class="actions">
          {file.mayDo.includes('approve') ? (
            <button
              type="button"
              disabled={command.busy}
              onClick={() =>
                command.run(
                  (key) =>
                    call(operations.approveRelease, { params: { id: file.id }, body: { upload: seen } }, key),
                  put,
                )
              }
            >
              {command.busy ? 'Đang ghi…' : 'Phê duyệt và công bố'}
            </button>
          ) : null}
          {file.mayDo.includes('return') ? (
            <button type="button" class="quiet" onClick={() => setReturning(true)}>
              Trả lại kèm lý do
            </button>
          ) : null}
        </p>
      )}
    </section>
  );
};
