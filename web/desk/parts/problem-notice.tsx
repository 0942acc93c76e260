import { useEffect, useRef } from 'preact/hooks';
import type { Problem } from '../../../shared/contract/problems.ts';
import { useDesk } from '../context.ts';

const NEXT: Readonly<Record<string, string>> = {
  '/problems/not-signed-in':
    'Phiên làm việc đã hết. Đăng nhập lại để tiếp tục; nội dung trên máy chủ không mất.',
  '/problems/unavailable':
    'Kiểm tra mạng rồi thử lại. Nếu thao tác đã tới máy chủ thì sẽ không bị thực hiện hai lần.',
  '/problems/conflict': 'Bấm “Tải lại” để xem thay đổi mới nhất rồi thực hiện lại.',
  '/problems/wrong-state': 'Bấm “Tải lại” để xem hồ sơ đang ở bước nào.',
  '/problems/file-changed': 'Bấm “Tải lại” để xem tệp mới.',
  '/problems/four-eyes': 'Đề nghị một cán bộ khác của Sở phê duyệt.',
};

/** Says what went wrong and what to do next; takes the focus, so that it is heard as well as seen. */
export const ProblemNotice = ({ problem, reload }: { problem: Problem | undefined; reload?: () => void }) => {
  const { session } = useDesk();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem) box.current?.focus();
  }, [problem]);
  if (!problem) return null;
  const next = NEXT[problem.type];
  const reloadable = reload && problem.type !== '/problems/not-signed-in';
  return (
    <div class="problem" role="alert" tabindex={-1} ref={box}>
      <p>
        <strong>{problem.title}</strong>
      </p>
      {problem.detail ? <p>{problem.detail}</p> : null}
      {problem.errors && problem.errors.length > 0 ? (
        <ul>
          {problem.errors.map((error) => (
            <li key={error.path + error.message}>
              <code>{error.path}</code>: {error.message}
            </li>
          ))}
        </ul>
      ) : null}
      {next ? <p>{next}</p> : null}
      {problem.correlationId ? <p class="hint">Mã tra cứu: {problem.correlationId}</p> : null}
      <p class="actions">
        {reloadable ? (
          <button type="button" class="quiet" onClick={reload}>
            Tải lại
          </button>
        ) : null}
        {problem.type === '/problems/not-signed-in' ? (
          <button type="button" onClick={() => void session.signIn(location.pathname)}>
            Đăng nhập lại
          </button>
        ) : null}
      </p>
    </div>
  );
};
