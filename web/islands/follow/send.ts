import { paths } from '../../paths.ts';

/** The API said no, by one of its stable problem types; `failed` for everything it did not say. */
export class Refused extends Error {
  override name = 'Refused';
  readonly problem: string;
  constructor(problem: string) {
    super(problem);
    this.problem = problem;
  }
}

const textIn = (value: unknown, field: string): string => {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined;
  return typeof found === 'string' ? found : '';
};

/** Sends JSON; the shape of an answer is looked at by hand, for the contract's schemas would weigh more than the island. */
const send = async (path: string, body: object): Promise<unknown> => {
  const response = await fetch(`${paths.api}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Refused(textIn(answer, 'type').replace('/problems/', '') || 'failed');
  return answer;
};

/** Asks for a code; gives until when it holds. */
export const askForCode = async (email: string): Promise<string> =>
  textIn(await send('/confirmations', { purpose: 'follow', email }), 'validUntil');

/** Follows; gives where the person sees what they follow. */
export const follow = async (slug: string, email: string, code: string): Promise<string> =>
  textIn(await send(`/datasets/${encodeURIComponent(slug)}/followers`, { email, code }), 'follows');
