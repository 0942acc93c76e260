import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseEnvironments, readEnvironments } from '../../infra/environments.ts';
import { root } from '../../infra/constructs/setting.ts';

const committed = (): Record<string, Record<string, unknown>> =>
  JSON.parse(readFileSync(join(root, 'infra', 'environments.json'), 'utf8')) as Record<
    string,
    Record<string, unknown>
  >;

/** The committed environments with fields changed: `'prod.data.removal'` → value; `undefined` takes the field away. */
const changed = (changes: Record<string, unknown>): unknown => {
  const all = committed();
  for (const [path, value] of Object.entries(changes)) {
    const steps = path.split('.');
    const last = steps.pop() ?? '';
    let here: Record<string, unknown> = all;
    for (const step of steps) here = here[step] as Record<string, unknown>;
    if (value === undefined) delete here[last];
    else here[last] = value;
  }
  return all;
};

test('the committed environments are valid, and prod keeps what it holds', () => {
  const environments = readEnvironments();
  expect(Object.keys(environments)).toEqual(expect.arrayContaining(['dev', 'prod']));
  expect(environments.prod.data).toMatchObject({
    removal: 'retain',
    deletionProtection: true,
    terminationProtection: true,
  });
});

test('the region is Singapore unless the environment says otherwise', () => {
  expect(parseEnvironments(changed({ 'staging.region': undefined })).staging?.region).toBe('ap-southeast-1');
});

describe('a fault names the field', () => {
  test.each([
    ['an account that is no account', { 'dev.account': '12345' }, 'dev.account'],
    ['a field with a typing error', { 'staging.logRetentionDay': 30 }, 'logRetentionDay'],
    ['a missing field', { 'prod.mailFrom': undefined }, 'prod.mailFrom'],
    ['an address with a slash at the end', { 'dev.publicUrl': 'http://localhost:4600/' }, 'dev.publicUrl'],
    ['an address that runs a script', { 'dev.publicUrl': 'javascript:alert(1)' }, 'dev.publicUrl'],
    ['days CloudWatch does not know', { 'dev.logRetentionDays': 8 }, 'dev.logRetentionDays'],
    ['a stage longer than five minutes', { 'dev.check': { stageSeconds: 301 } }, 'dev.check.stageSeconds'],
    ['an index later than a minute', { 'dev.searchBatchSeconds': 120 }, 'dev.searchBatchSeconds'],
    ['files larger than the design', { 'dev.upload.maxBytes': 6 * 1024 ** 3 }, 'dev.upload.maxBytes'],
    [
      'a certificate of another region',
      { 'prod.certificateArn': 'arn:aws:acm:ap-southeast-1:123456789012:certificate/a' },
      'prod.certificateArn',
    ],
    ['a domain without certificate', { 'prod.domain': 'dulieu.example.vn' }, 'prod.certificateArn'],
    ['production data that a deployment may delete', { 'prod.data.removal': 'destroy' }, 'prod.data.removal'],
    [
      'production without deletion protection',
      { 'prod.data.deletionProtection': false },
      'prod.data.deletionProtection',
    ],
    [
      'a production that may be deleted by hand',
      { 'prod.data.terminationProtection': false },
      'prod.data.terminationProtection',
    ],
    ['the test scanner in front of real files', { 'prod.malwareScan': 'eicar' }, 'prod.malwareScan'],
    [
      'real officers without second factor',
      { 'staging.signInSecondFactor': 'optional' },
      'staging.signInSecondFactor',
    ],
    ['alarms nobody hears', { 'prod.alarmEmails': [] }, 'prod.alarmEmails'],
    ['an alarm address that is none', { 'prod.alarmEmails': ['a@b.vn', 'van-hanh'] }, 'prod.alarmEmails.1'],
    ['a budget nobody hears of', { 'dev.budgetUsdPerMonth': 10 }, 'dev.alarmEmails'],
    ['a production for trials', { 'prod.realData': false }, 'prod.realData'],
    ['a capacity Lambda does not take', { 'dev.capacity.checksAtOnce': 1 }, 'dev.capacity.checksAtOnce'],
    ['a throttle of nothing', { 'dev.throttle.burst': 0 }, 'dev.throttle.burst'],
    ['two with one address', { 'staging.publicUrl': 'https://dulieu.example.vn' }, 'publicUrl: '],
    ['two with one sign-in prefix', { 'staging.signInPrefix': 'cong-du-lieu' }, 'signInPrefix: '],
    ['a production without TLS', { 'prod.publicUrl': 'http://dulieu.example.vn' }, 'prod.publicUrl'],
  ])('%s', (_what, changes, field) => {
    expect(() => parseEnvironments(changed(changes))).toThrow(field);
  });
});

test('an address that is not the domain’s own is refused', () => {
  const withDomain = {
    'prod.domain': 'dulieu.example.vn',
    'prod.certificateArn': 'arn:aws:acm:us-east-1:123456789012:certificate/abc',
    'prod.publicUrl': 'https://other.example.vn',
  };
  expect(() => parseEnvironments(changed(withDomain))).toThrow(
    'prod.publicUrl: with this domain: https://dulieu.example.vn',
  );
});

describe('another environment', () => {
  const withOne = (name: string, changes: Record<string, unknown> = {}): unknown => {
    const { staging, ...rest } = committed();
    const own = { publicUrl: 'https://tap-huan.example.vn', signInPrefix: 'cong-du-lieu-tap-huan' };
    return { ...rest, staging, [name]: { ...staging, ...own, ...changes } };
  };

  test('is added by the file alone, and may be taken out again', () => {
    expect(parseEnvironments(withOne('training'))['training']?.realData).toBe(true);
    const { dev, prod } = committed();
    expect(Object.keys(parseEnvironments({ dev, prod }))).toEqual(['dev', 'prod']);
  });

  test('is held to the rules of what stands in it', () => {
    expect(() => parseEnvironments(withOne('training', { malwareScan: 'eicar' }))).toThrow(
      'training.malwareScan: the EICAR scanner',
    );
    const trial = withOne('training', { malwareScan: 'eicar', realData: false });
    expect(parseEnvironments(trial)['training']?.malwareScan).toBe('eicar');
  });

  test.each(['Training', 'tap-huan', 'a', '9lives'])('is not called %s', (name) => {
    expect(() => parseEnvironments(withOne(name))).toThrow(`${name}: lower-case letters and digits`);
  });
});
