import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

/**
 * A virtual environment with exactly the pinned packages in `dir`, made anew when the pins change. Answers its Python.
 * Throws `NoPython`, or with pip's own words when a package can not be had.
 */
export const ensureVirtualEnvironment = async (dir: string, log: string): Promise<string> => {
  const python = join(dir, 'bin', 'python');
  const stamp = join(dir, 'pins');
  const pins = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex');
  if (existsSync(stamp) && existsSync(python) && readFileSync(stamp, 'utf8') === pins) return python;
  const base = findPython();
  rmSync(dir, { recursive: true, force: true });
  await runTool(base, ['-m', 'venv', dir], { log });
  await runTool(
    python,
    ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-deps', '--requirement', REQUIREMENTS],
    { log },
  );
  await runTool(python, ['-m', 'pip', 'check', '--disable-pip-version-check'], { log });
  writeFileSync(stamp, pins);
  return python;
};
