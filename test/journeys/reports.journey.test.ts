import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { operations as op } from '../../shared/contract/operations.ts';
import { addDays, localDate } from '../../shared/kernel/local-date.ts';
import { aCitizen, actOn, sendRequest, THE_AGENCY } from './driver/citizen.ts';
import { body, deskOf, problemId, type Desk } from './driver/desk.ts';
import { theDriver } from './driver/index.ts';

const driver = theDriver();
let officer: Desk;
let stranger: Desk;

beforeAll(async () => {
  [officer, stranger] = await Promise.all([deskOf(driver, 'focal-nnmt'), deskOf(driver, 'focal-tai-chinh')]);
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
