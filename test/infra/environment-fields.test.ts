import { describe, expect, test } from 'vitest';
import {
  findEnvironment,
  parseEnvironments,
  readEnvironments,
  type Environment,
} from '../../infra/environments.ts';
import { arrivals, everyFieldArrives, theDomainSpeaksTls12 } from './laws/environment.ts';
import { laws } from './laws/all.ts';
import { planted, synthesise } from './template.ts';

/** What no committed environment has: an account, a domain with its certificate, a boundary with real data, several addresses. */
const withDomain = parseEnvironments({
  ...readEnvironments(),
  prod: {
    ...findEnvironment('prod'),
    account: '123456789012',
    region: 'ap-southeast-2',
    publicUrl: 'https://dulieu.example.vn',
    domain: 'dulieu.example.vn',
    certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555',
    boundaryDataset: 'ranh-gioi-cap-xa',
    alarmEmails: ['van-hanh@dulieu.example.vn', 'truc-ban@dulieu.example.vn'],
  },
}).prod;

/** Its security rules are held too: with a domain of its own there is one acknowledgement less. */
const system = synthesise('prod', true, withDomain);

type Fields = Readonly<Record<string, unknown>>;
const isGroup = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const pathsOf = (fields: Fields, above = ''): string[] =>
  Object.entries(fields).flatMap(([name, value]) =>
    isGroup(value) ? pathsOf(value, `${above}${name}.`) : [`${above}${name}`],
  );

/** Something else of the same kind; what it would mean is of no matter here. */
const another = (value: unknown): unknown =>
  typeof value === 'number'
    ? value + 1
    : typeof value === 'boolean'
      ? !value
      : Array.isArray(value)
        ? value.slice(1)
        : `${String(value)}x`;

const changed = (environment: Environment, path: string): Environment => {
  const copy = structuredClone(environment);
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  let here = copy as Record<string, unknown>;
  for (const step of steps) here = here[step] as Record<string, unknown>;
  here[last] = another(here[last]);
  return copy;
};

test('an environment with a domain keeps every law', () => {
  expect(
    Object.entries(laws).flatMap(([name, law]) => law(system).map((line) => `${name}: ${line}`)),
  ).toEqual([]);
});

describe('each field of an environment reaches the templates', () => {
  /** Decides which rules hold, and stands in no template. */
  const ofTheFileAlone = ['realData'];
  const fields = pathsOf(withDomain).filter((path) => !ofTheFileAlone.includes(path));

  test('there is none that nobody looks for', () => {
    expect(fields.toSorted()).toEqual(Object.keys(arrivals).toSorted());
  });

  test.each(fields)('%s: a template of another value is seen', (path) => {
    const other = planted(system, (copy) => {
      Object.assign(copy, { environment: changed(system.environment, path) });
    });
    expect(everyFieldArrives(other).map((line) => line.split(' ')[0])).toContain(path);
  });
});

test('a domain without its TLS is seen', () => {
  const bare = planted(system, ({ templates: { edge } }) => {
    const cdn = edge.Resources['Cdn'];
    const config = cdn?.Properties?.['DistributionConfig'] as Record<string, never>;
    if (cdn) cdn.Properties = { DistributionConfig: { ...config, ViewerCertificate: {} } };
  });
  expect(theDomainSpeaksTls12(bare)).not.toEqual([]);
});
