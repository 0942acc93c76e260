import type { SentMail } from '../dynamodb/sent-mail.ts';

/** The marks of letters that went out, in this process. */
export const memorySentMail = (marks: Set<string> = new Set()): SentMail => ({
  isSent: async (because, to) => marks.has(`${because} ${to}`),
  mark: async (because, to) => void marks.add(`${because} ${to}`),
});
