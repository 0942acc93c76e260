import { describe } from 'vitest';
import { memoryViews } from '../../shared/adapters/memory/views.ts';
import { catalogueViewsSuite } from './catalogue-views.suite.ts';

describe('the catalogue in memory', () => catalogueViewsSuite(async () => memoryViews()));
