import { UserManager, WebStorageStateStore } from 'oidc-client-ts';
import type { DeskConfig } from './settings.ts';

export type Session = {
  /** The access token, renewed when it can be, or undefined when nobody is signed in. */
  token: () => Promise<string | undefined>;
  /** Leaves for the sign-in page and comes back to `returnTo`. */
  signIn: (returnTo: string) => Promise<void>;
  /** Ends the session here and at the issuer. */
  signOut: () => Promise<void>;
  /** When the address carries the issuer's answer: finishes signing in and gives where to go on. */
  finishSignIn: () => Promise<string | undefined>;
};

const DESK = '/desk/';

/** Only our own addresses: what comes back with the answer must not lead elsewhere. */
export const safeReturn = (address: unknown): string =>
  typeof address === 'string' && /^\/desk\/[\w\-./?=&%]*$/.test(address) && !address.includes('//')
    ? address
    : DESK;

/** Authorization code with PKCE against any OpenID provider. Tokens live in the tab's session storage. */
export const openSession = ({ issuer, clientId }: DeskConfig): Session => {
  const home = new URL(DESK, location.origin).href;
  const store = new WebStorageStateStore({ store: sessionStorage });
  const manager = new UserManager({
    authority: issuer,
    client_id: clientId,
    redirect_uri: home,
    post_logout_redirect_uri: home,
    response_type: 'code',
    scope: 'openid email profile',
    userStore: store,
    stateStore: store,
    automaticSilentRenew: false,
  });

  let renewing: ReturnType<UserManager['signinSilent']> | undefined;
  const token = async (): Promise<string | undefined> => {
    const user = await manager.getUser();
    if (!user) return undefined;
    if ((user.expires_in ?? 0) > 30) return user.access_token;
    if (!user.refresh_token) return user.expired === true ? undefined : user.access_token;
    // One renewal for all who ask: a refresh token that is used twice at once may be revoked.
    renewing ??= manager
      .signinSilent()
      .catch(() => null)
      .finally(() => {
        renewing = undefined;
      });
    return (await renewing)?.access_token;
  };

  const signOut = async (): Promise<void> => {
    const end = await manager.metadataService.getEndSessionEndpoint().catch(() => undefined);
    if (end === undefined) {
      await manager.removeUser();
      location.assign(home);
      return;
    }
    // Cognito names the way back `logout_uri`; the standard names it `post_logout_redirect_uri`. Both are sent.
    await manager.signoutRedirect({ extraQueryParams: { client_id: clientId, logout_uri: home } });
  };

  const finishSignIn = async (): Promise<string | undefined> => {
    const params = new URLSearchParams(location.search);
    if (!params.has('state') || !(params.has('code') || params.has('error'))) return undefined;
    const user = await manager.signinCallback();
    return safeReturn(user?.state);
  };

  return {
    token,
    signOut,
    finishSignIn,
    signIn: (returnTo) => manager.signinRedirect({ state: safeReturn(returnTo) }),
  };
};
