import { post, Refused, textIn } from '../api.ts';
import type { Received } from '../request/model.ts';
import type { Tried } from './content.ts';
import { fieldsOf } from './faults.ts';
import type { Wrong } from './field.tsx';
import type { AskTexts } from './seed.ts';

/** Asks for a code; gives until when it holds. */
export const askForCode = async (email: string): Promise<string> =>
  textIn(await post('/confirmations', { purpose: 'request', email: email.trim() }), 'validUntil');

export const sendRequest = async (
  submission: object,
  confirmation: string,
  { key }: Tried,
): Promise<Received> =>
  (await post('/requests', { ...submission, confirmation }, { 'idempotency-key': key })) as Received;

/** The field each refusal is about; the others are said beside the button. */
const FIELDS: Readonly<Record<string, string>> = {
  'code-refused': 'code',
  'too-many': 'email',
  'agency-ended': 'agency',
  'follows-not-answered': 'follows',
  'nobody-answers': 'agency',
  'not-found': 'agency',
};

/** What the API would not take, in the visitor's words: under its fields, or for the whole. */
export const refusalWords = (error: unknown, texts: AskTexts): { wrong: Wrong; said?: string } => {
  const sentences: Readonly<Record<string, string>> = texts.wrong;
  if (!(error instanceof Refused)) return { wrong: {}, said: texts.wrong.failed };
  const { problem } = error;
  if (problem === 'consent-missing') return { wrong: { files: texts.wrong.consent } };
  const field = FIELDS[problem];
  if (field) return { wrong: { [field]: sentences[problem] ?? texts.wrong.checkAgain } };
  const fields = fieldsOf(error.errors);
  if (fields.length > 0)
    return { wrong: Object.fromEntries(fields.map((name) => [name, texts.wrong.checkAgain])) };
  return { wrong: {}, said: sentences[problem] ?? texts.wrong.failed };
};
