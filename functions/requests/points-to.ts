import type { CaseStore } from '../../shared/capabilities/case-store.ts';
import type { Dataset } from '../../shared/capabilities/publishing/model.ts';
import { requestCaseId, type InformationRequest } from '../../shared/capabilities/requests/model.ts';
import type { RequestContent } from '../../shared/contract/request-forms.ts';
import { caseIdOf, type DatasetId } from '../../shared/kernel/ids.ts';
import { refuse, type Refusal } from '../../shared/kernel/refusal.ts';
import { AccessPaper } from './papers.ts';
import type { RequestServices } from './services.ts';

type Store = Pick<CaseStore, 'load'>;

/** What everybody can open, and nothing else. */
export const arePublished = async (store: Store, ids: readonly DatasetId[]): Promise<boolean> => {
  const found = await Promise.all(ids.map((id) => store.load<Dataset>(caseIdOf('dataset', id))));
  return found.every((one) => one && one.state.releases.length > 0 && !one.state.withdrawal);
};

/** A report is about what everybody can open. Of a draft it is said no more than of what never was. */
export const aboutRefused = async (
  store: Store,
  content: RequestContent,
): Promise<Refusal<'about-not-published'> | undefined> =>
  'about' in content && content.about && !(await arePublished(store, [content.about]))
    ? refuse('about-not-published')
    : undefined;

/** Whether the request that is followed was answered to whoever follows it. */
export type Theirs = (followed: InformationRequest) => boolean | Promise<boolean>;

/**
 * A correction follows an answer that was given to whoever asks for it. Not there, not answered and somebody else's are
 * refused with one word: guessing tells nothing.
 */
export const followsRefused = async (
  store: Store,
  content: RequestContent,
  isTheirs: Theirs,
): Promise<Refusal<'follows-not-answered'> | undefined> => {
  if (content.kind !== 'correction') return undefined;
  const { follows } = content;
  const followed = (await store.load<InformationRequest>(requestCaseId(follows)))?.state;
  const isAnswered = followed?.kind === 'information' && followed.closing?.how === 'answered';
  return isAnswered && (await isTheirs(followed)) ? undefined : refuse('follows-not-answered', { follows });
};

/** Asked from the address that is proven now. */
export const askedFrom =
  ({ papers }: Pick<RequestServices, 'papers'>, email: string): Theirs =>
  async ({ code }) => {
    const access = await papers.paper(requestCaseId(code), 'access');
    return AccessPaper.safeParse(access?.content).data?.email?.toLowerCase() === email.toLowerCase();
  };
