import { operations } from '../../../shared/contract/operations.ts';
import type { Upload } from '../../../shared/contract/uploads.ts';
import { displayBytes } from '../../display.ts';
import { useCommand } from '../asking.ts';
import { useDesk } from '../context.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';

/** What is wrong with a file that did not pass, as a list to work through in a spreadsheet. */
export const ProblemFile = ({ upload }: { upload: Upload }) => {
  const { call } = useDesk();
  const asking = useCommand<{ url: string }>();
  const name = upload.report?.problemFile;
  if (upload.status !== 'failed' || name === undefined) return null;
  return (
    <>
      <p class="actions">
        <button
          type="button"
          class="quiet"
          disabled={asking.busy}
          onClick={() =>
            asking.run(
              () => call(operations.downloadUploadFile, { params: { id: upload.id, name } }),
              ({ url }) => location.assign(url),
            )
          }
        >
          Tải về danh sách lỗi (CSV, mở bằng Excel)
        </button>
      </p>
      <ProblemNotice problem={asking.problem} />
    </>
  );
};

/** The files that will be published, each to be opened whole before anybody decides on them. */
export const OfferedFiles = ({ upload, heading }: { upload: Upload; heading: string }) => {
  const { call } = useDesk();
  const asking = useCommand<{ url: string }>();
  const { report } = upload;
  if (upload.status !== 'passed' || !report || report.files.length === 0) return null;
  const download = (name: string) =>
    asking.run(
      () => call(operations.downloadUploadFile, { params: { id: upload.id, name } }),
      // The answer is an attachment: the browser saves it and the desk stays where it is.
      ({ url }) => location.assign(url),
    );
  return (
    <>
      <h3>{heading}</h3>
      <ul class="plain-list">
        {report.files.map((file) => (
          <li key={file.name}>
            <button type="button" class="quiet" disabled={asking.busy} onClick={() => download(file.name)}>
              Tải về {file.name}
            </button>{' '}
            <span class="hint">({displayBytes(file.bytes, 'vi')})</span>
          </li>
        ))}
      </ul>
      <p class="hint">Địa chỉ tải về dùng được 5 phút và chỉ cấp cho người được xem hồ sơ này.</p>
      <ProblemNotice problem={asking.problem} />
    </>
  );
};
