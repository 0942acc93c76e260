import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { environmentNames } from '../../infra/environments.ts';
import { retainedResources } from './retained-resources.ts';
import { planted, synthesise, type Json } from './template.ts';

/**
 * Written once and then changed by hand only, with a migration in the same commit: a difference here means that
 * CloudFormation would build a new, empty table, bucket or user pool beside the one with the data.
 */
const baseline = JSON.parse(
  readFileSync(join(import.meta.dirname, 'retained-resources.json'), 'utf8'),
) as Record<string, Json>;

const systems = environmentNames().map((name) => synthesise(name, false));

test.each(systems)('no resource of $name that keeps data would be replaced', (system) => {
  expect(retainedResources(system)).toEqual(baseline[system.name]);
});

test('the baseline knows the environments there are, and no other', () => {
  expect(Object.keys(baseline).sort()).toEqual(systems.map(({ name }) => name).sort());
});

test('the comparison sees a renamed table and a changed key', () => {
  const [dev] = systems;
  if (!dev) throw new Error('dev was not synthesised');
  const renamed = planted(dev, ({ templates: { data } }) => {
    const { Ledger, ...rest } = data.Resources;
    if (Ledger) data.Resources = { ...rest, LedgerTable: Ledger };
  });
  expect(retainedResources(renamed)).not.toEqual(baseline['dev']);
  const rekeyed = planted(dev, ({ templates: { data } }) => {
    const cases = data.Resources['Cases'];
    if (cases?.Properties) cases.Properties['KeySchema'] = [{ AttributeName: 'id', KeyType: 'HASH' }];
  });
  expect(retainedResources(rekeyed)).not.toEqual(baseline['dev']);
  const retyped = planted(dev, ({ templates: { data } }) => {
    const cases = data.Resources['Cases'];
    if (cases?.Properties)
      cases.Properties['AttributeDefinitions'] = [{ AttributeName: 'pk', AttributeType: 'N' }];
  });
  expect(retainedResources(retyped)).not.toEqual(baseline['dev']);
});
