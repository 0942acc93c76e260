import { afterAll, beforeAll } from 'vitest';
import { claimsFor, groundOf, type Ground } from './object-store-ground.ts';
import type { Lacks } from './object-store-lacks.ts';
import { multipartSuite } from './object-store-multipart.suite.ts';
import { objectsSuite } from './object-store-objects.suite.ts';
import { refusalsSuite } from './object-store-refusals.suite.ts';
import type { ObjectStoreTarget } from './object-store-target.ts';
import { versionsSuite } from './object-store-versions.suite.ts';

/** What the portal asks of an object store. `start` is called once; `lacks` names what an endpoint is known not to do. */
export const objectStoreSuite = (start: () => Promise<ObjectStoreTarget>, lacks: Lacks = {}): void => {
  let ground: Ground | undefined;
  beforeAll(async () => {
    ground = groundOf(await start());
  });
  afterAll(() => {
    ground?.s3.destroy();
    ground?.presigner.destroy();
  });
  const standing = (): Ground => {
    if (!ground) throw new Error('The target has not started.');
    return ground;
  };
  const claim = claimsFor(lacks);
  for (const part of [objectsSuite, multipartSuite, versionsSuite, refusalsSuite]) part(standing, claim);
};
