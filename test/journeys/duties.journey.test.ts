import { beforeAll, describe, expect, test } from 'vitest';
import { operations as op } from '../../shared/contract/operations.ts';
import type { Duty } from '../../shared/contract/duties.ts';
import type { DatasetFile } from '../../shared/contract/publishing.ts';
import { addDays, localDate } from '../../shared/kernel/local-date.ts';
import { aTwoMonthTarget } from '../fixtures/rule-values.ts';
import { body, deskOf, problemId, publishFile, type Desk } from './driver/desk.ts';
import { eventually } from './driver/eventually.ts';
import { theDriver } from './driver/index.ts';

const driver = theDriver();
let officer: Desk;
let department: Desk;
let file: DatasetFile;
let publishedOn: string;

const duties = async (desk: Desk): Promise<Duty[]> =>
  body(await desk.call(op.listDuties, { query: { limit: 100 } })).items.filter(
    ({ subject }) => subject.type === 'dataset' && subject.id === file.id,
  );
const update = async () => (await duties(officer)).find((duty) => duty.kind === 'open-data-update');
const dueOn = (duty: Duty | undefined) => (duty?.deadline.kind === 'known' ? duty.deadline.dueOn : undefined);
/** What a person's digests said of this dataset, line by line. */
const remindersOf = async (persona: string): Promise<string[]> =>
  (await driver.mailTo(persona))
    .filter(({ subject }) => subject.startsWith('Nhắc việc ngày'))
    .flatMap(({ text }) => text.split('\n'))
    .filter((line) => line.startsWith('- ') && line.includes('Dữ liệu có hạn cập nhật'));

beforeAll(async () => {
  publishedOn = await driver.today();
  [officer, department] = await Promise.all([deskOf(driver, 'focal-nnmt'), deskOf(driver, 'department')]);
  file = await publishFile(
    officer,
    department,
    'Dữ liệu có hạn cập nhật',
    'han.csv',
    Buffer.from('a,b\n1,2\n'),
  );
});

describe('publication starts the clocks of SEED Điều 6(3)', () => {
  test('three months to update, six to review, each with its sum and its article', async () => {
    const both = await eventually('two duties', async () => {
      const found = await duties(officer);
      return found.length === 2 && found;
    });
    const months = Object.fromEntries(
      both.map((duty) => [duty.kind, duty.deadline.kind === 'known' ? duty.deadline.sum.amount : 0]),
    );
    expect(months).toEqual({ 'open-data-update': 3, 'open-data-review': 6 });
    for (const duty of both) {
      if (duty.deadline.kind !== 'known') throw new Error(duty.deadline.why);
      expect(duty.deadline.sum.startOn).toBe(publishedOn);
      expect(duty.deadline.sum.cites.map((cite) => cite.label).join(' ')).toContain('47/2020/NĐ-CP');
      expect(duty.sumInWords.join(' ')).toContain('Đến hạn');
    }
  });

  test('the Department sees it too, another agency does not, and may not close it', async () => {
    expect(await duties(department)).toHaveLength(2);
    const stranger = await deskOf(driver, 'focal-cong-thuong');
    expect(await duties(stranger)).toHaveLength(0);
    const duty = await update();
    const answer = await stranger.call(op.confirmNoChange, {
      params: { id: duty?.id ?? '' },
      body: { note: '' },
    });
    expect(problemId(answer)).toBe('not-your-agency');
  });
});

