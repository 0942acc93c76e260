import { post, textIn } from '../api.ts';

/** Asks for a code; gives until when it holds. */
export const askForCode = async (email: string): Promise<string> =>
  textIn(await post('/confirmations', { purpose: 'follow', email }), 'validUntil');

/** Follows; gives where the person sees what they follow. */
export const follow = async (slug: string, email: string, code: string): Promise<string> =>
  textIn(await post(`/datasets/${encodeURIComponent(slug)}/followers`, { email, code }), 'follows');
