import { createHash, createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { CredentialLookup } from '../aws/signature.ts';

export type Credentials = { readonly accessKeyId: string; readonly secretAccessKey: string };

/** Keys of everybody who may call the local AWS endpoint, each its own principal. */
export type Keyring = {
  readonly of: (principal: string) => Credentials;
  readonly lookup: CredentialLookup;
};

/**
 * Derives every key from one secret on disk, so that an address signed before a restart is still valid after it.
 */
export const openKeyring = (file: string): Keyring => {
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 });
  const secret = readFileSync(file, 'utf8');
  const byId = new Map<string, { secretAccessKey: string; principal: string }>();
  const of = (principal: string): Credentials => {
    const accessKeyId = `LOCA${createHash('sha256').update(principal).digest('hex').slice(0, 16).toUpperCase()}`;
    const secretAccessKey = createHmac('sha256', secret).update(principal).digest('base64url').slice(0, 40);
    byId.set(accessKeyId, { secretAccessKey, principal });
    return { accessKeyId, secretAccessKey };
  };
  return { of, lookup: (accessKeyId) => byId.get(accessKeyId) };
};
