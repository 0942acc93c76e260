import { afterAll, describe } from 'vitest';
import { s3Objects } from '../../shared/adapters/s3/objects.ts';
import { clientOf, foreignStore, startStoreTarget, type ObjectStoreTarget } from './object-store-target.ts';
import { objectsSuite } from './objects.suite.ts';
import { foreignTarget, type StartedTarget } from './target.ts';

const foreign = foreignTarget();

describe(`objects in ${foreign?.endpoint ?? 'the local store'}`, () => {
  let started: (StartedTarget & ObjectStoreTarget) | undefined;
  afterAll(async () => started?.stop());
  objectsSuite(async () => {
    const target = foreign ? foreignStore(foreign) : (started = await startStoreTarget());
    const s3 = clientOf(target.target);
    const [one, two] = [await target.makeBucket({}), await target.makeBucket({})];
    return { objects: s3Objects(one, s3), other: s3Objects(two, s3), otherName: two };
  });
});
