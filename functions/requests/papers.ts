import { randomBytes, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { RequestContent } from '../../shared/contract/request-forms.ts';
import type { Paper } from '../../shared/kernel/paper.ts';
import { RequestLanguage } from '../../shared/kernel/request.ts';

/** What came in: the form, and the names of the files that belong to it. */
export const FormPaper = z.object({
  content: RequestContent,
  files: z.array(z.object({ id: z.uuid(), name: z.string(), role: z.enum(['document', 'consent']) })),
});
export type FormPaper = z.infer<typeof FormPaper>;

/** How the requester is reached, and the key of their own link. */
export const AccessPaper = z.object({
  secret: z.string(),
  email: z.string().optional(),
  language: RequestLanguage,
});
export type AccessPaper = z.infer<typeof AccessPaper>;

/** What one side wrote to the other. */
export const TextPaper = z.object({
  text: z.string(),
  files: z.array(z.object({ id: z.uuid(), name: z.string() })).optional(),
});
export type TextPaper = z.infer<typeof TextPaper>;

const salted = (part: string, content: unknown): Paper => ({
  part,
  salt: randomBytes(32).toString('hex'),
  content,
});

export const formPaper = (content: FormPaper): Paper => salted('form', content);
export const accessPaper = (content: AccessPaper): Paper => salted('access', content);
/** There may be several of a sort; a sign of its own tells each apart. */
export const textPaper = (sort: string, content: TextPaper): Paper =>
  salted(`${sort}-${randomBytes(4).toString('hex')}`, content);

/** 256 random bits, as they stand in the link. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

export const opens = (access: AccessPaper | undefined, secret: string): boolean => {
  const [own, given] = [Buffer.from(access?.secret ?? ''), Buffer.from(secret)];
  return own.length === given.length && own.length > 0 && timingSafeEqual(own, given);
};
