import { describe, expect, test } from 'vitest';
import { allOperations, API_BASE } from '../../shared/contract/operations.ts';
import personas from '../../local/demo/personas.json' with { type: 'json' };
import { Role, type Operation } from '../../shared/contract/operation.ts';
import { theDriver } from './driver/index.ts';

const driver = theDriver();

/** Everybody who can sign in. */
const everyone = personas.map(({ id, role }): [string, Role] => [id, Role.parse(role)]);

const somewhere: Record<string, string> = {
  id: '00000000-0000-4000-8000-000000000000',
  slug: 'khong-co',
  code: 'H99.99',
  number: '1',
  name: 'khong-co.csv',
  file: '00000000-0000-4000-8000-000000000000',
  letter: 'answer',
  key: `00000000-0000-4000-8000-000000000000.${'A'.repeat(43)}`,
};
const sample = (name: string): string => {
  const found = somewhere[name];
  if (found === undefined) throw new Error(`There is no sample of {${name}}`);
  return found;
};

const call = (op: Operation, token?: string) =>
  fetch(`${driver.baseUrl}${API_BASE}${op.path.replace(/\{(\w+)\}/g, (_, name: string) => sample(name))}`, {
    method: op.method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(op.method === 'GET' ? {} : { 'content-type': 'application/json' }),
    },
    ...(op.method === 'GET' ? {} : { body: '{}' }),
  });

describe.each(allOperations.map((op) => [op.id, op] as const))('%s', (_id, op) => {
  test('without a token', async () => {
    const { status } = await call(op);
    if (op.who === 'anyone') expect([401, 403]).not.toContain(status);
    else expect(status).toBe(401);
  });

  test('with a token nobody signed', async () => {
    const forged = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJkZXBhcnRtZW50In0.';
    const { status } = await call(op, forged);
    if (op.who !== 'anyone') expect(status).toBe(401);
    else expect(status).not.toBe(500);
  });

  test.each(everyone)('as %s', async (persona, role) => {
    const { status } = await call(op, await driver.signIn(persona));
    const may = op.who === 'anyone' || op.who.includes(role);
    if (may) expect([401, 403]).not.toContain(status);
    else expect(status).toBe(403);
    expect(status).toBeLessThan(500);
  });
});

test('there are several people of each role to try it with', () => {
  expect(new Set(everyone.map(([, role]) => role))).toEqual(new Set(Role.options));
  expect(everyone.length).toBeGreaterThanOrEqual(29);
});
