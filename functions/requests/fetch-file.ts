import type { Case } from '../../shared/capabilities/case-store.ts';
import type { InformationRequest } from '../../shared/capabilities/requests/model.ts';
import type { Instant } from '../../shared/kernel/local-date.ts';
import { fileKey } from './file-keys.ts';
import { FormPaper, TextPaper } from './papers.ts';
import type { RequestServices } from './services.ts';

/** Time to press a link and for the download to begin; one that has begun goes on. */
const ADDRESS_SECONDS = 5 * 60;

/** One file of a request or its answer, once a scanner found it clean. Its name is on a paper; what is erased has none. */
export const fetchFile = async (
  { papers, files }: RequestServices,
  { caseId, state }: Case<InformationRequest>,
  id: string,
): Promise<
  { body: { url: string; expiresAt: Instant } } | { problem: 'not-found' | 'file-not-ready' | 'file-held' }
> => {
  const named = (await papers.papersOf(caseId)).flatMap(({ part, content }) =>
    part === 'form'
      ? (FormPaper.safeParse(content).data?.files ?? [])
      : (TextPaper.safeParse(content).data?.files ?? []),
  );
  const file = named.find((one) => one.id === id);
  if (!file) return { problem: 'not-found' };
  const key = fileKey(state.code, id);
  const stand = await files.state(key);
  if (stand === 'held') return { problem: 'file-held' };
  if (stand !== 'ready') return { problem: 'file-not-ready' };
  return { body: await files.signDownload(key, file.name, ADDRESS_SECONDS) };
};
