import { afterAll, beforeAll, vi } from 'vitest';
import type { ObjectStoreOptions } from '../../local/engines/object-store/object-store.ts';
import { startStoreTarget, type StartedStore } from '../ports/object-store-target.ts';

/** A real object store for the tests of a file, where the portal's own adapters find it; what they ask is signed as at AWS. */
export const useStore = (options: Partial<ObjectStoreOptions> = {}): (() => StartedStore) => {
  let store: StartedStore | undefined;
  beforeAll(async () => {
    store = await startStoreTarget(options);
    const { endpoint, region, credentials } = store.target;
    vi.stubEnv('AWS_ENDPOINT_URL_S3', endpoint);
    vi.stubEnv('AWS_REGION', region);
    vi.stubEnv('AWS_ACCESS_KEY_ID', credentials.accessKeyId);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', credentials.secretAccessKey);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await store?.stop();
  });
  return () => {
    if (!store) throw new Error('The store is not open yet');
    return store;
  };
};
