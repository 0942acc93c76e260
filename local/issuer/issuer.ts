import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { importJWK, SignJWT, type JSONWebKeySet } from 'jose';
import type { ClientDefinition } from '../topology/http.ts';
import { openKeys, type IssuerKeys } from './keys.ts';
import { readPersonas, type Persona } from './personas.ts';
import { pickerPage } from './picker.ts';

const HOUR = 3600;
const MOUNT = '/_local/issuer';

/** Plays the user pool: discovery, sign-in with the persona picker, tokens. */
export type Issuer = {
  readonly personas: readonly Persona[];
  readonly keys: () => Promise<JSONWebKeySet>;
  /** A token as the sign-in would give, for tests and scripts. Undefined for an unknown persona. */
  readonly tokenFor: (persona: string) => Promise<string | undefined>;
  readonly handle: (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void>;
  readonly close: () => void;
};

const formOf = async (request: IncomingMessage): Promise<URLSearchParams> => {
  let text = '';
  for await (const chunk of request as AsyncIterable<Buffer>) {
    text += chunk.toString('utf8');
    if (text.length > 10_000) break;
  }
  return new URLSearchParams(text);
};

/** Prepares the issuer. The provider itself is loaded on first use: most starts never sign anybody in at once. */
export const createIssuer = (options: {
  stateDir: string;
  issuer: string;
  clients: readonly ClientDefinition[];
  log: (line: string) => void;
}): Issuer => {
  const { stateDir, issuer, clients, log } = options;
  const personas = readPersonas();
  let opened: Promise<IssuerKeys> | undefined;
  const keys = (): Promise<IssuerKeys> => (opened ??= openKeys(join(stateDir, 'issuer-key.json')));
  let closeStore = (): void => undefined;

  const load = async () => {
    const [{ createProvider }, { openIssuerStore }] = await Promise.all([
      import('./provider.ts'),
      import('./adapter.ts'),
    ]);
    const store = openIssuerStore(join(stateDir, 'issuer.sqlite'));
    closeStore = store.close;
    const provider = createProvider(issuer, {
      keys: await keys(),
      store,
      personas,
      clients,
      interactionPath: (uid) => `${MOUNT}/interaction/${uid}`,
    });
    provider.on('server_error', (_, fault) => log(`issuer: ${fault.stack ?? fault.message}`));
    return provider;
  };
  let loaded: ReturnType<typeof load> | undefined;

  return {
    personas,
    keys: async () => (await keys()).publicSet,
    tokenFor: async (id) => {
      const persona = personas.find((one) => one.id === id);
      const [client] = clients;
      if (!persona || !client) return undefined;
      const { privateJwk } = await keys();
      return new SignJWT({ client_id: client.id, scope: client.scopes.join(' '), token_use: 'access' })
        .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: privateJwk.kid ?? '' })
        .setIssuer(issuer)
        .setSubject(persona.sub)
        .setJti(crypto.randomUUID())
        .setIssuedAt()
        .setExpirationTime(Math.floor(Date.now() / 1000) + HOUR)
        .sign(await importJWK(privateJwk, 'RS256'));
    },
    handle: async (request, response, path) => {
      const provider = await (loaded ??= load());
      if (path.startsWith(`${MOUNT}/interaction/`)) {
        if (request.method === 'POST') {
          const chosen = (await formOf(request)).get('persona');
          const persona = personas.find((one) => one.id === chosen);
          if (!persona) return void response.writeHead(400).end();
          await provider.interactionFinished(request, response, { login: { accountId: persona.sub } });
          return;
        }
        const { prompt } = await provider.interactionDetails(request, response);
        if (prompt.name !== 'login') throw new Error(`The local sign-in has no page for ${prompt.name}`);
        response
          .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
          .end(pickerPage(personas, path));
        return;
      }
      const mounted = request as IncomingMessage & { originalUrl?: string };
      mounted.originalUrl = request.url ?? '/';
      mounted.url = mounted.originalUrl.slice(MOUNT.length) || '/';
      await provider.callback()(request, response);
    },
    close: () => closeStore(),
  };
};
