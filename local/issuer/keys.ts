import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { exportJWK, generateKeyPair, type JSONWebKeySet, type JWK } from 'jose';

/** The signing key of the issuer, kept so that tokens outlive a restart. */
export type IssuerKeys = { readonly privateJwk: JWK; readonly publicSet: JSONWebKeySet };

const asKeys = (jwk: JWK): IssuerKeys => {
  const { kty, n, e, kid, alg, use } = jwk;
  return { privateJwk: jwk, publicSet: { keys: [{ kty, n, e, kid, alg, use } as JWK] } };
};

/** Reads the key from `file`, or makes one (RS256, as Cognito signs). */
export const openKeys = async (file: string): Promise<IssuerKeys> => {
  if (existsSync(file)) return asKeys(JSON.parse(readFileSync(file, 'utf8')) as JWK);
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk: JWK = { ...(await exportJWK(privateKey)), kid: crypto.randomUUID(), alg: 'RS256', use: 'sig' };
  writeFileSync(file, JSON.stringify(jwk), { mode: 0o600 });
  return asKeys(jwk);
};
