import { describe } from 'vitest';
import { memoryFigures } from '../../shared/adapters/memory/figures.ts';
import { figuresSuite } from './figures.suite.ts';

describe('the figures in memory', () => figuresSuite(async () => memoryFigures()));
