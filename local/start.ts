import { ClockRefusal } from './clock.ts';
import { AlreadyRunning } from './runtime/lock.ts';
import { BadOption, readOptions } from './runtime/options.ts';
import { startRuntime, type Runtime } from './runtime/runtime.ts';
import { synthesise } from './synthesise.ts';

/** npm hands a Ctrl-C on in addition to the terminal: the same press must not count twice. */
const SAME_PRESS_MS = 500;
/** A stop that takes longer than this is not waited for. */
const LONGEST_STOP_MS = 15_000;

let lastSaid = '';
const say = (line: string): void => {
  lastSaid = line;
  console.log(line);
};
const complain = (error: unknown): void => {
  const known =
    error instanceof AlreadyRunning || error instanceof BadOption || error instanceof ClockRefusal;
  console.error(known ? error.message : error);
};

let runtime: Promise<Runtime> | undefined;
let stoppingSince: number | undefined;

const stop = async (): Promise<void> => {
  if (stoppingSince !== undefined) {
    // The table engine ends with this process; function processes end when their channel closes.
    if (Date.now() - stoppingSince > SAME_PRESS_MS) process.exit(130);
    return;
  }
  stoppingSince = Date.now();
  say('Đang dừng… (bấm Ctrl-C lần nữa để dừng ngay)');
  setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref();
  try {
    await (await runtime)?.close();
    say('Đã dừng.');
    process.exit(0);
  } catch (error) {
    complain(error);
    process.exit(1);
  }
};

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());

try {
  const options = readOptions(process.argv.slice(2), process.env);
  say('Đang khởi động cổng dữ liệu…');
  runtime = startRuntime({
    ...options,
    log: (line) => console.error(line),
    say,
    templateDir: async () => {
      const { dir } = await synthesise(options.environment, {
        onSynthesis: () => say('Đang tổng hợp hạ tầng (lần đầu, hoặc sau khi mã nguồn đổi)…'),
      });
      return dir;
    },
  });
  const { url, settle } = await runtime;
  const address = `Cổng dữ liệu: ${url}  (bảng điều khiển cục bộ: ${url}/_local/)`;
  say(address);
  await settle();
  // A first start tells of the demonstration data after it; the address is the last word all the same.
  if (lastSaid !== address && stoppingSince === undefined) say(address);
} catch (error) {
  if (stoppingSince === undefined) {
    complain(error);
    process.exit(1);
  }
}
