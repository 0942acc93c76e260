import { operations } from '../../../shared/contract/operations.ts';
import type { RequestAtDesk } from '../../../shared/contract/requests.ts';
import { displayBytes } from '../../display.ts';
import { useCommand } from '../asking.ts';
import { useDesk } from '../context.ts';
import { Chip } from '../parts/chip.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { fileRoleWords, fileStateWords } from './words.ts';

/** The files of a request and of its answer: how far each is, and a button for those that may be taken. */
export const FilesPanel = ({ request, reload }: { request: RequestAtDesk; reload: () => void }) => {
  const { call } = useDesk();
  const asking = useCommand<{ url: string }>();
  const { code, files } = request;
  if (files.length === 0) return null;
  const take = (file: string) =>
    asking.run(
      () => call(operations.fetchRequestFileAtDesk, { params: { code, file } }),
      // The answer is an attachment: the browser saves it and the desk stays where it is.
      ({ url }) => location.assign(url),
    );
  return (
    <section class="panel">
      <h2>Tệp</h2>
      <ul class="plain-list">
        {files.map((file) => (
          <li key={file.id}>
            {file.state === 'ready' ? (
              <button type="button" class="quiet" disabled={asking.busy} onClick={() => take(file.id)}>
                Tải về {file.name}
              </button>
            ) : (
              <span>{file.name}</span>
            )}{' '}
            <span class="hint">
              ({fileRoleWords[file.role]}
              {file.bytes > 0 ? `, ${displayBytes(file.bytes, 'vi')}` : ''})
            </span>{' '}
            <Chip word={fileStateWords[file.state]} />
          </li>
        ))}
      </ul>
      {files.some(({ state }) => state === 'awaited' || state === 'scanning') ? (
        <p class="actions">
          <button type="button" class="quiet" onClick={reload}>
            Xem lại tình trạng tệp
          </button>
        </p>
      ) : null}
      <ProblemNotice problem={asking.problem} reload={reload} />
    </section>
  );
};
