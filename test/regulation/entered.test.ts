import { describe, expect, test } from 'vitest';
import { localDate } from '../../shared/kernel/local-date.ts';
import type { EnteredValue } from '../../shared/kernel/rule-value.ts';
import { computeDeadline } from '../../shared/regulation/deadline.ts';
import { bookWith, misfitOf } from '../../shared/regulation/entered.ts';
import { rulebookFaults } from '../../shared/regulation/faults.ts';
import { recompute } from '../../shared/regulation/recompute.ts';
import { rulebook, RulebookData } from '../../shared/regulation/rulebook.ts';
import { sumInWords } from '../../shared/kernel/sum-in-words.ts';
import { aFoundLaw, aHouseTarget } from '../fixtures/rule-values.ts';

const due = (day: string, ...values: EnteredValue[]) =>
  computeDeadline(
    { rule: 'open-data-update', startOn: localDate(day), governedOn: localDate(day) },
    bookWith(rulebook, values),
  );

describe('a value entered for days on which the rulebook has none', () => {
  test('of the law: computed, cited, and not marked as anything else', () => {
    const deadline = due('2025-09-01', aFoundLaw());
    expect(deadline).toMatchObject({
      kind: 'known',
      dueOn: '2025-11-03',
      sum: {
        amount: 2,
        cites: [{ instrument: 'nd-194-2025', label: 'khoản 2 Điều 30 Nghị định 194/2025/NĐ-CP' }, {}, {}],
      },
    });
    expect(deadline).not.toHaveProperty('basis');
  });

  test('of the house: computed, and said to be no law', () => {
    const deadline = due('2025-09-01', aHouseTarget());
    expect(deadline).toMatchObject({ kind: 'known', dueOn: '2026-01-05', basis: 'house' });
    const words = sumInWords(deadline);
    expect(words[0]).toBe('Mục tiêu nội bộ: pháp luật chưa rõ, đây không phải quy định của pháp luật.');
    expect(words.at(-1)).toMatch(/^Căn cứ: mục tiêu nội bộ theo 15\/QĐ-SKHCN; /);
  });

  test('says who stands for it: the Department as it was called the day another approved it, and no person by name', () => {
    const sourceOn = (day: string) => {
      const { values } = bookWith(rulebook, [{ ...aFoundLaw(), approvedOn: localDate(day) }]).deadlines.get(
        'open-data-update',
      )!;
      return values.flatMap(({ cites }) => cites).find(({ article }) => article === '30')?.source;
    };
    expect(sourceOn('2025-02-28')).toBe(
      'Sở Thông tin và Truyền thông nhập tại cổng, hai người xác nhận, phê duyệt ngày 28/02/2025',
    );
    expect(sourceOn('2025-09-02')).toBe(
      'Sở Khoa học và Công nghệ nhập tại cổng, hai người xác nhận, phê duyệt ngày 02/09/2025',
    );
  });

  test('the law goes before the house, whichever was entered first', () => {
    for (const values of [
      [aHouseTarget(), aFoundLaw()],
      [aFoundLaw(), aHouseTarget()],
    ])
      expect(due('2025-09-01', ...values)).toMatchObject({ dueOn: '2025-11-03' });
  });

  test('only on its own days, and never over a value of the shipped law', () => {
    const year = aHouseTarget({ from: localDate('2025-01-01'), until: localDate('2025-12-31') });
    expect(due('2025-06-16', year)).toEqual(due('2025-06-16'));
    expect(due('2025-12-31', year)).toMatchObject({ basis: 'house' });
    expect(due('2026-01-01', year)).toMatchObject({ kind: 'unknown' });
  });

  test('the book stays whole: no hole, no overlap, nothing cited that it does not hold', () => {
    const { data } = bookWith(rulebook, [
      aFoundLaw({ from: localDate('2026-01-01'), until: localDate('2026-06-30') }),
      aHouseTarget(),
      aFoundLaw({
        rule: 'connection-request',
        from: localDate('2025-11-01'),
        limit: { kind: 'at-once' },
        ground: {
          basis: 'law',
          instrument: { number: '999/2026/NĐ-CP', title: 'Nghị định mới' },
          sentence: 'Trả lời ngay.',
        },
      }),
    ]);
    expect(RulebookData.safeParse(data).error).toBeUndefined();
    expect(rulebookFaults(data)).toEqual(['open-data-update is shipped with a house target']);
    expect(data.deadlines.find(({ id }) => id === 'open-data-update')?.values.map((v) => v.from)).toEqual([
      '2021-08-16',
      '2025-08-19',
      '2026-01-01',
      '2026-07-01',
    ]);
  });

  test('an open deadline computed again becomes known, with the old one beside', () => {
    expect(recompute(due('2025-08-20'), bookWith(rulebook, [aHouseTarget()]))).toMatchObject({
      because: 'value-found',
      was: { kind: 'unknown' },
      now: { kind: 'known', dueOn: '2025-12-22', basis: 'house' },
    });
  });

  test('and a target that gives way to the law says so, even where the day stays', () => {
    const target = due('2025-08-20', aHouseTarget());
    expect(recompute(target, bookWith(rulebook, [aHouseTarget(), aFoundLaw()]))).toMatchObject({
      because: 'law-found',
      now: { dueOn: '2025-10-20' },
    });
    const asLong = aFoundLaw({ limit: aHouseTarget().limit });
    const found = recompute(target, bookWith(rulebook, [aHouseTarget(), asLong]));
    expect(found).toMatchObject({ because: 'law-found', now: { dueOn: '2025-12-22' } });
    if (found.changed) expect(found.now).not.toHaveProperty('basis');
  });
});

describe('a value does not fit', () => {
  test.each<[string, EnteredValue, string | undefined]>([
    ['in the hole it is for', aHouseTarget(), undefined],
    ['for a rule nobody wrote', aHouseTarget({ rule: 'no-such-rule' }), 'unknown-rule'],
    ['before the hole begins', aHouseTarget({ from: localDate('2025-08-18') }), 'not-a-hole'],
    ['where the law is known', aHouseTarget({ rule: 'public-information-challenge' }), 'not-a-hole'],
    [
      'in months, where a clock may stop',
      aHouseTarget({
        rule: 'information-request-online-answer',
        from: localDate('2026-09-01'),
        limit: { kind: 'period', amount: 1, unit: 'month' },
      }),
      'unit-unfit',
    ],
  ])('%s', (_, value, misfit) => expect(misfitOf(value, rulebook)).toBe(misfit));

  test('where a target stands already, but the law may be entered over it', () => {
    const book = bookWith(rulebook, [aHouseTarget({ until: localDate('2025-12-31') })]);
    expect(misfitOf(aHouseTarget({ from: localDate('2025-10-01') }), book)).toBe('not-a-hole');
    expect(misfitOf(aHouseTarget({ from: localDate('2026-01-01') }), book)).toBeUndefined();
    expect(misfitOf(aFoundLaw(), book)).toBeUndefined();
  });
});