describe('the mornings', () => {
  test('before the day, on it and after it, the focal officer is reminded once each; then the Department too', async () => {
    const due = dueOn(await update());
    if (!due) throw new Error('the deadline is not known');
    await driver.runMorning(addDays(localDate(due), -14));
    await eventually('the reminder 14 days before', async () =>
      (await remindersOf('focal-nnmt')).some((line) => line.startsWith('- Còn 14 ngày')),
    );

    await driver.runMorning(due);
    await eventually('the reminder on the day', async () =>
      (await remindersOf('focal-nnmt')).some((line) => line.startsWith('- Hôm nay')),
    );
    expect((await update())?.state).toBe('due-soon');

    await driver.runMorning(addDays(localDate(due), 1));
    await eventually('the overdue notice to the Department', async () =>
      (await remindersOf('department')).some((line) => line.startsWith('- Đã quá hạn')),
    );
    expect((await update())?.state).toBe('overdue');

    const letters = await eventually('the overdue notice to the officer', async () => {
      const sent = await remindersOf('focal-nnmt');
      return sent.some((line) => line.startsWith('- Đã quá hạn')) && sent;
    });
    // One letter each morning, whatever is due; a second one only for what came up later the same day.
    const digests = (await driver.mailTo('focal-nnmt'))
      .map(({ subject }) => /^Nhắc việc ngày ([^:]+):/.exec(subject)?.[1])
      .filter((day) => day !== undefined);
    expect(digests.length).toBeGreaterThanOrEqual(3);
    expect(new Set(digests).size).toBe(digests.length);
    const reminders = letters.filter((line) => line.includes('Cập nhật, bổ sung'));
    expect(reminders.length).toBeGreaterThanOrEqual(3);
    expect(new Set(reminders).size).toBe(reminders.length);
  });

  test('“reviewed, no change” closes it with the person’s word; the next turn begins', async () => {
    const before = await update();
    const closed = body(
      await officer.call(op.confirmNoChange, {
        params: { id: before?.id ?? '' },
        body: { note: 'Đã đối chiếu với hồ sơ gốc.' },
      }),
    );
    expect(closed.state).toBe('done');
    const next = await eventually('the next turn', async () => {
      const duty = await update();
      return duty && duty.id !== before?.id && duty;
    });
    expect(next.id).toMatch(/:2$/);
    // From 19/8/2025 the articles behind it are repealed and what follows them is not known: it says so.
    expect(next.state === 'unknown-deadline' || dueOn(next) !== undefined).toBe(true);
    const again = await officer.call(op.confirmNoChange, {
      params: { id: before?.id ?? '' },
      body: { note: '' },
    });
    expect(problemId(again)).toBe('not-open');
  });
});

describe('the Department enters a target where the law is not known any more', () => {
  /** Lines about this dataset in digests, with what stands below each. */
  const movedLines = async () =>
    (await driver.mailTo('focal-nnmt'))
      .filter(({ subject }) => subject.startsWith('Nhắc việc ngày'))
      .flatMap(({ text }) => text.split('\n- '))
      .filter((part) => part.includes('Hạn được tính lại') && part.includes('Dữ liệu có hạn cập nhật'));

  test('the open duty gets its day, marked as a target; the old statement stays, and the officer is told once', async () => {
    const second = await deskOf(driver, 'department-2');
    const before = await update();
    expect(before?.state).toBe('unknown-deadline');
    const withoutDay = async () =>
      body(await department.call(op.listDuties, { query: { deadline: 'unknown', limit: 100 } })).items.map(
        (duty) => duty.id,
      );
    expect(await withoutDay()).toContain(before?.id);

    const { id } = body(await department.call(op.submitRuleValue, { body: aTwoMonthTarget }));
    // One alone changes nothing.
    expect(problemId(await department.call(op.approveRuleValue, { params: { id } }))).toBe('four-eyes');
    expect((await update())?.state).toBe('unknown-deadline');
    body(await second.call(op.approveRuleValue, { params: { id } }));

    const moved = await eventually('the day of the duty', async () => {
      const duty = await update();
      return duty?.deadline.kind === 'known' && duty;
    });
    expect(moved.id).toBe(before?.id);
    expect(await withoutDay()).not.toContain(moved.id);
    expect(moved).toMatchObject({
      deadline: { basis: 'house', sum: { amount: 2, unit: 'month' } },
      earlierDeadlines: [{ deadline: { kind: 'unknown' }, because: 'law' }],
    });
    expect(moved.sumInWords[0]).toContain('Mục tiêu nội bộ');
    expect(moved.earlierDeadlines[0]?.sumInWords).toContain('Chưa xác định được ngày đến hạn.');
    await eventually('the public page', async () =>
      (await (await fetch(`${driver.baseUrl}/datasets/${file.slug}/`)).text()).includes(
        'mục tiêu nội bộ, không phải pháp luật',
      ),
    );

    const today = localDate(await driver.today());
    await driver.runMorning(addDays(today, 1));
    const [told, ...more] = await eventually('the digest', async () => {
      const lines = await movedLines();
      return lines.length > 0 && lines;
    });
    expect(told).toMatch(/hạn \d\d\/\d\d\/2025, mục tiêu nội bộ/);
    expect(told).toContain('Thời hạn trước đây chưa xác định, nay đã có trong sổ quy định.');
    expect(more).toEqual([]);
    await driver.runMorning(addDays(today, 2));
    expect(await movedLines()).toHaveLength(1);
  });
});
