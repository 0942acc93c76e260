import { describe, expect, it } from 'vitest';
import {
  AgencyCode,
  CaseId,
  caseIdOf,
  DatasetId,
  PersonRef,
  Slug,
  uuidFrom,
} from '../../shared/kernel/ids.ts';
import { sha256 } from '../../shared/kernel/hash-chain.ts';

describe('an agency code', () => {
  it.each(['H54', 'H54.14', 'H31.05.12', 'G09.AB1'])('is %s', (code) =>
    expect(AgencyCode.safeParse(code).success).toBe(true),
  );
  it.each([
    '',
    'h54',
    '54',
    'H5',
    'H54.',
    'H54..1',
    'H54.14 ',
    'H54/../x',
    `H54.${'1'.repeat(40)}`,
    'H54.14\n',
  ])('is not %j', (code) => expect(AgencyCode.safeParse(code).success).toBe(false));
});

describe('a slug', () => {
  it.each(['duong-bo', 'a', '2025', 'co-so-ban-le-thuoc-dat-gpp'])('is %s', (slug) =>
    expect(Slug.safeParse(slug).success).toBe(true),
  );
  it.each(['', '-a', 'a-', 'a--b', 'A', 'đường', '../x', 'a/b', 'a.b', 'a b', 'a\n', 'x'.repeat(81)])(
    'is not %j',
    (slug) => expect(Slug.safeParse(slug).success).toBe(false),
  );
});

describe('the id of a case', () => {
  it('names its kind first', () => {
    expect(caseIdOf('duty', 'open-data-update:x:1')).toBe('duty:open-data-update:x:1');
    for (const id of ['', ':x', 'dataset:', 'Dataset:x', 'dataset', `a:${'x'.repeat(240)}`])
      expect(CaseId.safeParse(id).success, id).toBe(false);
  });
});

describe('an id made of a hash', () => {
  it('is a UUID of version 8, the same for the same input', () => {
    const id = uuidFrom(sha256('x'));
    expect(DatasetId.parse(id)).toBe(id);
    expect(PersonRef.parse(id)).toBe(id);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(uuidFrom(sha256('x'))).toBe(id);
    expect(uuidFrom(sha256('y'))).not.toBe(id);
  });
});
