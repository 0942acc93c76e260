import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';

/** What a checked token says: who, and which scopes an application holds. Powers come from the registry, never from here. */
export type Claims = { readonly sub: string | undefined; readonly scopes: readonly string[] };

/**
 * An HTTP API hands claims on flattened: a list arrives as the text `[a b]`. Other gateways, and tokens decoded by
 * ourselves, carry the list itself. `scope` (RFC 8693) and `scp` are both in use; either is one text or a list.
 */
const listOf = (claim: unknown): string[] => {
  if (Array.isArray(claim))
    return claim.filter((one): one is string => typeof one === 'string' && one !== '');
  if (typeof claim !== 'string') return [];
  return claim
    .replace(/^\[(.*)\]$/s, '$1')
    .split(/[\s,]+/)
    .filter((one) => one !== '');
};

/** The claims of a request, whichever of the two shapes they come in. A subject that is no text is no subject. */
export const claimsOf = (event: Pick<APIGatewayProxyEventV2WithJWTAuthorizer, 'requestContext'>): Claims => {
  const { sub, scope, scp }: Record<string, unknown> = event.requestContext.authorizer?.jwt.claims ?? {};
  const scopes = new Set([...listOf(scope), ...listOf(scp)]);
  return { sub: typeof sub === 'string' && sub !== '' ? sub : undefined, scopes: [...scopes] };
};
