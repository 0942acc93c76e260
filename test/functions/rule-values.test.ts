import { describe, expect, test } from 'vitest';
import { serveHttp } from '../../functions/_entry/http.ts';
import { ruleValueEndpoints } from '../../functions/regulation/rule-value.endpoints.ts';
import { memoryCaseStore } from '../../shared/adapters/memory/case-store.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import type { Who } from '../../shared/capabilities/registry/model.ts';
import { regulationOperations as op } from '../../shared/contract/regulation.ts';
import type { Operation } from '../../shared/contract/operation.ts';
import { sha256 } from '../../shared/kernel/hash-chain.ts';
import { AgencyCode, type PersonRef, uuidFrom } from '../../shared/kernel/ids.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { aLambdaContext, httpEvent } from '../fixtures/http-event.ts';
import { aClerk, aFoundLaw, aHouseTarget, anotherClerk } from '../fixtures/rule-values.ts';

const agency = AgencyCode.parse('H54.17');
const person = (ref: PersonRef, role: 'department' | 'focal'): Who =>
  ({
    ref,
    memberships: [{ agency, role, validFrom: localDate('2021-08-16') }],
  }) as unknown as Who;

const AFTER_THE_DECISION = '2025-09-02T03:00:00.000Z';

/** Two people of the Department and an officer, over one store. */
const world = () => {
  const store = memoryCaseStore(memoryTables());
  let made = 0;
  let now = 'an';
  const people = { person: async (ref: PersonRef) => ({ ref, name: ref === aClerk ? 'An' : 'Bình' }) };
  const callers: Record<string, Who> = {
    an: person(aClerk, 'department'),
    binh: person(anotherClerk, 'department'),
    officer: person(anotherClerk, 'focal'),
  };
  const handler = serveHttp(
    'regulation',
    ruleValueEndpoints({
      store,
      people: people as unknown as Parameters<typeof ruleValueEndpoints>[0]['people'],
      newId: () => uuidFrom(sha256(`made ${(made += 1)}`)),
    }),
    { whoIs: async () => callers[now], recall: (key) => store.recall(key) },
    () => true,
  );
  return async (sub: string, operation: Operation, more: Parameters<typeof httpEvent>[1] = {}) => {
    now = sub;
    const { statusCode, body } = await handler(
      httpEvent(operation, { at: AFTER_THE_DECISION, ...more }),
      aLambdaContext,
    );
    return { status: statusCode, said: JSON.parse(body ?? '{}') as Record<string, unknown> };
  };
};

describe('what is entered', () => {
  const withDecision = (decision: object, sentence = 'Trả lời trong 4 ngày làm việc') => {
    const value = aHouseTarget();
    return { ...value, ground: { basis: 'house', decision, sentence } };
  };

  test('is readable: no mark that turns the reading direction, no text nobody sees', async () => {
    const ask = world();
    for (const body of [
      withDecision({ number: 'A\u202Egn', issuedOn: '2025-06-01' }),
      withDecision({ number: '12/QĐ-SKHCN', issuedOn: '2025-06-01' }, '\u200b\u200b'),
    ])
      expect(await ask('an', op.submitRuleValue, { body })).toMatchObject({ status: 400 });
  });

  test('rests on a decision that was made', async () => {
    const body = withDecision({ number: '12/QĐ-SKHCN', issuedOn: '2099-01-01' });
    expect((await world()('an', op.submitRuleValue, { body })).said).toMatchObject({
      type: '/problems/invalid-input',
      errors: [{ path: 'body.ground.decision.issuedOn' }],
    });
  });
});

describe('the Department enters what the rulebook lacks', () => {
  test('one submits, another approves, and the hole is a target of the house', async () => {
    const ask = world();
    const holesOf = async () =>
      ((await ask('officer', op.listRuleHoles)).said['items'] as { rule: string; basis: string }[]).filter(
        ({ rule }) => rule === 'open-data-update',
      );
    expect(await holesOf()).toMatchObject([{ basis: 'unknown', from: '2025-08-19', code: 'D11' }]);

    const made = await ask('an', op.submitRuleValue, { body: aHouseTarget() });
    expect(made).toMatchObject({
      status: 201,
      said: { status: 'submitted', submittedBy: 'An', mayApprove: false, mayReturn: true },
    });
    expect(await holesOf()).toMatchObject([{ basis: 'unknown' }]);

    const params = { id: made.said['id'] as string };
    expect(await ask('an', op.approveRuleValue, { params })).toMatchObject({
      status: 403,
      said: { type: '/problems/four-eyes' },
    });
    expect(await ask('binh', op.approveRuleValue, { params })).toMatchObject({
      status: 200,
      said: { status: 'approved', decidedBy: 'Bình', mayApprove: false },
    });
    expect(await holesOf()).toMatchObject([
      { basis: 'house', why: 'Cập nhật dữ liệu mở ít nhất bốn tháng một lần.' },
    ]);
    expect(await ask('binh', op.returnRuleValue, { params, body: { reason: 'Muộn rồi.' } })).toMatchObject({
      status: 409,
    });
  });

  test('the same key enters it once', async () => {
    const ask = world();
    const send = () => ask('an', op.submitRuleValue, { body: aHouseTarget(), key: 'mot' });
    expect((await send()).said['id']).toBe((await send()).said['id']);
    expect((await ask('an', op.listRuleValues)).said['items']).toHaveLength(1);
  });

  test('a value returned never counts, and the list says why, newest first', async () => {
    const ask = world();
    const first = await ask('an', op.submitRuleValue, { body: aHouseTarget() });
    const params = { id: first.said['id'] as string };
    await ask('binh', op.returnRuleValue, { params, body: { reason: 'Chưa có quyết định.' } });
    await ask('binh', op.submitRuleValue, { body: aFoundLaw() });
    const { items } = (await ask('officer', op.listRuleValues)).said as unknown as {
      items: { status: string; reason?: string; mayApprove: boolean }[];
    };
    expect(items.map(({ status }) => status).sort()).toEqual(['returned', 'submitted']);
    expect(items.find(({ status }) => status === 'returned')?.reason).toBe('Chưa có quyết định.');
    expect(items.every(({ mayApprove }) => !mayApprove)).toBe(true);
  });

  test.each([
    ['where the law is known', aHouseTarget({ rule: 'public-information-challenge' }), 409, 'not-a-hole'],
    ['for a rule nobody wrote', aHouseTarget({ rule: 'no-such-rule' }), 422, 'unknown-rule'],
    [
      'without a decision',
      { ...aHouseTarget(), ground: { basis: 'house', sentence: 'x' } },
      400,
      'invalid-input',
    ],
  ])('not %s', async (_, body, status, type) => {
    expect(await world()('an', op.submitRuleValue, { body })).toMatchObject({
      status,
      said: { type: `/problems/${type}` },
    });
  });

  test('an officer of an agency enters nothing', async () => {
    expect(await world()('officer', op.submitRuleValue, { body: aHouseTarget() })).toMatchObject({
      status: 403,
    });
  });
});
