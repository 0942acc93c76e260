import Provider, { type Configuration } from 'oidc-provider';
import type { ClientDefinition } from '../topology/http.ts';
import type { openIssuerStore } from './adapter.ts';
import type { IssuerKeys } from './keys.ts';
import type { Persona } from './personas.ts';

const HOUR = 3600;

/** The one resource: access tokens are for the API of the portal, whatever the client asks for. */
const RESOURCE = 'urn:portal:api';

const configuration = (parts: {
  keys: IssuerKeys;
  store: ReturnType<typeof openIssuerStore>;
  personas: readonly Persona[];
  clients: readonly ClientDefinition[];
  interactionPath: (uid: string) => string;
}): Configuration => ({
  adapter: parts.store.adapterFor,
  jwks: { keys: [parts.keys.privateJwk] },
  clients: parts.clients.map((client) => ({
    client_id: client.id,
    token_endpoint_auth_method: 'none' as const,
    application_type: 'web' as const,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code' as const],
    redirect_uris: [...client.callbacks],
    post_logout_redirect_uris: [...client.logouts],
    scope: [...client.scopes, 'offline_access'].join(' '),
  })),
  // Cognito gives a refresh token without being asked for offline access.
  issueRefreshToken: async (_, client) => client.grantTypeAllowed('refresh_token'),
  pkce: { required: () => true },
  scopes: ['openid', 'email', 'profile', 'offline_access'],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  // Cognito puts the person's attributes into the identity token.
  conformIdTokenClaims: false,
  findAccount: (_, sub) => {
    const persona = parts.personas.find((one) => one.sub === sub);
    return (
      persona && {
        accountId: sub,
        claims: () => ({ sub, name: persona.name, email: persona.email, email_verified: true }),
      }
    );
  },
  interactions: { url: (_, interaction) => parts.interactionPath(interaction.uid) },
  // Nobody is asked for consent: the desk is the portal's own.
  loadExistingGrant: async (ctx) => {
    const { client, session, params, provider } = ctx.oidc;
    if (!client || !session?.accountId) return undefined;
    const known = session.grantIdFor(client.clientId);
    const grant =
      (known && (await provider.Grant.find(known))) ||
      new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    const scope = typeof params?.['scope'] === 'string' ? params['scope'] : 'openid';
    grant.addOIDCScope(scope);
    grant.addResourceScope(RESOURCE, scope);
    await grant.save();
    return grant;
  },
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: {
      enabled: true,
      // Signing out needs no second question.
      logoutSource: async (ctx, form) => {
        ctx.body = `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Đăng xuất</title><body>${form}
<noscript><button form="op.logoutForm" name="logout" value="yes">Đăng xuất</button></noscript>
<script>const f=document.forms[0];const i=document.createElement('input');i.type='hidden';i.name='logout';i.value='yes';f.append(i);f.submit()</script>`;
      },
      postLogoutSuccessSource: async (ctx) => {
        ctx.body =
          '<!doctype html><html lang="vi"><meta charset="utf-8"><title>Đã đăng xuất</title><p>Đã đăng xuất. <a href="/">Về trang chủ</a>';
      },
    },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => RESOURCE,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: 'openid email profile offline_access',
        accessTokenFormat: 'jwt',
        accessTokenTTL: HOUR,
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  },
  extraTokenClaims: () => ({ token_use: 'access' }),
  formats: {
    customizers: {
      // An access token of Cognito has a client and no audience. The library insists on one, so it is there to be
      // read and not to be written into the token.
      jwt: (_, __, parts) => {
        Object.defineProperty(parts.payload, 'aud', { value: RESOURCE, enumerable: false });
      },
    },
  },
  ttl: {
    AccessToken: HOUR,
    IdToken: HOUR,
    RefreshToken: 12 * HOUR,
    Session: 12 * HOUR,
    Grant: 12 * HOUR,
    Interaction: HOUR,
    AuthorizationCode: 60,
  },
  cookies: { keys: [String(parts.keys.privateJwk.d)] },
  renderError: async (ctx, out) => {
    ctx.type = 'html';
    const text = `${out.error}: ${out.error_description ?? ''}`.replace(
      /[<>&]/g,
      (c) => `&#${c.charCodeAt(0)};`,
    );
    ctx.body = `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Không đăng nhập được</title><h1>Không đăng nhập được</h1><p>${text}</p><p><a href="/desk/">Thử lại</a>`;
  },
});

/** Makes the OpenID provider that plays the user pool: code with PKCE, and tokens like Cognito's. */
export const createProvider = (issuer: string, parts: Parameters<typeof configuration>[0]): Provider =>
  new Provider(issuer, configuration(parts));
