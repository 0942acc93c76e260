import { Mark } from '../pages/parts/mark.tsx';
import type { Session } from './session.ts';

/** The door: what the desk is for, one button, and why the last attempt failed if it did. */
export const SignIn = ({ session, trouble }: { session: Session; trouble: string | undefined }) => (
  <main class="door">
    <Mark size={56} />
    <h1>Bàn làm việc của cán bộ</h1>
    <p>
      Tải lên, kiểm tra, trình và phê duyệt dữ liệu mở; theo dõi nhiệm vụ đến hạn. Xem và tải dữ liệu mở không
      cần đăng nhập: <a href="/">về trang công khai</a>.
    </p>
    {trouble ? (
      <p class="problem" role="alert">
        {trouble}
      </p>
    ) : null}
    <button type="button" onClick={() => void session.signIn(location.pathname)}>
      Đăng nhập
    </button>
  </main>
);
