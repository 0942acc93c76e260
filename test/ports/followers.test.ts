import { describe } from 'vitest';
import { memoryFollowers } from '../../shared/adapters/memory/followers.ts';
import { followersSuite } from './followers.suite.ts';

describe('followers in memory', () => {
  followersSuite(async () => memoryFollowers());
});
