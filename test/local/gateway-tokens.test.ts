import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAuthorizer, flattenClaims } from '../../local/gateway/authorizer.ts';
import type { RouteDefinition } from '../../local/topology/http.ts';

const ISSUER = 'http://localhost:4600/_local/issuer';
const route: RouteDefinition = {
  key: 'GET /private',
  functionArn: 'arn',
  timeoutMs: 1000,
  authorizer: { issuer: ISSUER, audience: ['desk'] },
  scopes: ['openid'],
};

let key: CryptoKey;
let foreignKey: CryptoKey;
let authorize: ReturnType<typeof createAuthorizer>;

beforeAll(async () => {
  const pair = await generateKeyPair('RS256');
  key = pair.privateKey;
  foreignKey = (await generateKeyPair('RS256')).privateKey;
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k', alg: 'RS256' };
  authorize = createAuthorizer(async (issuer) => (issuer === ISSUER ? { keys: [jwk] } : undefined));
});

const now = () => Math.floor(Date.now() / 1000);
const token = (claims: JWTPayload = {}, signWith = key) =>
  new SignJWT({
    iss: ISSUER,
    sub: 's',
    client_id: 'desk',
    scope: 'openid email',
    token_use: 'access',
    exp: now() + 600,
    iat: now(),
    ...claims,
  })
    .setProtectedHeader({ alg: 'RS256', kid: 'k' })
    .sign(signWith);
const judge = async (header: string | undefined) => {
  const verdict = await authorize(route, header);
  return verdict?.ok ? 'passed' : verdict?.answer.status;
};

describe('the JWT authorizer', () => {
  it('passes an access token by its client, as Cognito writes it, and hands the claims on as texts', async () => {
    const verdict = await authorize(route, `Bearer ${await token({ groups: ['a', 'b'], admin: true })}`);
    expect(verdict).toMatchObject({
      ok: true,
      jwt: {
        claims: {
          sub: 's',
          client_id: 'desk',
          groups: '[a b]',
          admin: 'true',
          exp: expect.stringMatching(/^\d+$/) as unknown,
        },
        scopes: ['openid'],
      },
    });
  });

  it('passes a token by its audience, one or several', async () => {
    expect(await judge(`Bearer ${await token({ aud: 'desk', client_id: 'x' })}`)).toBe('passed');
    expect(await judge(`bearer ${await token({ aud: ['y', 'desk'] })}`)).toBe('passed');
  });

  it.each([
    ['no token', async () => undefined],
    ['no bearer', async () => 'Basic abc'],
    ['an empty one', async () => 'Bearer '],
    ['no JWT at all', async () => 'Bearer abc'],
    ['another issuer', async () => `Bearer ${await token({ iss: 'https://evil.example' })}`],
    ['one that expired', async () => `Bearer ${await token({ exp: now() - 5 })}`],
    ['one without an end', async () => `Bearer ${await token({ exp: undefined as unknown as number })}`],
    ['one that is not valid yet', async () => `Bearer ${await token({ nbf: now() + 600 })}`],
    ['another client', async () => `Bearer ${await token({ client_id: 'other' })}`],
    ['another audience although the client fits', async () => `Bearer ${await token({ aud: 'other' })}`],
    ['a foreign key', async () => `Bearer ${await token({}, foreignKey)}`],
    ['a changed body', async () => tampered(await token())],
    ['no signature', async () => `Bearer ${unsigned(await token())}`],
  ])('answers 401 to %s', async (_, header) => expect(await judge(await header())).toBe(401));

  it('answers 403 to a token without the scope', async () => {
    expect(await judge(`Bearer ${await token({ scope: 'email profile' })}`)).toBe(403);
    expect(await judge(`Bearer ${await token({ scope: undefined })}`)).toBe(403);
  });

  it('asks nothing where the route asks nothing', async () => {
    expect(await authorize({ ...route, authorizer: undefined }, undefined)).toBeUndefined();
  });

  it('flattens objects and numbers too', () => {
    expect(flattenClaims({ n: 1.5, o: { a: 1 }, l: [1, 2] })).toEqual({
      n: '1.5',
      o: '{"a":1}',
      l: '[1 2]',
    });
  });
});

const tampered = (jwt: string): string => {
  const [head = '', body = '', mark = ''] = jwt.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
  const changed = Buffer.from(JSON.stringify({ ...claims, sub: 'chairman' })).toString('base64url');
  return `Bearer ${head}.${changed}.${mark}`;
};

const unsigned = (jwt: string): string => {
  const head = Buffer.from(JSON.stringify({ alg: 'none', kid: 'k' })).toString('base64url');
  return `${head}.${jwt.split('.')[1]}.`;
};
