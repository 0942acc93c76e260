import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterEach, describe, expect, it } from 'vitest';
import { createIssuer, type Issuer } from '../../local/issuer/issuer.ts';
import { subOf } from '../../local/issuer/sub.ts';

const CALLBACK = 'http://localhost:4600/desk/';
const client = {
  id: 'desk',
  scopes: ['openid', 'email', 'profile'],
  callbacks: [CALLBACK],
  logouts: [CALLBACK],
};

type Running = { issuer: Issuer; base: string; server: Server; stateDir: string };
const running: Running[] = [];

const start = async (stateDir = mkdtempSync(join(tmpdir(), 'issuer-')), port = 0): Promise<Running> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  const base = `http://localhost:${address && typeof address === 'object' ? address.port : 0}/_local/issuer`;
  const issuer = createIssuer({
    stateDir,
    issuer: base,
    clients: [client],
    log: (line) => console.error(line),
  });
  server.on('request', (request, response) => {
    // A kept connection would meet a stopped server after the restart.
    response.setHeader('connection', 'close');
    issuer
      .handle(request, response, request.url?.split('?')[0] ?? '/')
      .catch(() => response.writeHead(500).end());
  });
  const it = { issuer, base, server, stateDir };
  running.push(it);
  return it;
};

const stop = async ({ issuer, server }: Running): Promise<void> => {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  issuer.close();
};

afterEach(async () => {
  for (const one of running.splice(0)) await stop(one);
});

/** A browser as far as this sign-in needs one: keeps cookies, follows what it is told to. */
const createBrowser = () => {
  const jar = new Map<string, string>();
  return async (url: string, init: RequestInit = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...(init.headers as Record<string, string>), cookie },
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]?.split(/=(.*)/s) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  };
};

const verifier = randomBytes(32).toString('base64url');
const challenge = createHash('sha256').update(verifier).digest('base64url');
const authorizeUrl = (base: string, more: Record<string, string> = {}) =>
  `${base}/auth?${new URLSearchParams({
    client_id: 'desk',
    redirect_uri: CALLBACK,
    response_type: 'code',
    scope: 'openid email profile',
    state: 's',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...more,
  }).toString()}`;

const locationOf = (response: Response, base: string): string =>
  new URL(response.headers.get('location') ?? '', base).href;

/** Signs in as a persona; gives the address the browser was sent back to, and the pages on the way. */
const signIn = async (base: string, persona: string, browser = createBrowser()) => {
  const pickerUrl = locationOf(await browser(authorizeUrl(base)), base);
  const page = await (await browser(pickerUrl)).text();
  const chosen = await browser(pickerUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ persona }).toString(),
  });
  const resumed = chosen.status < 400 ? await browser(locationOf(chosen, base)) : chosen;
  return { page, browser, back: new URL(locationOf(resumed, base)), status: chosen.status };
};

const exchange = async (base: string, fields: Record<string, string>) => {
  const response = await fetch(`${base}/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ client_id: 'desk', redirect_uri: CALLBACK, ...fields }).toString(),
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
};

describe('signing in at the local issuer', () => {
  it('goes by code and PKCE through the persona page to tokens as Cognito writes them', async () => {
    const { base, issuer } = await start();
    const { page, back } = await signIn(base, 'focal-y-te');
    expect(page).toContain('<button name="persona" value="focal-y-te">');
    expect(`${back.origin}${back.pathname}`).toBe(CALLBACK);
    expect(back.searchParams.get('state')).toBe('s');
    const { status, body } = await exchange(base, {
      grant_type: 'authorization_code',
      code: back.searchParams.get('code') ?? '',
      code_verifier: verifier,
    });
    expect(status).toBe(200);
    const { payload } = await jwtVerify(body['access_token'] ?? '', createLocalJWKSet(await issuer.keys()), {
      issuer: base,
    });
    expect(payload).toMatchObject({ sub: subOf('focal-y-te'), client_id: 'desk', token_use: 'access' });
    expect(String(payload['scope']).split(' ')).toEqual(
      expect.arrayContaining(['openid', 'email', 'profile']),
    );
    expect(payload).not.toHaveProperty('aud');
    expect(decodeJwt(body['id_token'] ?? '')).toMatchObject({
      sub: subOf('focal-y-te'),
      email: 'focal-y-te@thaibinh.example.vn',
      aud: 'desk',
    });
  });

  it('gives new tokens for a refresh token, also after a restart', async () => {
    const first = await start();
    const { back } = await signIn(first.base, 'department');
    const { body } = await exchange(first.base, {
      grant_type: 'authorization_code',
      code: back.searchParams.get('code') ?? '',
      code_verifier: verifier,
    });
    const port = Number(new URL(first.base).port);
    running.splice(0);
    await stop(first);
    const second = await start(first.stateDir, port);
    const renewed = await exchange(second.base, {
      grant_type: 'refresh_token',
      refresh_token: body['refresh_token'] ?? '',
    });
    expect(renewed.status).toBe(200);
    expect(decodeJwt(renewed.body['access_token'] ?? '').sub).toBe(subOf('department'));
  });

  it('does not ask again within the session, and asks after signing out', async () => {
    const { base } = await start();
    const { browser, back } = await signIn(base, 'chairman');
    const { body } = await exchange(base, {
      grant_type: 'authorization_code',
      code: back.searchParams.get('code') ?? '',
      code_verifier: verifier,
    });
    expect(locationOf(await browser(authorizeUrl(base)), base)).toContain(`${CALLBACK}?code=`);
    const form = await (
      await browser(
        `${base}/session/end?${new URLSearchParams({ id_token_hint: body['id_token'] ?? '', post_logout_redirect_uri: CALLBACK }).toString()}`,
      )
    ).text();
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(form)?.[1] ?? '';
    const out = await browser(`${base}/session/end/confirm`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ xsrf, logout: 'yes' }).toString(),
    });
    expect(locationOf(out, base)).toBe(CALLBACK);
    expect(locationOf(await browser(authorizeUrl(base)), base)).toContain('/interaction/');
  });

  it('refuses a code without its verifier, and a request without a challenge', async () => {
    const { base } = await start();
    const { back } = await signIn(base, 'ops');
    const code = back.searchParams.get('code') ?? '';
    expect(
      (await exchange(base, { grant_type: 'authorization_code', code, code_verifier: `${verifier}x` }))
        .status,
    ).toBe(400);
    const bare = await fetch(authorizeUrl(base, { code_challenge: '', code_challenge_method: '' }), {
      redirect: 'manual',
    });
    expect(locationOf(bare, base)).toContain('error=invalid_request');
  });

  it('sends nobody to an address that the client does not have', async () => {
    const { base } = await start();
    const answer = await fetch(authorizeUrl(base, { redirect_uri: 'https://evil.example/' }), {
      redirect: 'manual',
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
    expect(await answer.text()).toContain('Không đăng nhập được');
  });

  it('knows no persona that is not in the list', async () => {
    const { base, issuer } = await start();
    expect((await signIn(base, 'nobody')).status).toBe(400);
    expect(await issuer.tokenFor('nobody')).toBeUndefined();
  });
});
