import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What the person who starts a stage on an emulator may choose. */
export type StageOptions = {
  readonly environment: string;
  /** Folder of notes, logs and the emulator's own files. */
  readonly dir: string;
  /** Milliseconds the emulator's clock differs from real time. */
  readonly offsetMs: number;
  readonly once: boolean;
};

export class BadStageOption extends Error {}

export const USAGE = `npm run stage:emulator -- [--once] [--now 2025-06-16T09:00:00+07:00]
  --once      dựng xong thì dừng (giữ lại stage.json và nhật ký)
  --now       giờ của máy mô phỏng (mặc định: giờ thật)
  STAGE_PORT  cổng của trang (mặc định: cặp cổng trống đầu tiên từ 5600; cổng kế tiếp là máy mô phỏng)
  STAGE_DIR   thư mục ghi chú và nhật ký (mặc định .local/stage)
  PYTHON      bản Python để dùng`;

/** Reads arguments and environment; throws `BadStageOption` with a sentence for people. */
export const readStageOptions = (args: readonly string[], env: NodeJS.ProcessEnv): StageOptions => {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        once: { type: 'boolean', default: false },
        now: { type: 'string' },
        env: { type: 'string', default: 'dev' },
      },
    }));
  } catch (cause) {
    throw new BadStageOption(`${cause instanceof Error ? cause.message : String(cause)}\n${USAGE}`, {
      cause,
    });
  }
  const now = values.now === undefined ? undefined : Date.parse(values.now);
  if (now !== undefined && Number.isNaN(now))
    throw new BadStageOption(
      `--now ${values.now}: hãy viết thời điểm như 2025-06-16T09:00:00+07:00.\n${USAGE}`,
    );
  return {
    environment: values.env,
    dir: resolve(env['STAGE_DIR'] ?? '.local/stage'),
    offsetMs: now === undefined ? 0 : now - Date.now(),
    once: values.once,
  };
};

const FIRST_PORT = 5600;
const LAST_PORT = 6500;
const HIGHEST_PORT = 65_535;

const isFree = (port: number): Promise<boolean> =>
  new Promise((answer) => {
    const probe = createServer();
    probe.once('error', () => answer(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => answer(true)));
  });

/** A free port for the portal's address, with the next one free too. Throws `BadStageOption` when the wanted pair is taken. */
export const freePair = async (wanted?: string): Promise<number> => {
  const first = wanted === undefined ? FIRST_PORT : Number(wanted);
  if (!Number.isInteger(first) || first < 1 || first > HIGHEST_PORT - 1)
    throw new BadStageOption(`STAGE_PORT=${wanted}: hãy đặt một số cổng từ 1 đến ${HIGHEST_PORT - 1}.`);
  const last = wanted === undefined ? LAST_PORT : first;
  for (let port = first; port <= last; port += 2)
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  throw new BadStageOption(
    wanted === undefined
      ? `Không còn cặp cổng trống từ ${FIRST_PORT} đến ${LAST_PORT}.`
      : `STAGE_PORT=${wanted}: cổng này hoặc cổng kế tiếp đang bận.`,
  );
};
