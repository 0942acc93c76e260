import { operations } from '../../../shared/contract/operations.ts';
import type { Upload } from '../../../shared/contract/uploads.ts';
import { displayBytes } from '../../display.ts';
import { useCommand } from '../asking.ts';
import { useDesk } from '../context.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';

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
