import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hold } from './hold.ts';
import { runTool } from './run-tool.ts';

const REQUIREMENTS = join(import.meta.dirname, 'requirements.txt');
const OLDEST = 10;

/** No Python that can run the emulator; the message is for people, in both languages. */
export class NoPython extends Error {
  constructor(found: string) {
    super(`
Máy mô phỏng AWS (MiniStack) cần Python 3.${OLDEST} trở lên, có mô-đun “venv”. ${found || 'Không tìm thấy Python nào.'}

  Debian/Ubuntu: sudo apt install python3 python3-venv      macOS: brew install python
  Hoặc đặt biến PYTHON trỏ tới bản Python phù hợp rồi chạy lại.
  Cổng dữ liệu tự nó không cần Python: “npm start” vẫn chạy được.

The AWS emulator (MiniStack) needs Python 3.${OLDEST} or newer with its module "venv". ${found || 'No Python was found.'}

  Debian/Ubuntu: sudo apt install python3 python3-venv      macOS: brew install python
  Or let the variable PYTHON name one that fits, and run the command again.
  The portal itself needs no Python: "npm start" runs without.
`);
  }
}

/** The pinned packages could not be had; the message is for people, in both languages. */
export class NoPackages extends Error {
  constructor(cause: unknown) {
    const said = cause instanceof Error ? cause.message.split('\n').slice(-8).join('\n') : String(cause);
    super(
      `
Không cài được các gói Python của máy mô phỏng AWS. Cần mạng tới PyPI (hoặc kho gói đặt ở PIP_INDEX_URL). Nếu kho thiếu đúng
phiên bản, ghi phiên bản gần nhất vào infra/stage/requirements.txt rồi chạy npm run test:stage: bộ kiểm thử cho biết nó có triển khai được không.

The Python packages of the AWS emulator could not be installed. PyPI must be reachable (or the index of PIP_INDEX_URL). Where the
index lacks this very version, write the nearest one into infra/stage/requirements.txt and run npm run test:stage, which says whether it deploys.

${said}
`,
      { cause },
    );
  }
}

const ASK = 'import sys, venv, ensurepip; print(sys.version_info[0], sys.version_info[1])';

/** The first Python that is new enough and can make virtual environments. Throws `NoPython`. */
export const findPython = (env: NodeJS.ProcessEnv = process.env): string => {
  const names = env['PYTHON']
    ? [env['PYTHON']]
    : ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];
  const seen: string[] = [];
  for (const name of names) {
    const { status, stdout, error } = spawnSync(name, ['-c', ASK], { encoding: 'utf8', env });
    if (error) continue;
    const [major = 0, minor = 0] = stdout.trim().split(' ').map(Number);
    if (status === 0 && major === 3 && minor >= OLDEST) return name;
    seen.push(status === 0 ? `${name}: ${major}.${minor}` : `${name}: không có / lacks venv`);
  }
  throw new NoPython(seen.join('; '));
};

/** Somebody else is making the same virtual environment just now. */
export class PythonIsBeingPrepared extends Error {
  constructor(dir: string) {
    super(`Một tiến trình khác đang chuẩn bị môi trường Python ở ${dir}. Chạy lại sau ít phút.`);
  }
}

/**
 * A virtual environment with exactly the pinned packages in `dir`, made anew when the pins change or an earlier attempt
 * did not come to its end. Answers its Python. Throws `NoPython`, `NoPackages` with pip's own words, or
 * `PythonIsBeingPrepared`.
 */
export const ensureVirtualEnvironment = async (
  dir: string,
  log: string,
  signal?: AbortSignal,
): Promise<string> => {
  const python = join(dir, 'bin', 'python');
  const stamp = join(dir, 'pins');
  const pins = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex');
  if (existsSync(stamp) && existsSync(python) && readFileSync(stamp, 'utf8') === pins) return python;
  const base = findPython();
  mkdirSync(dirname(dir), { recursive: true });
  const letGo = hold(`${dir}.lock`);
  if (!letGo) throw new PythonIsBeingPrepared(dir);
  try {
    const how = { log, ...(signal ? { signal } : {}) };
    const pip = (...args: string[]) =>
      runTool(python, ['-m', 'pip', ...args, '--disable-pip-version-check'], how);
    rmSync(dir, { recursive: true, force: true });
    await runTool(base, ['-m', 'venv', dir], how);
    try {
      await pip('install', '--no-deps', '--requirement', REQUIREMENTS);
      await pip('check');
    } catch (cause) {
      throw new NoPackages(cause);
    }
    writeFileSync(stamp, pins);
    return python;
  } finally {
    letGo();
  }
};

/** `node infra/stage/python.ts`: says which Python the emulator would take, or what is missing. */
if (import.meta.main) {
  try {
    console.log(findPython());
  } catch (error) {
    console.error(error instanceof NoPython ? error.message : error);
    process.exitCode = 1;
  }
}
