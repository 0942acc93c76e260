import { describe, expect, it } from 'vitest';
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { claimsOf } from '../../functions/_entry/claims.ts';
import { flattenClaims } from '../../local/gateway/authorizer.ts';

type Context = APIGatewayProxyEventV2WithJWTAuthorizer['requestContext'];

const event = (claims: Record<string, unknown> | undefined) => ({
  requestContext: (claims ? { authorizer: { jwt: { claims, scopes: null } } } : {}) as unknown as Context,
});

describe('what a token says', () => {
  it.each([
    ['one text, as an access token of Cognito has it', { scope: 'openid email' }],
    ['a list flattened by an HTTP API', { scope: '[openid email]' }],
    ['a list as it stands', { scope: ['openid', 'email'] }],
    ['the other name for it, as a list', { scp: ['openid', 'email'] }],
    ['both names, saying the same', { scope: 'openid', scp: '[openid email]' }],
  ])('given scopes as %s, reads the same', (_how, claims) => {
    expect(claimsOf(event({ sub: 'an-officer', ...claims }))).toEqual({
      sub: 'an-officer',
      scopes: ['openid', 'email'],
    });
  });

  it('given the claims as the local gateway hands them on, reads what the token held', () => {
    const token = { sub: 'an-application', scope: ['rows/read', 'rows/export'], groups: ['a', 'b'], exp: 1 };
    expect(claimsOf(event(flattenClaims(token)))).toEqual(claimsOf(event(token)));
  });

  it.each([
    ['no authorizer', undefined],
    ['no subject', { scope: 'openid' }],
    ['an empty subject', { sub: '', scope: 'openid' }],
    ['a list for a subject', { sub: ['a', 'b'] }],
    ['a number for a subject', { sub: 7 }],
  ])('given %s, knows nobody', (_what, claims) => {
    expect(claimsOf(event(claims)).sub).toBeUndefined();
  });

  it.each([
    ['nothing', {}],
    ['an empty list', { scope: [] }],
    ['an empty flattened list', { scope: '[]' }],
    ['an object', { scope: { openid: true } }],
    ['a number', { scope: 1 }],
  ])('given %s for scopes, holds none', (_what, claims) => {
    expect(claimsOf(event({ sub: 'an-officer', ...claims })).scopes).toEqual([]);
  });
});
