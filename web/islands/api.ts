import { paths } from '../paths.ts';
import { fileNameIn } from '../save-blob.ts';

export type FieldError = { readonly path: string; readonly message: string };

/** The API said no, by one of its stable problem types; `failed` for everything it did not say. */
export class Refused extends Error {
  override name = 'Refused';
  readonly problem: string;
  readonly errors: readonly FieldError[];
  constructor(problem: string, errors: readonly FieldError[] = []) {
    super(problem);
    this.problem = problem;
    this.errors = errors;
  }
}

const fieldOf = (value: unknown, field: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined;

export const textIn = (value: unknown, field: string): string => {
  const found = fieldOf(value, field);
  return typeof found === 'string' ? found : '';
};

const errorsIn = (value: unknown): FieldError[] => {
  const found = fieldOf(value, 'errors');
  return Array.isArray(found)
    ? found.map((one: unknown) => ({ path: textIn(one, 'path'), message: textIn(one, 'message') }))
    : [];
};

const refusalOf = (answer: unknown): Refused =>
  new Refused(textIn(answer, 'type').replace('/problems/', '') || 'failed', errorsIn(answer));

const answerOf = async (response: Response): Promise<unknown> => {
  const answer: unknown = await response.json();
  if (!response.ok) throw refusalOf(answer);
  return answer;
};

const posted = (path: string, body: object, headers: Readonly<Record<string, string>>): Promise<Response> =>
  fetch(`${paths.api}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

/** Sends JSON; the shape of an answer is looked at by hand, for the contract's schemas would weigh more than an island. */
export const post = async (
  path: string,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<unknown> => answerOf(await posted(path, body, { accept: 'application/json', ...headers }));

/** Sends JSON for a file: its bytes, and the name it is given. */
export const postForFile = async (path: string, body: object): Promise<{ blob: Blob; name: string }> => {
  const response = await posted(path, body, {});
  if (!response.ok) throw refusalOf(await response.json());
  return { blob: await response.blob(), name: fileNameIn(response) ?? '' };
};

export const get = async (path: string, signal?: AbortSignal): Promise<unknown> =>
  answerOf(
    await fetch(`${paths.api}${path}`, {
      headers: { accept: 'application/json' },
      ...(signal ? { signal } : {}),
    }),
  );
