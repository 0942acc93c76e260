import { requestCaseId, type InformationRequest } from '../../shared/capabilities/requests/model.ts';
import type { AttachmentOffered, RequestContent } from '../../shared/contract/request-forms.ts';
import { fileKey } from './file-keys.ts';
import { FormPaper } from './papers.ts';
import type { RequestServices } from './services.ts';

/** Another person's information needs their written consent with it. */
export const lacksConsent = (content: RequestContent, attachments: readonly AttachmentOffered[]): boolean =>
  content.kind === 'information' &&
  content.asks.subject === 'consented' &&
  !attachments.some(({ role }) => role === 'consent');

/** Whether a consent that was announced has come and was scanned: announcing one proves nothing. */
export const isConsentHere = async (
  { files, papers }: Pick<RequestServices, 'files' | 'papers'>,
  { code }: Pick<InformationRequest, 'code'>,
): Promise<boolean> => {
  const form = FormPaper.safeParse((await papers.paper(requestCaseId(code), 'form'))?.content).data;
  const consents = (form?.files ?? []).filter(({ role }) => role === 'consent');
  const states = await Promise.all(consents.map(({ id }) => files.state(fileKey(code, id))));
  return states.includes('ready');
};
