import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../infra/constructs/setting.ts';
import { environmentNames } from '../../infra/environments.ts';
import { at, listOf, rows, synthesise } from './template.ts';

/** The names a function gives what it counts. */
const countedBy = (entry: string): string[] =>
  [...readFileSync(join(root, entry), 'utf8').matchAll(/\baddMetric\(\s*'(\w+)'/g)].map(
    ([, name = '']) => name,
  );

const textAt = (from: Parameters<typeof at>[0], ...place: string[]): string => {
  const found = at(from, ...place);
  if (typeof found !== 'string') throw new Error(`Not a text: ${place.join('.')}`);
  return found;
};

describe.each(environmentNames())('what functions count is what the alarms of %s watch', (name) => {
  const system = synthesise(name, false);
  const functions = rows(system, 'AWS::Lambda::Function').map(({ resource, properties }) => {
    const variable = (of: string) => at(properties, 'Environment', 'Variables', of);
    return {
      entry: textAt(resource.Metadata, 'Portal', 'entry'),
      service: variable('POWERTOOLS_SERVICE_NAME'),
      environment: variable('ENVIRONMENT'),
      namespace: variable('METRICS_NAMESPACE'),
    };
  });
  const ours = new Set<unknown>(functions.map(({ namespace }) => namespace).filter((it) => it !== undefined));
  const alarms = rows(system, 'AWS::CloudWatch::Alarm')
    .filter(({ properties }) => ours.has(at(properties, 'Namespace')))
    .map(({ properties }) => ({
      namespace: at(properties, 'Namespace'),
      metric: at(properties, 'MetricName'),
      dimensions: Object.fromEntries(
        listOf(at(properties, 'Dimensions')).map((one) => [textAt(one, 'Name'), at(one, 'Value')]),
      ),
    }));

  test('by the same name, from the same function, in the same namespace and dimensions', () => {
    const emitted = functions.flatMap(({ entry, namespace, service, environment }) =>
      countedBy(entry).map((metric) => ({ namespace, metric, dimensions: { service, environment } })),
    );
    const inOrder = (of: readonly { metric: unknown }[]) =>
      of.map((one) => JSON.stringify(one, Object.keys(one).concat('service', 'environment').sort())).sort();
    expect(emitted.length).toBeGreaterThanOrEqual(4);
    expect(inOrder(alarms)).toEqual(inOrder(emitted));
  });

  test('and nothing is counted where no function of its own says so', () => {
    const entries = new Set(functions.map(({ entry }) => entry));
    const counting = readdirSync(join(root, 'functions'), { recursive: true, encoding: 'utf8' })
      .map((file) => `functions/${file.replaceAll('\\', '/')}`)
      .filter((file) => file.endsWith('.ts') && countedBy(file).length > 0);
    expect(counting.filter((file) => !entries.has(file))).toEqual([]);
  });
});
