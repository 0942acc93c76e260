import { paths } from '../../paths.ts';
import type { Answer, Question } from './model.ts';
import { apiSearchOf } from './question.ts';

const LIMIT = '50';

/** The API's words on what it did not understand. */
export class Refused extends Error {
  override name = 'Refused';
}

const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' &&
  value !== null &&
  'items' in value &&
  Array.isArray(value.items) &&
  'total' in value &&
  typeof value.total === 'number' &&
  'limits' in value;

type Problem = { readonly title?: string; readonly errors?: readonly { readonly message: string }[] };

export const csvAddress = (slug: string, question: Question): string =>
  `${paths.api}/datasets/${encodeURIComponent(slug)}/rows${apiSearchOf({ ...question, cursor: '' }, { format: 'csv' })}`;

/** Asks for one page of rows. Throws `Refused` with the API's words, or another error when it does not answer. */
export const loadRows = async (slug: string, question: Question, signal: AbortSignal): Promise<Answer> => {
  const address = `${paths.api}/datasets/${encodeURIComponent(slug)}/rows${apiSearchOf(question, { limit: LIMIT })}`;
  const response = await fetch(address, { signal, headers: { accept: 'application/json' } });
  const body: unknown = await response.json();
  if (response.status === 400 || response.status === 422) {
    const { title = '', errors = [] } = body as Problem;
    throw new Refused(errors.length > 0 ? errors.map(({ message }) => message).join('; ') : title);
  }
  if (!response.ok || !isAnswer(body)) throw new Error(`rows answered ${response.status}`);
  return body;
};
