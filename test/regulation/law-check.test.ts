import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addDays, localDate } from '../../shared/kernel/local-date.ts';
import { computeDeadline } from '../../shared/regulation/deadline.ts';
import { calendarWarning, holesOf, lastKnownDay, lawCheck } from '../../shared/regulation/law-check.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';

describe('could a deadline pass the last known day', () => {
  test('not in June 2025: the longest period is six months, and the calendar reaches to the end of 2027', () => {
    expect(lastKnownDay(rulebook)).toBe('2027-12-31');
    expect(calendarWarning(localDate('2025-06-16'), rulebook, 0)).toBeUndefined();
  });

  test('one that starts today: the rule is named', () => {
    const today = localDate('2027-12-22');
    expect(calendarWarning(addDays(today, -1), rulebook, 0)).toBeUndefined();
    expect(calendarWarning(today, rulebook, 0)).toEqual({
      lastKnownDay: '2027-12-31',
      newly: ['public-information-challenge'],
      open: 0,
    });
  });

  test('one that is open already: it is said how many', () => {
    expect(calendarWarning(localDate('2027-07-02'), rulebook, 1)).toMatchObject({ newly: [], open: 1 });
  });
});

describe('how the rulebook stands', () => {
  test('every hole is said, with its days and why', () => {
    const holes = holesOf(rulebook);
    expect(holes).toContainEqual({
      rule: 'personal-data-breach-notice',
      code: 'D23',
      state: 'unknown',
      from: '2021-08-16',
      until: '2025-12-31',
      why: expect.stringContaining('13/2023') as string,
    });
    expect(holes.filter(({ rule }) => rule === 'public-information-challenge')).toEqual([]);
  });

  test('from which start on each rule gives a provisional day', () => {
    const { provisional, faults } = lawCheck(localDate('2025-06-16'), rulebook);
    expect(faults).toEqual([]);
    const from = Object.fromEntries(provisional.map((one) => [one.rule, one.from]));
    expect(from).toMatchObject({ 'open-data-review': '2027-07-01', 'service-description': '2027-12-31' });
    // The day before, it is still known.
    const known = computeDeadline({
      rule: 'open-data-review',
      startOn: localDate('2027-06-30'),
      governedOn: localDate('2025-06-16'),
    });
    expect(known).toMatchObject({ provisional: false });
  });
});

describe('npm run law:check', () => {
  const command = (...args: string[]): Promise<{ code: number; out: string }> =>
    new Promise((resolve) => {
      const script = join(import.meta.dirname, '../../local/tools/law-check.ts');
      // Nothing lies there: it can look at the rulebook alone.
      const env = { ...process.env, LOCAL_DIR: join(tmpdir(), 'no-portal-here') };
      const child = execFile(process.execPath, [script, ...args], { env }, (_, stdout, stderr) =>
        resolve({ code: child.exitCode ?? -1, out: stdout + stderr }),
      );
    });

  test('says the last known day and the holes, and ends well while nothing must be done', async () => {
    const { code, out } = await command('--on', '2025-06-16');
    expect(code).toBe(0);
    expect(out).toContain('Lịch làm việc biết đến hết 31/12/2027.');
    expect(out).toContain('Chỉ xem sổ quy định, không xem hạn đang mở: Không có trạng thái nào');
    expect(out).toMatch(/D3 +connection-request: từ 22\/10\/2025, chưa rõ/);
  });

  test('warns, says what to do, and fails when a deadline of today could pass it', async () => {
    const { code, out } = await command('--on', '2027-12-22');
    expect(code).toBe(1);
    expect(out).toMatch(/CẢNH BÁO.*public-information-challenge/);
    expect(out).toContain('thêm lịch của năm sau');
  });

  test('a day that is none is a wrong use', async () => {
    expect((await command('--on', 'hôm nay')).code).toBe(2);
  });
});
