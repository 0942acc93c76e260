import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { StageNote } from '../../../infra/stage/stage-note.ts';

export type Account = { readonly email: string; readonly password: string };

const Tokens = z.object({ access_token: z.string(), id_token: z.string() });
export type Tokens = z.infer<typeof Tokens>;

/**
 * Signs in as the desk does, by authorization code and PKCE with the production client, through the sign-in page the
 * emulator serves. Throws when any step is refused.
 */
export const signInByCode = async (
  stage: StageNote,
  account: Account,
  { verifierAtTheEnd }: { verifierAtTheEnd?: string } = {},
): Promise<Tokens> => {
  if (!stage.endpoint) throw new Error('The sign-in page of AWS is for people: no test fills it in');
  const verifier = randomBytes(32).toString('base64url');
  const asked = {
    client_id: stage.clientId,
    redirect_uri: `${stage.publicUrl}/desk/`,
    response_type: 'code',
    scope: 'openid email profile',
    state: randomBytes(8).toString('hex'),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  };
  const page = await fetch(`${stage.endpoint}/oauth2/authorize?${new URLSearchParams(asked)}`);
  if (!page.ok) throw new Error(`The sign-in page was answered ${page.status}: ${await page.text()}`);
  const answer = await fetch(`${stage.endpoint}/login`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ ...asked, username: account.email, password: account.password }),
  });
  const back = new URL(answer.headers.get('location') ?? 'about:blank');
  const code = back.searchParams.get('code');
  if (!code || back.searchParams.get('state') !== asked.state)
    throw new Error(`The sign-in of ${account.email} was answered ${answer.status} without a code`);
  const exchanged = await fetch(`${stage.endpoint}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: stage.clientId,
      redirect_uri: asked.redirect_uri,
      code,
      code_verifier: verifierAtTheEnd ?? verifier,
    }),
  });
  if (!exchanged.ok) throw new Error(`The code was answered ${exchanged.status}: ${await exchanged.text()}`);
  return Tokens.parse(await exchanged.json());
};
