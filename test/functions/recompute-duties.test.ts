import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DigestWritten } from '../../events/digests.ts';
import { DutyRescheduled } from '../../events/duties.ts';
import { PAGE } from '../../functions/duties/recompute-open.ts';
import {
  released,
  theOfficer,
  withDayOff,
  withoutValues,
  withSwappedDay,
  world,
} from './a-moving-rulebook.ts';

describe('a target is approved for a rule that had no value', () => {
  test('open duties get their day, keep what was said before, and the next ones are computed by it', async () => {
    const { react, settle, approveTarget, updateOf, moves, faults } = world();
    await react(released('nha-thuoc', '2025-08-20'));
    await react(released('truong-hoc', '2025-06-16'));
    expect(await updateOf('nha-thuoc')).toMatchObject({ deadline: { kind: 'unknown' } });

    const approved = await approveTarget();
    await settle();
    expect(await updateOf('nha-thuoc')).toMatchObject({
      status: 'open',
      deadline: { kind: 'known', dueOn: '2025-12-22', basis: 'house' },
      earlierDeadlines: [{ deadline: { kind: 'unknown' }, because: 'law', replacedOn: '2025-09-02' }],
    });
    expect(await updateOf('truong-hoc')).toMatchObject({ deadline: { dueOn: '2025-09-16' } });

    // Told again it does nothing.
    await react(approved);
    await settle();
    expect(moves()).toHaveLength(1);

    await react(released('benh-vien', '2025-09-03'));
    expect(await updateOf('benh-vien')).toMatchObject({ deadline: { dueOn: '2026-01-05', basis: 'house' } });
    expect(await faults()).toEqual([]);
  });

  test('the officer reads it in the next digest, once', async () => {
    const { react, settle, approveTarget, morning, events } = world();
    await react(released('nha-thuoc', '2025-08-20'));
    await approveTarget();
    await settle();
    await morning('2025-09-03');
    await morning('2025-09-03');
    await morning('2025-09-04');
    const written = events().filter(({ type }) => type === DigestWritten.type);
    expect(written.map(({ data }) => DigestWritten.data.parse(data))).toMatchObject([
      { person: theOfficer, day: '2025-09-03', items: [{ rung: 'moved', dueOn: '2025-12-22' }] },
    ]);
  });
});

describe('a version of the portal ships another calendar', () => {
  const moved = withDayOff('2025-09-16');

  test('the first morning sets open duties to be computed again; the mornings after it do nothing', async () => {
    const { react, settle, morning, updateOf, events, moves, standing, faults } = world();
    await react(released('truong-hoc', '2025-06-16'));
    await morning('2025-06-17');
    await settle();
    expect(moves()).toEqual([]);
    const before = events().length;
    await morning('2025-06-18');
    expect(events()).toHaveLength(before);

    await morning('2025-06-19', moved);
    await settle(moved);
    expect(await updateOf('truong-hoc')).toMatchObject({
      deadline: { kind: 'known', dueOn: '2025-09-17' },
      earlierDeadlines: [
        {
          deadline: { dueOn: '2025-09-16', sum: { startOn: '2025-06-16' } },
          because: 'law',
          why: expect.stringContaining('Trước: 16/09/2025. Nay: 17/09/2025.') as string,
        },
      ],
    });
    expect(await standing()).toMatchObject({ done: true, moved: 1 });
    await morning('2025-06-20', moved);
    await settle(moved);
    expect(moves()).toHaveLength(1);
    expect(await faults()).toEqual([]);
  });

  test('what is said of a duty that moved comes with the rung that is due, if one is', async () => {
    const { react, settle, morning, events } = world();
    await react(released('truong-hoc', '2025-06-16'));
    await morning('2025-06-17');
    await settle();
    await morning('2025-08-17', moved);
    await settle(moved);
    await morning('2025-08-18', moved);
    await morning('2025-08-19', moved);
    const rungs = events()
      .filter(({ type }) => type === DigestWritten.type)
      .flatMap(({ data }) => DigestWritten.data.parse(data).items.map(({ rung, dueOn }) => [rung, dueOn]));
    expect(rungs).toEqual([
      ['before-30', '2025-09-16'],
      ['before-30', '2025-09-17'],
    ]);
  });
});

test('a Saturday that is worked, announced later, brings a due day forward: the old sum stays, and what was said before the old day is said before the new one, once', async () => {
  const { react, settle, morning, events, updateOf, faults } = world();
  // Three months from Friday 13/06/2025 end on Saturday 13/09: the Monday after, while Saturdays are off.
  await react(released('truong-hoc', '2025-06-13'));
  for (const day of ['2025-06-14', '2025-08-16', '2025-08-16']) await morning(day);
  await settle();
  expect(await updateOf('truong-hoc')).toMatchObject({
    deadline: { dueOn: '2025-09-15' },
    reachedRungs: ['before-30'],
    nextNoticeOn: '2025-09-01',
  });

  const swapped = withSwappedDay('2025-10-10', '2025-09-13');
  await morning('2025-08-20', swapped);
  await settle(swapped);
  expect(await updateOf('truong-hoc')).toMatchObject({
    deadline: { kind: 'known', dueOn: '2025-09-13' },
    earlierDeadlines: [
      {
        deadline: {
          dueOn: '2025-09-15',
          sum: { rawEndOn: '2025-09-13', rolledBecause: expect.stringContaining('thứ Bảy') as string },
        },
        because: 'law',
        why: expect.stringContaining('Trước: 15/09/2025. Nay: 13/09/2025.') as string,
      },
    ],
    reachedRungs: [],
  });

  for (const day of ['2025-08-21', '2025-08-21', '2025-08-22', '2025-08-29']) await morning(day, swapped);
  expect(await updateOf('truong-hoc')).toMatchObject({ nextNoticeOn: '2025-08-30' });
  for (const day of ['2025-08-30', '2025-08-30', '2025-09-01', '2025-09-10', '2025-09-13', '2025-09-14'])
    await morning(day, swapped);
  const said = events()
    .filter(({ type }) => type === DigestWritten.type)
    .map(({ data }) => DigestWritten.data.parse(data))
    .flatMap(({ day, items }) => items.map(({ rung, dueOn }) => [day, rung, dueOn]));
  expect(said).toEqual([
    ['2025-08-16', 'before-30', '2025-09-15'],
    ['2025-08-21', 'before-30', '2025-09-13'],
    ['2025-08-30', 'before-14', '2025-09-13'],
    ['2025-09-10', 'before-3', '2025-09-13'],
    ['2025-09-13', 'due-day', '2025-09-13'],
    ['2025-09-14', 'overdue-1', '2025-09-13'],
  ]);
  expect(await faults()).toEqual([]);
});

