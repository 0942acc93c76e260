import { describe } from 'vitest';
import { memoryObjects, type MemoryBuckets } from '../../shared/adapters/memory/objects.ts';
import { objectsSuite } from './objects.suite.ts';

describe('objects in memory', () => {
  objectsSuite(async () => {
    const buckets: MemoryBuckets = new Map();
    return {
      objects: memoryObjects('public', buckets),
      other: memoryObjects('files', buckets),
      otherName: 'files',
    };
  });
});
