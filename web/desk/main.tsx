import { render } from 'preact';
import { createClient } from '../../shared/contract/client.ts';
import { operations } from '../../shared/contract/operations.ts';
import { App } from './app.tsx';
import { DeskContext } from './context.ts';
import { openSession, type Session } from './session.ts';
import { DeskConfig, readSettings, Vocabularies } from './settings.ts';
import { SignIn } from './sign-in.tsx';

const place = document.getElementById('desk');

const showTrouble = (sentence: string): void => {
  if (place)
    render(
      <main class="door">
        <h1>Chưa mở được bàn làm việc</h1>
        <p class="problem" role="alert">
          {sentence}
        </p>
        <button type="button" onClick={() => location.reload()}>
          Thử lại
        </button>
      </main>,
      place,
    );
};

/** Finishes a sign-in under way. Gives the sentence to show when it failed. */
const arrive = async (session: Session): Promise<string | undefined> => {
  try {
    const goOn = await session.finishSignIn();
    if (goOn !== undefined) history.replaceState(null, '', goOn);
    return undefined;
  } catch {
    history.replaceState(null, '', '/desk/');
    return 'Đăng nhập chưa thành công hoặc đã quá thời gian. Hãy đăng nhập lại.';
  }
};

const start = async (target: HTMLElement): Promise<void> => {
  const [config, vocabularies] = await Promise.all([
    readSettings('/desk/config.json', DeskConfig),
    readSettings('/desk/vocabularies.json', Vocabularies),
  ]);
  const session = openSession(config);
  const trouble = await arrive(session);
  const call = createClient({ baseUrl: '', token: session.token });
  if ((await session.token()) === undefined) {
    render(<SignIn session={session} trouble={trouble} />, target);
    return;
  }
  const me = await call(operations.readMe, {});
  if (!me.ok) {
    if (me.problem.status === 401 || me.problem.status === 403)
      render(<SignIn session={session} trouble={me.problem.title} />, target);
    else showTrouble(me.problem.title);
    return;
  }
  render(
    <DeskContext.Provider value={{ call, me: me.body, session, vocabularies }}>
      <App />
    </DeskContext.Provider>,
    target,
  );
};

if (place)
  start(place).catch(() => showTrouble('Không đọc được cấu hình của cổng. Kiểm tra mạng rồi thử lại.'));
