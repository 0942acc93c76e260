import { describe, expect, test } from 'vitest';
import { localDate } from '../../shared/kernel/local-date.ts';
import { computeDeadline } from '../../shared/regulation/deadline.ts';
import { inForce } from '../../shared/regulation/in-force.ts';
import { RegulationGap } from '../../shared/regulation/gap.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';

const NĐ47 = 'khoản 3 Điều 20 Nghị định 47/2020/NĐ-CP';
const QĐ10 = 'khoản 3 Điều 6 Quy chế ban hành kèm theo Quyết định 10/2021/QĐ-UBND';
const BLDS147 = 'Điều 147 Bộ luật Dân sự 91/2015/QH13';
const BLDS148 = 'Điều 148 Bộ luật Dân sự 91/2015/QH13';

const due = (rule: string, day: string) => {
  const deadline = computeDeadline({ rule, startOn: localDate(day), governedOn: localDate(day) });
  return deadline.kind === 'known' ? deadline.dueOn : deadline.kind;
};

describe('D11: published open data is updated within three months of publication (NĐ47 Điều 20(3), SEED Điều 6(3))', () => {
  test.each([
    { title: 'a working day three months on', published: '2025-06-16', due: '2025-09-16' },
    { title: 'across the end of the year', published: '2024-11-18', due: '2025-02-18' },
    { title: 'ends on a Saturday: the Monday after (BLDS 148)', published: '2025-06-13', due: '2025-09-15' },
    { title: 'ends on a Sunday: the Monday after (BLDS 148)', published: '2025-06-14', due: '2025-09-15' },
    { title: 'ends in Tết: the first working day after it', published: '2024-10-28', due: '2025-02-03' },
    {
      title: 'ends on 30 April: past 1 May, the swapped 2 May and the weekend',
      published: '2025-01-30',
      due: '2025-05-05',
    },
    {
      title: 'ends on the swapped Saturday 26/04/2025, which is worked',
      published: '2025-01-26',
      due: '2025-04-26',
    },
    {
      title: 'no 31st in the end month: its last day (BLDS 148)',
      published: '2025-03-31',
      due: '2025-06-30',
    },
    { title: 'no 29th in February: the 28th', published: '2024-11-29', due: '2025-02-28' },
    { title: 'ends on National Day: the day after', published: '2025-06-02', due: '2025-09-03' },
    { title: 'the last day of the rule as we know it', published: '2025-08-18', due: '2025-11-18' },
  ])('$title: published $published, due $due', ({ published, due: expected }) => {
    expect(due('open-data-update', published)).toBe(expected);
  });

  test('the sum for 16/06/2025 names its start, its first counted day and its articles', () => {
    const day = localDate('2025-06-16');
    expect(computeDeadline({ rule: 'open-data-update', startOn: day, governedOn: day })).toMatchObject({
      kind: 'known',
      dueOn: '2025-09-16',
      provisional: false,
      sum: {
        startOn: '2025-06-16',
        startReason: 'ngày công bố bản phát hành',
        amount: 3,
        unit: 'month',
        method: 'months',
        firstCountedOn: '2025-06-17',
        skipped: [],
        rawEndOn: '2025-09-16',
        cites: [NĐ47, QĐ10, BLDS147, BLDS148].map((label) => ({ label })),
      },
    });
  });
});

describe('D10: open data is reviewed at least every six months (NĐ47 Điều 20(3), SEED Điều 6(3))', () => {
  test.each([
    { title: 'a working day six months on', from: '2025-06-16', due: '2025-12-16' },
    {
      title: 'ends on New Year’s Day, and 2/1/2026 is swapped off: Monday 5/1/2026',
      from: '2025-07-01',
      due: '2026-01-05',
    },
    { title: 'ends on Saturday 10/1/2026, a swapped working day', from: '2025-07-10', due: '2026-01-10' },
    { title: 'ends in Tết 2026', from: '2025-08-17', due: '2026-02-23' },
    { title: '31 August has no match in February', from: '2024-08-31', due: '2025-02-28' },
  ])('$title: from $from, due $due', ({ from, due: expected }) => {
    expect(due('open-data-review', from)).toBe(expected);
  });
});

describe('Decree 194/2025 ended Articles 17–21 of Decree 47/2020 on 19/08/2025, and what follows was not found', () => {
  const rules = ['open-data-update', 'open-data-review'];

  test.each(rules)('%s is in force on 16/08/2021 and on 18/08/2025', (id) => {
    const rule = rulebook.deadlines.get(id)!;
    for (const day of ['2021-08-16', '2025-08-18'])
      expect(inForce(rule, localDate(day))).toMatchObject({ ruleId: id, governedOn: day, state: 'value' });
  });

  test.each(rules)('%s is a gap on 19/08/2025 and today, and the gap says rule, day and why', (id) => {
    const rule = rulebook.deadlines.get(id)!;
    for (const day of ['2025-08-19', '2026-11-23']) {
      const ask = () => inForce(rule, localDate(day));
      expect(ask).toThrow(RegulationGap);
      expect(ask).toThrow(
        expect.objectContaining({ rule: id, day, why: expect.stringContaining('194/2025') as string }),
      );
    }
  });

  test.each(rules)('%s is a gap before the regulation itself began', (id) => {
    expect(() => inForce(rulebook.deadlines.get(id)!, localDate('2021-08-15'))).toThrow(
      /Sổ quy định chưa ghi gì/,
    );
  });

  test.each(rules)('a case under %s goes on with an unknown deadline', (id) => {
    const day = localDate('2025-08-19');
    expect(computeDeadline({ rule: id, startOn: day, governedOn: day })).toEqual({
      kind: 'unknown',
      ruleId: id,
      why: expect.stringContaining('19/08/2025') as string,
      startOn: '2025-08-19',
      startReason: 'ngày công bố bản phát hành',
      governedOn: '2025-08-19',
    });
  });

  test('the governing day decides, not the start', () => {
    const asked = { rule: 'open-data-update', startOn: localDate('2025-08-20') };
    expect(computeDeadline({ ...asked, governedOn: localDate('2025-08-18') })).toMatchObject({
      dueOn: '2025-11-20',
    });
    expect(computeDeadline({ ...asked, governedOn: localDate('2025-08-20') })).toMatchObject({
      kind: 'unknown',
    });
  });

  test('a rule nobody wrote is a fault, not an unknown deadline', () => {
    const day = localDate('2025-06-16');
    expect(() => computeDeadline({ rule: 'no-such-rule', startOn: day, governedOn: day })).toThrow(
      'no-such-rule',
    );
  });
});
