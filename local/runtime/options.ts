import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { FIRST_MORNING } from '../clock.ts';

/** What the person who starts the portal may choose. */
export type StartOptions = {
  readonly port: number;
  readonly stateDir: string;
  readonly environment: string;
  readonly fresh: boolean;
  readonly now: string | undefined;
  readonly seed: boolean;
  readonly verbose: boolean;
};

export class BadOption extends Error {}

export const USAGE = `npm start -- [--fresh] [--now 2025-06-16T09:00:00+07:00] [--no-seed] [--verbose]
  --fresh     xóa trạng thái cục bộ rồi bắt đầu lại
  --now       thời điểm bắt đầu (mặc định ${FIRST_MORNING}); trạng thái đã có thì đi tới thời điểm đó
  --no-seed   không công bố các bộ dữ liệu trình diễn (cơ quan và nhân vật vẫn có)
  --verbose   in nhật ký của các hàm ra màn hình
  PORT        cổng (mặc định 4600; cổng kế tiếp dành cho dịch vụ AWS cục bộ)
  LOCAL_DIR   thư mục trạng thái (mặc định .local)`;

/** Reads arguments and environment; throws `BadOption` with a sentence for people. */
export const readOptions = (args: readonly string[], env: NodeJS.ProcessEnv): StartOptions => {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      allowNegative: true,
      options: {
        fresh: { type: 'boolean', default: false },
        now: { type: 'string' },
        seed: { type: 'boolean', default: true },
        verbose: { type: 'boolean', default: false },
        env: { type: 'string', default: 'dev' },
      },
    }));
  } catch (cause) {
    throw new BadOption(`${cause instanceof Error ? cause.message : String(cause)}\n${USAGE}`, { cause });
  }
  const port = Number(env['PORT'] ?? 4600);
  if (!Number.isInteger(port) || port < 1 || port > 65_534)
    throw new BadOption(`PORT=${env['PORT']} không phải số cổng.`);
  if (values.now !== undefined && Number.isNaN(Date.parse(values.now)))
    throw new BadOption(`--now ${values.now}: hãy viết thời điểm như 2025-06-16T09:00:00+07:00.`);
  return {
    port,
    stateDir: resolve(env['LOCAL_DIR'] ?? '.local'),
    environment: values.env,
    fresh: values.fresh,
    now: values.now === undefined ? undefined : new Date(values.now).toISOString(),
    seed: values.seed,
    verbose: values.verbose,
  };
};
