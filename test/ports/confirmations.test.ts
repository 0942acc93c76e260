import { describe } from 'vitest';
import { memoryConfirmations } from '../../shared/adapters/memory/confirmations.ts';
import { confirmationsSuite } from './confirmations.suite.ts';

describe('one-time codes in memory', () => {
  confirmationsSuite(async () => memoryConfirmations());
});
