import { beforeAll, describe, expect, test } from 'vitest';
import type { Duty } from '../../shared/contract/duties.ts';
import type { DutyFigures } from '../../shared/contract/duty-figures.ts';
import { operations as op } from '../../shared/contract/operations.ts';
import { AgencyCode } from '../../shared/kernel/ids.ts';
import { addDays, localDate } from '../../shared/kernel/local-date.ts';
import { aCitizen, actOn, sendRequest, THE_AGENCY } from './driver/citizen.ts';
import { body, deskOf, problemId, type Desk } from './driver/desk.ts';
import { eventually } from './driver/eventually.ts';
import { theDriver } from './driver/index.ts';

const driver = theDriver();
let officer: Desk;
let department: Desk;
let chairman: Desk;
let finance: Desk;

beforeAll(async () => {
  [officer, department, chairman, finance] = await Promise.all([
    deskOf(driver, 'focal-nnmt'),
    deskOf(driver, 'department'),
    deskOf(driver, 'chairman'),
    deskOf(driver, 'focal-tai-chinh'),
  ]);
});

const answers = { kind: 'answer-request' } as const;
const dutiesSeenBy = async (desk: Desk, query: Record<string, string> = answers): Promise<DutyFigures> =>
  body(await desk.call(op.readDutyFigures, { query }));
const own = ({ lines }: { lines: DutyFigures['lines'] }) =>
  lines.find(({ agency }) => agency.code === THE_AGENCY);
const requestsOfAll = async (desk: Desk) => body(await desk.call(op.listRequestFigures, { query: {} }));

/** Sends a request and waits for the duty to answer it; gives its code and the day it is due. */
const aRequest = async (): Promise<{ code: string; due: ReturnType<typeof localDate> }> => {
  const { code } = body(await sendRequest(driver, aCitizen(driver)));
  const params = { id: `answer-request:${code.toLowerCase()}:1` };
  const { deadline } = await eventually('the duty to answer', async () => {
    const answer = await officer.call(op.readDuty, { params });
    return answer.ok && answer.body;
  });
  if (deadline.kind !== 'known') throw new Error(deadline.why);
  return { code, due: localDate(deadline.dueOn) };
};

const answered = async (code: string) =>
  body(
    await actOn(officer, op.answerRequest, code, {
      text: 'Quyết định 123 ngày 5/1/2024, xin xem tệp kèm theo.',
    }),
  );

/** The figures catch up with the cases by seconds: in the end they say what the due sheet says, duty by duty. */
const asTheSheetSays = () =>
  eventually('the figures to say what the due sheet says', async () => {
    let overdue = 0;
    let cursor: string | undefined;
    do {
      const page: { items: Duty[]; next?: string | undefined } = body(
        await department.call(op.listDuties, {
          query: { ...answers, agency: AgencyCode.parse(THE_AGENCY), limit: 100, cursor },
        }),
      );
      overdue += page.items.filter(({ state }) => state === 'overdue').length;
      cursor = page.next;
    } while (cursor);
    return (own(await dutiesSeenBy(department))?.overdue ?? 0) === overdue;
  });

