import { beforeEach, describe, expect, test } from 'vitest';
import * as decide from '../../shared/capabilities/requests/decide.ts';
import type { InformationRequest } from '../../shared/capabilities/requests/model.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { anotherAgency, theCode } from '../fixtures/requests.ts';
import { ADDRESS, aToldRequester, caseId, SECRET } from './a-told-requester.ts';

let at: ReturnType<typeof aToldRequester>;
beforeEach(() => {
  at = aToldRequester();
});

describe('the requester is told', () => {
  test('once an event, by the private link, in their language, and nothing of what was written', async () => {
    at = aToldRequester('en');
    const received = await at.receive();
    for (let times = 0; times < 3; times++) await at.tell(received);
    expect(at.box.map(({ to, subject }) => [to, subject])).toEqual([
      [ADDRESS, `Request ${theCode} received`],
    ]);
    expect(at.box[0]?.text).toContain(`/en/requests/#${theCode}.${SECRET}`);
  });

  test('when an agency ended and its successor took over: which one answers, and that the day stands', async () => {
    await at.receive();
    const moved = await at.act('2025-06-17', (state) =>
      decide.transfer({ on: localDate('2025-06-17'), to: anotherAgency, because: 'succession' }, state),
    );
    await at.tell(moved);
    expect(at.box[0]?.text).toContain('được chuyển tới Sở Xây dựng, cơ quan sẽ trả lời bạn');
    expect(at.box[0]?.text).toContain('Hạn trả lời: 19/06/2025.');
  });
});

describe('a mailbox that bounces', () => {
  test('keeps its letter for another try, and stops nothing: the request goes on and the link shows all of it', async () => {
    const received = await at.receive();
    at.mailboxRefuses(true);
    await expect(at.tell(received)).rejects.toThrow('MessageRejected');
    const accepted = await at.act('2025-06-17', (state) =>
      decide.accept({ on: localDate('2025-06-17') }, state),
    );
    await expect(at.tell(accepted)).rejects.toThrow('MessageRejected');
    const found = await at.store.load<InformationRequest>(caseId);
    expect(found?.state).toMatchObject({ status: 'accepted', deadline: { dueOn: '2025-06-19' } });
    // Told again once the mailbox takes letters: each goes out, and none twice.
    at.mailboxRefuses(false);
    for (const event of [received, accepted, received]) await at.tell(event);
    expect(at.box.map(({ subject }) => subject)).toEqual([
      `Đã nhận yêu cầu ${theCode}`,
      `Yêu cầu ${theCode} đã được tiếp nhận`,
    ]);
  });

  test('of whom the papers are erased nobody writes to any more', async () => {
    const received = await at.receive();
    await at.papers.erase(caseId);
    await at.tell(received);
    expect(at.box).toEqual([]);
  });
});
