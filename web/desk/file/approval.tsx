import { useState } from 'preact/hooks';
import { operations } from '../../../shared/contract/operations.ts';
import type { DatasetFile } from '../../../shared/contract/publishing.ts';
import type { Upload } from '../../../shared/contract/uploads.ts';
import type { UploadId } from '../../../shared/kernel/ids.ts';
import { useCommand } from '../asking.ts';
import { useDesk } from '../context.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { Comparison } from './comparison.tsx';
import { FromHiddenSheet } from './decided.tsx';
import { DecidedFindings } from './findings.tsx';
import { OfferedFiles } from './offered-files.tsx';
import { personalDataWords } from './personal-data.tsx';
import { ReasonForm } from './reason-form.tsx';

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

/** What the approver decides on, and the two decisions. */
export const ApprovalPanel = ({ file, seen, upload, put, reload }: Props) => {
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
        <ReasonForm
          id="reasons"
          label="Lý do trả lại"
          hint="Cơ quan đọc nguyên văn; nêu chỗ cần sửa."
          least={5}
          most={5000}
          submit="Trả lại"
          send={(reasons, key) =>
            call(operations.returnRelease, { params: { id: file.id }, body: { upload: seen, reasons } }, key)
          }
          put={put}
          reload={reload}
          close={() => setReturning(false)}
        />
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
