import type { ReadAll } from '../topology.ts';
import {
  ApiProperties,
  AuthorizerProperties,
  ClientProperties,
  IntegrationProperties,
  RouteProperties,
  StageProperties,
  type ApiDefinition,
  type AuthorizerDefinition,
  type ClientDefinition,
} from './http.ts';
import type { LocalAddresses } from './identities.ts';
import { TopologyError } from './topology-error.ts';

/** An HTTP API waits at most this long for its function. */
const LONGEST_WAIT_MS = 30_000;

/** A pool of this template is played by the local issuer. */
const issuerOf = (issuer: string, local: LocalAddresses): string =>
  /^https:\/\/cognito-idp\.[a-z0-9-]+\.amazonaws\.com\/[^/]+$/.test(issuer) ? local.issuer : issuer;

export const readApis = (readAll: ReadAll, local: LocalAddresses): ApiDefinition[] => {
  const integrations = new Map(
    readAll('AWS::ApiGatewayV2::Integration', IntegrationProperties).map(({ ref, given }) => [ref, given]),
  );
  const authorizers = new Map(
    readAll('AWS::ApiGatewayV2::Authorizer', AuthorizerProperties).map(
      ({ ref, given }): [string, AuthorizerDefinition] => [
        ref,
        { issuer: issuerOf(given.JwtConfiguration.Issuer, local), audience: given.JwtConfiguration.Audience },
      ],
    ),
  );
  const staged = new Set(
    readAll('AWS::ApiGatewayV2::Stage', StageProperties).map(({ given }) => given.ApiId),
  );
  const routes = readAll('AWS::ApiGatewayV2::Route', RouteProperties).map(({ resource, given }) => {
    const where = `${resource.stack}/${resource.id}`;
    const integration = integrations.get(given.Target.slice('integrations/'.length));
    if (!integration) throw new TopologyError(`${where}: there is no ${given.Target}`);
    const authorizer = given.AuthorizerId === undefined ? undefined : authorizers.get(given.AuthorizerId);
    if (given.AuthorizationType === 'JWT' && !authorizer)
      throw new TopologyError(`${where}: there is no such authorizer`);
    return {
      api: given.ApiId,
      key: given.RouteKey,
      functionArn: integration.IntegrationUri,
      timeoutMs: integration.TimeoutInMillis ?? LONGEST_WAIT_MS,
      authorizer: given.AuthorizationType === 'JWT' ? authorizer : undefined,
      scopes: given.AuthorizationScopes,
    };
  });
  return readAll('AWS::ApiGatewayV2::Api', ApiProperties).map(({ resource, ref, attributes }) => {
    if (!staged.has(ref))
      throw new TopologyError(`${resource.stack}/${resource.id}: the API has no $default stage`);
    return {
      id: ref,
      domain: (attributes['ApiEndpoint'] ?? '').replace('https://', ''),
      routes: routes.filter((route) => route.api === ref),
    };
  });
};

export const readClients = (readAll: ReadAll): ClientDefinition[] =>
  readAll('AWS::Cognito::UserPoolClient', ClientProperties).map(({ ref, given }) => ({
    id: ref,
    scopes: given.AllowedOAuthScopes,
    callbacks: given.CallbackURLs,
    logouts: given.LogoutURLs,
  }));