describe('the figures of agencies', () => {
  test('count what is done in time, and what becomes overdue, and later is done late', async () => {
    const first = await aRequest();
    await answered(first.code);
    const inTime = await eventually('an answer in time', async () => {
      const now = await dutiesSeenBy(department);
      return (own(now)?.inTime ?? 0) > 0 && now;
    });
    const requests = await eventually('the request among those resolved', async () => {
      const now = await requestsOfAll(department);
      return now.sum.resolved > 0 && now;
    });
    expect(requests.sum.received).toBeGreaterThanOrEqual(requests.sum.resolved);

    const second = await aRequest();
    await driver.runMorning(addDays(second.due, 4));
    const late = await eventually('an overdue answer', async () => {
      const now = await dutiesSeenBy(department);
      return (own(now)?.notDone ?? 0) > (own(inTime)?.notDone ?? 0) && now;
    });
    expect(late.sum.overdue).toBeGreaterThanOrEqual(own(late)!.overdue);
    await asTheSheetSays();
    expect((await requestsOfAll(chairman)).sum.overdue).toBeGreaterThan(0);

    await answered(second.code);
    const done = await eventually('an answer done late', async () => {
      const now = await dutiesSeenBy(department);
      return (own(now)?.late ?? 0) > (own(late)?.late ?? 0) && now;
    });
    await asTheSheetSays();
    expect(own(done)!.meanDaysLate).toBeGreaterThanOrEqual(1);
    const { fellDue, inTime: punctual, late: tardy, notDone, handedOnLate } = own(done)!;
    expect(fellDue).toBe(punctual + tardy + notDone + handedOnLate);
    expect(fellDue < done.fewest ? own(done)!.shareInTime : 0).toBe(fellDue < done.fewest ? undefined : 0);
    await eventually(
      'the request answered late',
      async () => (await requestsOfAll(department)).sum.answeredLate > 0,
    );
  });

  test('of requests are the same for an agency counted by itself and among all', async () => {
    const year = (await driver.today()).slice(0, 4);
    await eventually('the same figures', async () => {
      const query = { agency: THE_AGENCY, year };
      const alone = body(await department.call(op.readRequestFigures, { query }));
      const among = (await requestsOfAll(department)).lines.find(({ agency }) => agency.code === THE_AGENCY);
      // What one alone has besides: the year asked for, and what the law says.
      const { year: _asked, notRecorded: _none, cites: _law, today: _day, ...line } = alone;
      return JSON.stringify(line) === JSON.stringify(among);
    });
  });
});

describe('who sees which', () => {
  test('the Department and the chairman all agencies, a focal officer their own and the sum', async () => {
    const { code, due } = await aRequest();
    const text = 'Thông tin này do Sở Tài chính nắm giữ.';
    body(await actOn(officer, op.transferRequest, code, { to: finance.agency, text }));
    // From now on it is overdue there.
    await driver.runMorning(addDays(due, 3));
    const codes = ({ lines }: DutyFigures): string[] => lines.map(({ agency }) => agency.code);
    await eventually('an agency more than one’s own', async () =>
      codes(await dutiesSeenBy(department, {})).includes(finance.agency),
    );
    expect(codes(await dutiesSeenBy(finance, {}))).toEqual([finance.agency]);
    expect(codes(await dutiesSeenBy(officer, {}))).toEqual([THE_AGENCY]);
    await eventually('the same for all who see all, and the same sum for everybody', async () => {
      const [mine, ...all] = await Promise.all(
        [officer, department, chairman].map((desk) => dutiesSeenBy(desk, {})),
      );
      const [first, ...others] = all.map((one) => JSON.stringify(one));
      return (
        others.every((other) => other === first) && JSON.stringify(mine?.sum) === JSON.stringify(all[0]?.sum)
      );
    });
    expect(problemId(await officer.call(op.listRequestFigures, { query: {} }))).toBe('not-allowed');
  });

  test('a period has from one to twelve months, and ends with this month', async () => {
    const thisMonth = (await driver.today()).slice(0, 7);
    expect(await dutiesSeenBy(department, { to: '2999-12' })).toMatchObject({
      from: `${thisMonth.slice(0, 4)}-01`,
      to: thisMonth,
    });
    for (const query of [{ from: '2999-01' }, { from: '2020-01', to: '2021-01' }, { from: '2025-13' }])
      expect(problemId(await department.call(op.readDutyFigures, { query }))).toBe('invalid-input');
  });
});

test('both are taken away as CSV by the operation that shows them', async () => {
  const csvOf = async (desk: Desk, path: string) => {
    const answer = await fetch(`${driver.baseUrl}/api/v1${path}`, {
      headers: { authorization: `Bearer ${await driver.signIn(desk.persona)}` },
    });
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toMatch(/filename="so-lieu-[a-z-]+-[\d-]+\.csv"/);
    return (await answer.text()).trimEnd().split('\r\n');
  };
  const mine = await csvOf(officer, '/duty-figures?format=csv');
  expect(mine[0]).toMatch(/^\ufeff?Mã cơ quan,Cơ quan,Hạng,Đến hạn trong kỳ/);
  expect(mine.slice(1).map((line) => line.split(',')[0])).toEqual([THE_AGENCY, '']);
  const all = await csvOf(chairman, '/desk/request-figures/agencies?format=csv');
  expect(all.at(-1)).toMatch(/^,Toàn tỉnh,\d+/);
});
