import { describe, expect, test } from 'vitest';
import { environmentNames } from '../../infra/environments.ts';
import { laws } from './laws/all.ts';
import { violations } from './planted-violations.ts';
import { planted, synthesise } from './template.ts';

const systems = environmentNames().map((name) => synthesise(name));

describe.each(systems)('the templates of $name', (system) => {
  test.each(Object.entries(laws))('keep the law %s', (_name, law) => {
    expect(law(system)).toEqual([]);
  });
});

describe('a law is worth something because', () => {
  const staging = systems.find((system) => system.name === 'staging');

  test.each(Object.entries(laws))('%s sees a planted violation', (name, law) => {
    if (!staging) throw new Error('staging was not synthesised');
    const plant = violations[name as keyof typeof laws];
    expect(law(planted(staging, plant))).not.toEqual([]);
  });
});
