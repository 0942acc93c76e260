import type { ComponentChildren } from 'preact';
import { Mark } from '../pages/parts/mark.tsx';
import { holds, seesAll, useDesk } from './context.ts';
import { Link } from './router.tsx';
import { roleWords } from './words.ts';

/** Banner, menu and the person signed in. */
export const Frame = ({ path, children }: { path: string; children: ComponentChildren }) => {
  const { me, session } = useDesk();
  const menu = [
    {
      to: '/desk/',
      label: seesAll(me) ? 'Nhiệm vụ các cơ quan' : 'Nhiệm vụ của tôi',
      here: path === '/desk' || path.startsWith('/desk/duties'),
    },
    ...(holds(me, 'department')
      ? [{ to: '/desk/approvals', label: 'Chờ phê duyệt', here: path === '/desk/approvals' }]
      : []),
    { to: '/desk/requests', label: 'Yêu cầu', here: path.startsWith('/desk/requests') },
    { to: '/desk/datasets', label: 'Bộ dữ liệu', here: path.startsWith('/desk/datasets') },
    ...(holds(me, 'department')
      ? [{ to: '/desk/regulation', label: 'Sổ quy định', here: path === '/desk/regulation' }]
      : []),
  ];
  const offices = me.memberships.map(({ role, agencyName }) => `${roleWords[role]}, ${agencyName}`);
  return (
    <>
      <a class="skip" href="#main">
        Bỏ qua, tới nội dung chính
      </a>
      <header class="desk-banner">
        <div class="desk-row">
          <Link to="/desk/" class="brand">
            <Mark size={34} />
            <span>Bàn làm việc</span>
          </Link>
          <div class="person">
            <span>
              <strong>{me.name}</strong>
              <small>{[...new Set(offices)].join('; ')}</small>
            </span>
            <button type="button" class="quiet" onClick={() => void session.signOut()}>
              Đăng xuất
            </button>
          </div>
        </div>
        <nav class="desk-menu" aria-label="Trình đơn">
          <ul>
            {menu.map(({ to, label, here }) => (
              <li key={to}>
                <Link to={to} current={here}>
                  {label}
                </Link>
              </li>
            ))}
            <li class="outside">
              <a href="/">Trang công khai</a>
            </li>
          </ul>
        </nav>
      </header>
      <main id="main" class="desk-main" tabindex={-1}>
        {children}
      </main>
    </>
  );
};
