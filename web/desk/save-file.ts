import { API_BASE } from '../../shared/contract/operations.ts';
import { Problem, problemOf } from '../../shared/contract/problems.ts';
import { fileNameIn, saveBlob } from '../save-blob.ts';
import type { Session } from './session.ts';
import type { Reply } from './asking.ts';

/** Asks the API for a file as the person signed in, and has the browser save it under the name the answer gives. */
export const saveFile = async (session: Session, path: string): Promise<Reply<null>> => {
  const token = await session.token();
  const response = await fetch(`${API_BASE}${path}`, {
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  }).catch(() => undefined);
  if (!response) return { ok: false, problem: problemOf('unavailable') };
  if (!response.ok) {
    const problem = Problem.safeParse(await response.json().catch(() => undefined));
    return { ok: false, problem: problem.data ?? problemOf('fault') };
  }
  saveBlob(await response.blob(), fileNameIn(response) ?? 'tep');
  return { ok: true, body: null };
};
