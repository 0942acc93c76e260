import { createLocalJWKSet, errors, jwtVerify, type JSONWebKeySet, type JWTPayload } from 'jose';
import type { RouteDefinition } from '../topology/http.ts';
import { jsonAnswer, type Answer } from './answer.ts';
import type { JwtFacts } from './http-event.ts';

/** Finds the keys of an issuer; undefined for one that is not ours. */
export type KeysOf = (issuer: string) => Promise<JSONWebKeySet | undefined>;

export type Verdict =
  { readonly ok: true; readonly jwt: JwtFacts } | { readonly ok: false; readonly answer: Answer };

const unauthorized = (why: string): Verdict => ({
  ok: false,
  answer: jsonAnswer(
    401,
    { message: 'Unauthorized' },
    {
      'www-authenticate':
        why === '' ? 'Bearer' : `Bearer scope="" error="invalid_token" error_description="${why}"`,
    },
  ),
});

const forbidden = (scopes: readonly string[]): Verdict => ({
  ok: false,
  answer: jsonAnswer(
    403,
    { message: 'Forbidden' },
    {
      'www-authenticate': `Bearer scope="${scopes.join(' ')}" error="insufficient_scope" error_description="the token does not contain the required scopes"`,
    },
  ),
});

/** Every claim as API Gateway hands it on: a text, a list as `[a b]`. */
export const flattenClaims = (claims: JWTPayload): Record<string, string> =>
  Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      Array.isArray(value)
        ? `[${value.join(' ')}]`
        : typeof value === 'string'
          ? value
          : JSON.stringify(value),
    ]),
  );

const scopesOf = ({ scope, scp }: JWTPayload): string[] => {
  const given: unknown = scope ?? scp;
  return Array.isArray(given) ? given.map(String) : typeof given === 'string' ? given.split(' ') : [];
};

/** The audience, or the client when there is no audience: an access token of Cognito has only the latter. */
const isForUs = ({ aud, client_id }: JWTPayload, wanted: readonly string[]): boolean => {
  const given = aud === undefined ? [client_id] : Array.isArray(aud) ? aud : [aud];
  return given.some((one) => typeof one === 'string' && wanted.includes(one));
};

/**
 * Judges the token of a request as the JWT authorizer of an HTTP API: issuer, signature, times, audience or client,
 * then scopes. Token times are real time, whatever day the domain lives in.
 */
export const createAuthorizer =
  (keysOf: KeysOf) =>
  async (route: RouteDefinition, header: string | undefined): Promise<Verdict | undefined> => {
    const { authorizer, scopes } = route;
    if (!authorizer) return undefined;
    const token = /^Bearer\s+(\S+)$/i.exec(header ?? '')?.[1];
    if (token === undefined) return unauthorized('');
    const keys = await keysOf(authorizer.issuer);
    if (!keys) return unauthorized('unknown issuer');
    let claims: JWTPayload;
    try {
      const verified = await jwtVerify(token, createLocalJWKSet(keys), {
        issuer: authorizer.issuer,
        algorithms: ['RS256', 'RS384', 'RS512'],
        requiredClaims: ['exp'],
      });
      claims = verified.payload;
    } catch (fault) {
      if (!(fault instanceof errors.JOSEError)) throw fault;
      return unauthorized(
        fault.code === 'ERR_JWT_EXPIRED' ? 'the token has expired' : 'the token is not valid',
      );
    }
    if (!isForUs(claims, authorizer.audience)) return unauthorized('the token has an invalid audience');
    const held = scopesOf(claims);
    if (scopes.length > 0 && !scopes.some((scope) => held.includes(scope))) return forbidden(scopes);
    return { ok: true, jwt: { claims: flattenClaims(claims), scopes: scopes.length > 0 ? scopes : null } };
  };
