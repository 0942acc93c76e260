import { describe, expect, test } from 'vitest';
import { addDays, localDate } from '../../shared/kernel/local-date.ts';
import { RegulationGap } from '../../shared/regulation/gap.ts';
import { inForce, valueOn } from '../../shared/regulation/in-force.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import { placeInLaw } from '../fixtures/place-in-law.ts';

const { instruments } = rulebook;

/** The first and the last day of each instrument as law, as far as they are known. */
const spans: readonly (readonly [id: string, number: string, from?: string, until?: string])[] = [
  ['blds-91-2015', '91/2015/QH13', '2017-01-01'],
  ['blld-45-2019', '45/2019/QH14', '2021-01-01'],
  ['luat-104-2016', '104/2016/QH13', '2018-07-01', '2026-08-31'],
  // Their law ended with 31/08/2026; whether they ended with it is not known, and so no day is made up.
  ['nd-13-2018', '13/2018/NĐ-CP', '2018-07-01'],
  ['tt-46-2018-btc', '46/2018/TT-BTC'],
  ['luat-tctt-2026', 'chưa rõ số', '2026-09-01'],
  ['nd-47-2020', '47/2020/NĐ-CP', '2020-05-25', '2025-10-21'],
  ['qd-10-2021', '10/2021/QĐ-UBND', '2021-08-16'],
  ['luat-60-2024', '60/2024/QH15', '2025-07-01'],
  ['nd-165-2025', '165/2025/NĐ-CP', '2025-07-01'],
  ['nd-194-2025', '194/2025/NĐ-CP', '2025-08-19'],
  ['nd-278-2025', '278/2025/NĐ-CP', '2025-10-22'],
  ['luat-91-2025', '91/2025/QH15', '2026-01-01'],
  ['nd-356-2025', '356/2025/NĐ-CP', '2026-01-01'],
  ['luat-117-2025', '117/2025/QH15', '2026-03-01'],
  ['nd-63-2026', '63/2026/NĐ-CP', '2026-03-01'],
  ['luat-148-2025', '148/2025/QH15', '2026-07-01'],
  ['nd-224-2026', '224/2026/NĐ-CP', '2026-07-01'],
  ['luat-116-2025', '116/2025/QH15', '2026-07-01'],
  ['nq-28-2026', '28/2026/QH16', '2026-07-01'],
  ['nq-202-2025', '202/2025/QH15', '2025-07-01'],
  ['nd-30-2020', '30/2020/NĐ-CP'],
  ['qd-188-1999', '188/1999/QĐ-TTg', '1999-10-02'],
  ['tb-6150-bldtbxh', '6150/TB-BLĐTBXH'],
  ['tb-9441-bnv', '9441/TB-BNV'],
  ['cv-12729-vpcp', '12729/VPCP-KGVX'],
  ['cv-10065-vpcp', '10065/VPCP-KGVX'],
];

describe('the instruments the portal’s work rests on', () => {
  test.each(spans.map(([id, ...span]) => [id, span] as const))(
    '%s is %j: number, first day, last day',
    (id, span) => {
      const { number, inForceFrom, inForceUntil } = instruments.get(id)!;
      expect([number, inForceFrom, inForceUntil]).toEqual([span[0], span[1], span[2]]);
    },
  );

  test('are all that are held', () => {
    expect([...instruments.keys()].sort()).toEqual(spans.map(([id]) => id).sort());
  });

  test('two outlive the law they carry out only because nobody knows otherwise, and say so', () => {
    for (const id of ['nd-13-2018', 'tt-46-2018-btc'])
      expect(JSON.stringify(instruments.get(id)!.notes), id).toMatch(
        /Chưa rõ còn áp dụng sau ngày 31\/08\/2026/,
      );
  });

  test('of Decree 47/2020, Articles 17 to 21 ended before the rest', () => {
    expect(instruments.get('nd-47-2020')!.partsEnded).toMatchObject([
      {
        articles: ['17', '18', '19', '20', '21'],
        until: '2025-08-18',
        by: { instrument: 'nd-194-2025', article: '40' },
      },
    ]);
  });
});

/** Who may and must do what: role, power, the place in the law and the last day on which it is known. */
const merger = '2025-06-30';
const decree = '2025-10-21';
const powers: readonly (readonly [
  role: string,
  power: string,
  cites: string,
  from: string,
  until: string,
])[] = [
  ['focal', 'coordinate-sharing', 'qd-10-2021 14(1)b', '2021-08-16', merger],
  ['focal', 'keep-services-current', 'qd-10-2021 15(4)', '2021-08-16', merger],
  ['focal', 'review-quality', 'qd-10-2021 15(3)', '2021-08-16', merger],
  ['department', 'compile-database-list', 'qd-10-2021 4(4)', '2021-08-16', merger],
  ['department', 'run-portal', 'qd-10-2021 4(5)c', '2021-08-16', merger],
  ['department', 'inspect', 'qd-10-2021 5(3)b', '2021-08-16', merger],
  ['department', 'open-data-plan', 'qd-10-2021 6(2)', '2021-08-16', merger],
  ['department', 'urge', 'qd-10-2021 9(3)b', '2021-08-16', merger],
  ['department', 'consent-outside', 'qd-10-2021 10(2)', '2021-08-16', merger],
  ['department', 'report-yearly', 'qd-10-2021 16(3)', '2021-08-16', merger],
  ['department', 'settle-disputes', 'nd-47-2020 49(2)', '2020-05-25', decree],
  ['chairman', 'issue-database-list', 'nd-47-2020 11(3), qd-10-2021 4(4)', '2021-08-16', decree],
  ['chairman', 'issue-open-data-list', 'nd-47-2020 17(2)', '2020-05-25', '2025-08-18'],
  ['chairman', 'issue-shared-list', 'nd-47-2020 34', '2020-05-25', decree],
  ['chairman', 'approve-inspection', 'nd-47-2020 16(5)', '2020-05-25', decree],
  ['chairman', 'decide-disputes', 'nd-47-2020 48', '2020-05-25', decree],
];

describe('roles and their powers', () => {
  const powersOf = (role: string) => rulebook.roles.get(role)!.powers;

  test.each(powers)('%s: %s by %s from %s to %s', (role, id, cites, from, until) => {
    const power = powersOf(role).find((one) => one.id === id)!;
    for (const day of [from, until])
      expect(inForce(power, localDate(day)).cites.map(placeInLaw).join(', '), day).toBe(cites);
    expect(valueOn(power, addDays(localDate(until), 1))).toBeInstanceOf(RegulationGap);
  });

  test('are all there are', () => {
    expect(
      [...rulebook.roles.values()].flatMap(({ id, powers: held }) => held.map((one) => `${id} ${one.id}`)),
    ).toEqual(powers.map(([role, id]) => `${role} ${id}`));
  });
});
