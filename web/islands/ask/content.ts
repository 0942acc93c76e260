import type * as z from 'zod';
import type { AttachmentOffered, RequestContent } from '../../../shared/contract/request-forms.ts';
import { codeIn } from '../request/private-link.ts';
import type { Attachment, Draft } from './model.ts';

type Content = z.input<typeof RequestContent>;

const given = (text: string): string | undefined => (text.trim() === '' ? undefined : text);

/** What is typed as the contract takes it: of the chosen kind alone, and nothing that was left empty. */
export const contentOf = (draft: Draft): Content => {
  const { kind, form, information, purpose, provision, subject } = draft;
  const reach = { phone: given(draft.phone), email: given(draft.email) };
  const about = draft.about?.id;
  if (kind === 'information') {
    const asked = { information, purpose, provision, subject };
    const person = {
      name: draft.name,
      address: draft.address,
      idNumber: draft.idNumber,
      fax: given(draft.fax),
      ...reach,
    };
    const intermediary = {
      name: draft.intermediaryName,
      address: draft.intermediaryAddress,
      people: [...draft.people],
    };
    return {
      kind,
      asks: form === '01a' ? { form, person, ...asked } : { form, person, intermediary, ...asked },
    };
  }
  const says = {
    name: given(draft.name),
    ...reach,
    description: draft.description,
    place: given(draft.place),
    proposal: given(draft.proposal),
  };
  if (kind === 'correction') return { kind, follows: codeIn(draft.follows) ?? draft.follows, says };
  if (kind === 'error-report') return { kind, about: about ?? '', says };
  return { kind, about, says };
};

export const offeredOf = ({ file, role, sha256 = '' }: Attachment): z.input<typeof AttachmentOffered> => ({
  name: file.name,
  role,
  bytes: file.size,
  sha256,
});

/** The whole submission but for the code, which a second try may have anew. */
export const submissionOf = (draft: Draft, files: readonly Attachment[], language: 'vi' | 'en') => ({
  agency: draft.agency,
  content: contentOf(draft),
  replyTo: { email: draft.email.trim(), language },
  attachments: files.map(offeredOf),
});

export type Tried = { readonly key: string; readonly said: string };

/** The same words keep their key, so that sending them again makes no second request; other words get another. */
export const triedWith = (before: Tried | undefined, submission: object, newKey: () => string): Tried => {
  const said = JSON.stringify(submission);
  return before?.said === said ? before : { key: newKey(), said };
};
