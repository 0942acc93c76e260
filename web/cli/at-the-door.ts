import type { Problem } from '../../shared/contract/problems.ts';

/** Ends the command with a sentence for the person, instead of a fault. */
export class Stop extends Error {}

export const stop = (problem: Problem): never => {
  const details = (problem.errors ?? []).map(({ path, message }) => `\n  ${path}: ${message}`).join('');
  throw new Stop(`${problem.title}${details}`);
};

export const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** What went wrong on this machine or on the way, in one line. */
export const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
};

const fileFaults: Readonly<Record<string, string>> = {
  ENOENT: 'không có tệp này',
  EACCES: 'không có quyền đọc tệp này',
  EISDIR: 'đây là thư mục, không phải tệp',
};

/** Why a file of this machine cannot be read, in words; the code of the system where there are none. */
export const cannotOpen =
  (path: string) =>
  (error: unknown): never => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new Stop(`Không đọc được “${path}”: ${fileFaults[code] ?? reasonOf(error)}.`);
  };

/** The access token of the environment, or on a laptop that of a persona. */
export const tokenFor = async (url: string, persona: string | undefined, usage: string): Promise<string> => {
  const given = process.env['PORTAL_TOKEN'];
  if (given) return given;
  if (!persona) throw new Stop(`Chưa có PORTAL_TOKEN.\n\n${usage}`);
  const response = await fetch(`${url}/_local/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ persona }),
  });
  if (!response.ok) throw new Stop(`Không đăng nhập được dưới tên ${persona} (${response.status}).`);
  return ((await response.json()) as { accessToken: string }).accessToken;
};

/** Runs a command and sets how the process ends: its own number, or 2 when it could not do its work. */
export const endingOf = async (main: () => Promise<number>): Promise<void> => {
  try {
    process.exitCode = await main();
  } catch (error) {
    say(error instanceof Stop ? error.message : `Không thực hiện được: ${reasonOf(error)}`);
    process.exitCode = 2;
  }
};
