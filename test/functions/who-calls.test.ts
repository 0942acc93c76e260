import { describe, expect, test } from 'vitest';
import { serveHttp } from '../../functions/_entry/http.ts';
import { whoIsFrom } from '../../functions/_entry/who-is.ts';
import { registryEndpoints } from '../../functions/registry/registry.endpoints.ts';
import { memoryPeople, memoryRegistry } from '../../shared/adapters/memory/registry.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import { memoryViews } from '../../shared/adapters/memory/views.ts';
import type { Membership } from '../../shared/capabilities/registry/model.ts';
import { operations as op } from '../../shared/contract/operations.ts';
import type { Me } from '../../shared/contract/registry.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { theDeptOfHealth, theDeptOfTransport, theFocalOfficer } from '../fixtures/datasets.ts';
import { aLambdaContext, httpEvent } from '../fixtures/http-event.ts';

const TODAY = '2025-06-16';

const aMembership = (more: Partial<Membership> = {}): Membership => ({
  sub: 'somebody',
  person: theFocalOfficer,
  agency: theDeptOfHealth,
  role: 'focal',
  validFrom: localDate('2020-01-01'),
  ...more,
});

/** Somebody with these memberships asks who they are, with a token that says `claims`. */
const ask = async (memberships: Membership[], claims: Record<string, unknown> = {}) => {
  const tables = memoryTables();
  tables.memberships.push(...memberships);
  tables.people.set(theFocalOfficer, {
    ref: theFocalOfficer,
    kind: 'officer',
    name: 'Trần Thị Lan',
    email: 'lan@example.vn',
  });
  const registry = memoryRegistry(tables);
  const people = memoryPeople(tables);
  const handler = serveHttp(
    'registry',
    registryEndpoints({ registry, people, views: memoryViews(new Map()) }),
    { whoIs: whoIsFrom(registry, people) },
    () => true,
  );
  const event = httpEvent(op.readMe, { at: `${TODAY}T03:00:00.000Z` });
  event.requestContext.authorizer.jwt.claims = { sub: 'somebody', scope: 'openid', ...claims };
  const answer = (await handler(event, aLambdaContext)) as { statusCode: number; body: string };
  return { status: answer.statusCode, body: JSON.parse(answer.body) as Me & { type?: string } };
};

describe('powers come from the register of that day', () => {
  test('one who is in office is let in', async () => {
    const { status, body } = await ask([aMembership()]);
    expect(status).toBe(200);
    expect(body.memberships.map(({ role }) => role)).toEqual(['focal']);
  });

  test.each([
    ['nobody the register knows', []],
    ['whose office ended yesterday', [aMembership({ validUntil: localDate('2025-06-15') })]],
    ['whose office begins tomorrow', [aMembership({ validFrom: localDate('2025-06-17') })]],
  ])('%s: 403', async (_who, memberships) => {
    const { status, body } = await ask(memberships);
    expect([status, body.type]).toEqual([403, '/problems/not-allowed']);
  });

  test('the last day of an office is a day of it', async () => {
    expect((await ask([aMembership({ validUntil: localDate(TODAY) })])).status).toBe(200);
  });

  test('of two offices the one that ended opens nothing any more', async () => {
    const { body } = await ask([
      aMembership({ agency: theDeptOfTransport, role: 'department', validUntil: localDate('2025-06-15') }),
      aMembership(),
    ]);
    expect(body.memberships.map(({ agency, role }) => [agency, role])).toEqual([[theDeptOfHealth, 'focal']]);
  });
});

describe('a token says who, and not what they may do', () => {
  const boasts = {
    role: 'department',
    roles: ['department', 'ops'],
    'cognito:groups': ['department', 'ops'],
    'custom:role': 'department',
    scope: 'openid department ops',
  };

  test('a role claimed in it adds none', async () => {
    const { status, body } = await ask([aMembership()], boasts);
    expect(status).toBe(200);
    expect(body.memberships.map(({ role }) => role)).toEqual(['focal']);
  });

  test('a role claimed in it opens nothing to one without office', async () => {
    expect((await ask([], boasts)).status).toBe(403);
  });

  test.each([
    ['no scope at all', { scope: undefined }],
    ['the scope of another', { scope: 'email profile' }],
    ['a scope that only begins like it', { scope: 'openid-connect' }],
    ['the emulator’s own', { scope: 'aws.cognito.signin.user.admin' }],
  ])(
    'with %s it is no access token of ours: 401, though the gateway let it through',
    async (_what, claims) => {
      const { status, body } = await ask([aMembership()], claims);
      expect([status, body.type]).toEqual([401, '/problems/not-signed-in']);
    },
  );
});
