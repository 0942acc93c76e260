import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { operations as op } from '../../shared/contract/operations.ts';
import { RequestCode } from '../../shared/kernel/ids.ts';
import { addDays, localDate } from '../../shared/kernel/local-date.ts';
import { aCitizen, actOn, readAtDesk, sendRequest, THE_AGENCY } from './driver/citizen.ts';
import { body, deskOf, problemId, publishFile, type Desk } from './driver/desk.ts';
import { eventually } from './driver/eventually.ts';
import { theDriver } from './driver/index.ts';

const driver = theDriver();
let officer: Desk;
let stranger: Desk;
let department: Desk;

beforeAll(async () => {
  [officer, stranger, department] = await Promise.all([
    deskOf(driver, 'focal-nnmt'),
    deskOf(driver, 'focal-tai-chinh'),
    deskOf(driver, 'department'),
  ]);
});

describe('what a report points to', () => {
  test('a report is about what is published, a correction follows what was answered to the same person', async () => {
    const says = { description: 'Số liệu trong tệp ghi sai.' };
    const [asker, other] = [aCitizen(driver), aCitizen(driver)];
    const about = await sendRequest(driver, other, {
      content: { kind: 'error-report', about: randomUUID(), says },
    });
    expect(problemId(about)).toBe('about-not-published');
    const { code: follows } = body(await sendRequest(driver, asker));
    const content = { kind: 'correction', follows, says };
    expect(problemId(await sendRequest(driver, asker, { content }))).toBe('follows-not-answered');
    body(await actOn(officer, op.answerRequest, follows, { text: 'Gửi số liệu kèm theo.' }));
    expect(problemId(await sendRequest(driver, other, { content }))).toBe('follows-not-answered');
    expect(body(await sendRequest(driver, asker, { content })).code).toMatch(/^YC-/);
    const entering = (desk: Desk, agency: string) =>
      desk.call(op.enterRequest, {
        body: { agency, channel: 'office', receivedOn: today, content, attachments: [] } as never,
      });
    const today = await driver.today();
    expect(problemId(await entering(stranger, 'H54.07'))).toBe('follows-not-answered');
    expect(body(await entering(officer, THE_AGENCY)).code).toMatch(/^YC-/);
  });

  test('a breach told by telephone counts its hours from the time that was written down', async () => {
    const receivedOn = localDate(await driver.today());
    const entering = (receivedTime: string) =>
      officer.call(op.enterRequest, {
        body: {
          agency: THE_AGENCY,
          channel: 'office',
          receivedOn,
          receivedTime,
          content: { kind: 'breach', says: { description: 'Tệp tải về có cột số căn cước.' } },
          attachments: [],
        } as never,
      });
    expect(problemId(await entering('23:59'))).toBe('received-in-future');
    const { deadline } = body(await entering('00:10'));
    // The law that counts hours begins in 2026; before it no limit is known, and the time is kept for when one is.
    expect(deadline).toMatchObject(
      deadline.kind === 'known'
        ? { sum: { startAt: `${addDays(receivedOn, -1)}T17:10:00.000Z` } }
        : { startAt: `${addDays(receivedOn, -1)}T17:10:00.000Z` },
    );
  });
});

describe('what is reported reaches the desk of the agency, with its own clock, and is answered there', () => {
  /** Sent by somebody, read by the agency's officer, with what its standing says to anybody. */
  const reported = async (content: Record<string, unknown>) => {
    const citizen = aCitizen(driver);
    const { code, secret, deadline } = body(await sendRequest(driver, citizen, { content }));
    const atDesk = body(await readAtDesk(officer, code));
    expect(problemId(await readAtDesk(stranger, code))).toBe('not-your-agency');
    return { citizen, code, secret, deadline, atDesk };
  };
  const answered = async ({ citizen, code, secret }: Awaited<ReturnType<typeof reported>>) => {
    const text = 'Đã kiểm tra và xử lý trong ngày.';
    expect(body(await actOn(officer, op.answerRequest, code, { text })).status).toBe('answered');
    const opened = body(
      await citizen.call(op.openRequest, { params: { code: RequestCode.parse(code) }, body: { secret } }),
    );
    expect(opened.timeline.at(-1)).toMatchObject({ what: 'RequestAnswered', text });
  };

  test('information that should be public: five working days by Article 18(4)', async () => {
    const says = { description: 'Kế hoạch sử dụng đất năm 2025 của xã chưa được công khai.' };
    const report = await reported({ kind: 'must-publish', says });
    expect(report.deadline).toMatchObject({
      kind: 'known',
      ruleId: 'must-publish',
      sum: { amount: 5, unit: 'working-day', cites: [{ article: '18', clause: '4' }, {}, {}] },
    });
    expect(report.atDesk).toMatchObject({ kind: 'must-publish', content: { says }, hidden: false });
    expect(report.atDesk.mayAct).not.toContain('refuse');
    await answered(report);
  });

  test('a leak of personal data: taken in before its law as well, and the page says why no hour is known', async () => {
    const says = { description: 'Tệp trên trang của cơ quan lộ số căn cước của nhiều người.' };
    const report = await reported({ kind: 'breach', says });
    expect(report.deadline).toMatchObject({ kind: 'unknown', ruleId: 'personal-data-breach-notice' });
    expect(report.deadline.kind === 'unknown' && report.deadline.why).toMatch(/\S/);
    expect(report.atDesk).toMatchObject({ kind: 'breach', content: { says }, hidden: false });
    await answered(report);
  });

  test('an error in a dataset: an answer is owed, and stands on the due sheet until it is given', async () => {
    const file = await publishFile(
      officer,
      department,
      'Dữ liệu có dòng sai',
      'sai.csv',
      Buffer.from('a,b\n1,2\n'),
    );
    const report = await reported({
      kind: 'error-report',
      about: file.id,
      says: { description: 'Dòng 2 ghi sai số liệu của xã.' },
    });
    const id = `answer-request:${report.code.toLowerCase()}:1`;
    const dutyWhen = (state: string) =>
      eventually(`the duty ${state}`, async () => {
        const answer = await officer.call(op.readDuty, { params: { id } });
        return answer.ok && answer.body.state === state && answer.body;
      });
    expect(await dutyWhen('no-limit')).toMatchObject({
      kind: 'answer-request',
      agency: { code: THE_AGENCY },
      deadline: { kind: 'no-limit', ruleId: 'dataset-error-report' },
    });
    const listed = body(await officer.call(op.listDuties, { query: { limit: 100, kind: 'answer-request' } }));
    expect(listed.items.map((duty) => duty.id)).toContain(id);
    expect(problemId(await actOn(officer, op.answerRequest, report.code, { text: 'Đã sửa.' }))).toBe(
      'finding-missing',
    );
    body(await actOn(officer, op.answerRequest, report.code, { text: 'Đã sửa dòng 2.', finding: 'upheld' }));
    expect((await dutyWhen('done')).closed).toMatchObject({ how: 'answered' });
  });
});