test('a day that the law took away is told too', async () => {
  const { react, settle, morning, events, updateOf } = world();
  await react(released('truong-hoc', '2025-06-16'));
  await morning('2025-06-17');
  await settle();
  const repealed = withoutValues();
  await morning('2025-06-18', repealed);
  await settle(repealed);
  expect(await updateOf('truong-hoc')).toMatchObject({
    deadline: { kind: 'unknown' },
    earlierDeadlines: [{ deadline: { dueOn: '2025-09-16' } }],
  });
  await morning('2025-06-19', repealed);
  await morning('2025-06-20', repealed);
  const told = events().filter(({ type }) => type === DigestWritten.type);
  expect(told.map(({ data }) => data['items'])).toEqual([
    expect.arrayContaining([{ duty: (await updateOf('truong-hoc'))?.id, rung: 'moved' }]),
  ]);
});

describe('very many duties', () => {
  const MANY = 2 * PAGE + 30;
  /** As many duties as there are datasets, plus as many reviews; all unknown. */
  const crowd = async () => {
    const it = world();
    for (let i = 0; i < MANY / 2; i += 1) await it.react(released(`bo-${i}`, '2025-08-20'));
    return it;
  };

  test('are done a page a message, and a message reads no more than its page', async () => {
    const { approveTarget, react, unread, settle, moves, events, standing } = await crowd();
    const approved = await approveTarget();
    await react(approved);
    await react(unread().at(-1)!);
    expect(moves().length).toBeLessThanOrEqual(PAGE);
    await settle();
    expect(moves()).toHaveLength(MANY / 2);
    // Those that moved stand further behind now, where they are met once more and left alone.
    const pages = events().filter(({ type }) => type === 'RecomputationAdvanced').length;
    expect(pages).toBeGreaterThanOrEqual(MANY / PAGE);
    expect(pages).toBeLessThanOrEqual((2 * MANY) / PAGE);
    expect(await standing()).toMatchObject({ done: true, moved: MANY / 2 });
  });

  test('a run that died, whose message is lost, is taken up by the next morning', async () => {
    const { approveTarget, react, events, morning, settle, moves, standing } = await crowd();
    await react(await approveTarget());
    const advanced = () => events().filter(({ type }) => type === 'RecomputationAdvanced');
    // The first page holds reviews alone, which the target does not concern.
    await react(advanced()[0]!);
    await expect(react(advanced()[1]!, { writes: 7 })).rejects.toThrow('broken off');
    expect(moves()).toHaveLength(7);
    await morning('2025-09-03');
    expect(advanced()).toHaveLength(3);
    await settle();
    expect(moves()).toHaveLength(MANY / 2);
    expect(new Set(moves().map(({ caseId }) => caseId)).size).toBe(MANY / 2);
    expect(await standing()).toMatchObject({ done: true });
  });

  test('where the rulebook changes meanwhile, it begins anew with the new one', async () => {
    const { approveTarget, react, unread, settle, moves, standing } = await crowd();
    await react(await approveTarget());
    await react(unread().at(-1)!);
    const shipped = withDayOff('2025-12-22');
    await settle(shipped);
    expect(await standing()).toMatchObject({ done: true });
    const last = new Map(moves().map(({ caseId, data }) => [caseId, DutyRescheduled.data.parse(data)]));
    expect(last.size).toBe(MANY / 2);
    for (const { deadline } of last.values()) expect(deadline).toMatchObject({ dueOn: '2025-12-23' });
  });
});

test('wherever messages break off, however often and late they come again, each duty moves once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ which: fc.nat({ max: 20 }), writes: fc.nat({ max: 6 }) }), { maxLength: 8 }),
      async (deliveries) => {
        const { react, settle, approveTarget, events, moves, standing, faults } = world();
        for (const name of ['a', 'b', 'c', 'd']) await react(released(name, '2025-08-20'));
        await approveTarget();
        for (const { which, writes } of deliveries) {
          const known = events().filter(({ type }) => /^(RuleValueApproved|Recomputation)/.test(type));
          await react(known[which % known.length]!, { writes }).catch(() => undefined);
        }
        await settle();
        expect(moves().map(({ caseId }) => caseId)).toHaveLength(4);
        expect(new Set(moves().map(({ caseId }) => caseId)).size).toBe(4);
        expect(await standing()).toMatchObject({ done: true });
        expect(await faults()).toEqual([]);
      },
    ),
    { numRuns: 50 },
  );
});
