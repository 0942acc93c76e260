import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { operations as op } from '../../shared/contract/operations.ts';
import type { RequestAtDesk } from '../../shared/contract/requests.ts';
import { RequestCode } from '../../shared/kernel/ids.ts';
import { addDays, localDate } from '../../shared/kernel/local-date.ts';
import {
  aCitizen,
  actOn,
  codeFor,
  offered,
  readAtDesk,
  sendRequest,
  someForm,
  THE_AGENCY,
  type Citizen,
} from './driver/citizen.ts';
import { body, deskOf, problemId, type Desk } from './driver/desk.ts';
import { eventually } from './driver/eventually.ts';
import { theDriver } from './driver/index.ts';

const driver = theDriver();
let officer: Desk;
let colleague: Desk;
let stranger: Desk;
let department: Desk;

beforeAll(async () => {
  [officer, colleague, stranger, department] = await Promise.all([
    deskOf(driver, 'focal-nnmt'),
    deskOf(driver, 'focal-nnmt-2'),
    deskOf(driver, 'focal-tai-chinh'),
    deskOf(driver, 'department'),
  ]);
});

const send = (citizen: Citizen, more?: Record<string, unknown>, key?: string) =>
  sendRequest(driver, citizen, more, key);
const sent = async (citizen: Citizen, more?: Record<string, unknown>) => body(await send(citizen, more));
const subjectsTo = async ({ email }: Citizen) => (await driver.mailTo(email)).map(({ subject }) => subject);

describe('a citizen asks', () => {
  test('with a confirmed address, and gets a code, a key and a clock with its sum', async () => {
    const citizen = aCitizen(driver);
    const received = await sent(citizen);
    expect(received.code).toMatch(/^YC-/);
    expect(received.deadline.kind).toBe('known');
    expect(received.sumInWords.join(' ')).toContain('104/2016/QH13');
    const standing = body(
      await citizen.call(op.readRequestStanding, { params: { code: RequestCode.parse(received.code) } }),
    );
    expect(standing).toMatchObject({ status: 'received', overdue: false, kind: 'information' });
    // Whoever knows the code sees where it stands, and nothing of the person or of what was asked.
    expect(JSON.stringify(standing)).not.toMatch(/Hạnh|Đông Hưng|034190001234|example\.com/);
    const letter = await eventually('the letter', async () =>
      (await driver.mailTo(citizen.email)).find(({ subject }) => subject.includes(received.code)),
    );
    expect(letter.text).toContain(`/requests/#${received.code}.${received.secret}`);
    expect(letter.text).not.toMatch(/Hạnh|quy hoạch/);
  });

  test('and opens all of it by the key of their own link, which nobody guesses', async () => {
    const citizen = aCitizen(driver);
    const { code, secret } = await sent(citizen);
    const params = { code: RequestCode.parse(code) };
    const opened = body(await citizen.call(op.openRequest, { params, body: { secret } }));
    expect(opened.content).toMatchObject({ asks: { person: { name: 'Nguyễn Thị Hạnh' } } });
    const wrong = `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`;
    expect(problemId(await citizen.call(op.openRequest, { params, body: { secret: wrong } }))).toBe(
      'not-found',
    );
    const unknown = { code: RequestCode.parse('YC-00000-00000') };
    expect(problemId(await citizen.call(op.openRequest, { params: unknown, body: { secret } }))).toBe(
      'not-found',
    );
  });

  test('sent twice with one key, it is one request; with the key and other words, none', async () => {
    const citizen = aCitizen(driver);
    const key = randomUUID();
    const confirmation = await codeFor(driver, citizen);
    const first = body(await send(citizen, { confirmation }, key));
    const again = body(await send(citizen, { confirmation }, key));
    expect(again).toMatchObject({ code: first.code, secret: first.secret });
    const other = await send(
      citizen,
      { confirmation, content: someForm('Một thông tin hoàn toàn khác') },
      key,
    );
    expect(problemId(other)).toBe('idempotency-mismatch');
  });

  test('a code of another address, or none that was asked for, opens nothing', async () => {
    const [one, two] = [aCitizen(driver), aCitizen(driver)];
    expect(problemId(await send(two, { confirmation: await codeFor(driver, one) }))).toBe('code-refused');
  });

  test('an agency without a focal officer takes none, and none is handed to it: who holds it is to be chosen', async () => {
    const refused = await send(aCitizen(driver), { agency: 'H54.13' });
    expect(problemId(refused)).toBe('nobody-answers');
    expect(JSON.stringify(refused)).toMatch(
      /Ủy ban nhân dân tỉnh không có cán bộ đầu mối.*Hãy chọn trong danh sách cơ quan đang giữ thông tin/,
    );
    const { code } = await sent(aCitizen(driver));
    const handed = await actOn(officer, op.transferRequest, code, {
      to: 'H54.13',
      text: 'Ủy ban nhân dân tỉnh giữ thông tin này.',
    });
    expect(problemId(handed)).toBe('nobody-answers');
  });

  test('an agency that has ended is answered for by its successor, and the person is told which', async () => {
    const received = await sent(aCitizen(driver), { agency: 'H54.26' });
    expect(received.agency).toMatchObject({ code: THE_AGENCY });
    expect(problemId(await send(aCitizen(driver), { agency: 'H99.99' }))).toBe('not-found');
  });

  test("another person's information is not asked for without their consent", async () => {
    const content = someForm();
    const consented = { ...content, asks: { ...content.asks, subject: 'consented' } };
    expect(problemId(await send(aCitizen(driver), { content: consented }))).toBe('consent-missing');
    const consent = offered('dong-y.pdf', Buffer.from('%PDF-1.4 đồng ý'), 'consent');
    const received = await sent(aCitizen(driver), { content: consented, attachments: [consent] });
    expect(received.uploads).toHaveLength(1);
  });
});

describe('the agency works on it', () => {
  test('it stands in the inbox by its due day; only the agency sees who asked', async () => {
    const citizen = aCitizen(driver);
    const { code } = await sent(citizen);
    const inbox = await eventually('the line in the inbox', async () => {
      const { items } = body(await officer.call(op.listRequests, { query: { limit: 100 } }));
      return items.some((line) => line.code === code) && items;
    });
    const letter = await eventually('the letter to the officer', async () =>
      (await driver.mailTo('focal-nnmt')).find(({ subject }) => subject.includes(code)),
    );
    expect(letter.subject).toContain('Yêu cầu mới');
    expect(letter.text).not.toMatch(/Hạnh|034190001234|example\.com/);
    const days = inbox.map(({ deadline }) => (deadline.kind === 'known' ? deadline.dueOn : ''));
    expect(days).toEqual([...days].sort());
    expect(body(await readAtDesk(officer, code)).content).toMatchObject({
      asks: { person: { idNumber: '034190001234' } },
    });
    expect(problemId(await readAtDesk(stranger, code))).toBe('not-your-agency');
    const watched = body(await readAtDesk(department, code));
    expect(watched).toMatchObject({ hidden: true, mayAct: [] });
    expect(JSON.stringify(watched)).not.toMatch(/Hạnh|034190001234|example\.com/);
    expect(problemId(await actOn(department, op.acceptRequest, code))).toBe('not-your-agency');
  });

  test('accepts, asks, hears, says it is complex, extends, answers: each step moves the clock and is told', async () => {
    const citizen = aCitizen(driver);
    const { code, secret } = await sent(citizen);
    const params = { code: RequestCode.parse(code) };
    // The notice that information must be gathered has a limit of its own, which is said before it is given.
    const taken = body(await actOn(officer, op.acceptRequest, code));
    expect(taken.complexNotice).toMatchObject({ due: { ruleId: 'information-request-online-notice' } });
    expect(taken.complexNotice?.on).toBeUndefined();
    const asked = body(await actOn(officer, op.askClarification, code, { text: 'Xin ghi rõ số tờ bản đồ.' }));
    expect(asked).toMatchObject({ status: 'clarifying', deadline: { kind: 'stopped' } });
    const given = body(
      await citizen.call(op.giveClarification, { params, body: { secret, text: 'Tờ bản đồ số 12.' } }),
    );
    expect(given.deadline.kind).toBe('known');
    const complex = body(
      await actOn(officer, op.findRequestComplex, code, { text: 'Phải tập hợp hồ sơ từ ba phòng.' }),
    );
    expect(complex.complexNotice).toMatchObject({ on: await driver.today(), due: { kind: 'known' } });
    const longer = body(await actOn(officer, op.extendRequest, code, { text: 'Hồ sơ lưu ở kho huyện cũ.' }));
    const dayOf = ({ deadline }: RequestAtDesk) => (deadline.kind === 'known' ? deadline.dueOn : '');
    expect(dayOf(complex) < dayOf(longer)).toBe(true);
    expect(problemId(await actOn(officer, op.extendRequest, code, { text: 'Cần thêm thời gian.' }))).toBe(
      'already-extended',
    );
    body(await actOn(officer, op.answerRequest, code, { text: 'Gửi quyết định kèm theo.' }));
    const opened = body(await citizen.call(op.openRequest, { params, body: { secret } }));
    expect(opened.timeline.map(({ what }) => what)).toEqual([
      'RequestReceived',
      'RequestAccepted',
      'ClarificationAsked',
      'ClarificationGiven',
      'RequestFoundComplex',
      'RequestExtended',
      'RequestAnswered',
    ]);
    expect(opened.timeline.map(({ text }) => text)).toContain('Tờ bản đồ số 12.');
    expect(opened.earlierDeadlines.length).toBeGreaterThanOrEqual(4);
    await eventually('the last letter', async () =>
      (await subjectsTo(citizen)).some((subject) => subject.includes('đã được trả lời')),
    );
  });

  test('of two officers who answer at once one does, the other is told', async () => {
    const { code } = await sent(aCitizen(driver));
    const answers = await Promise.all(
      [officer, colleague].map((desk) =>
        actOn(desk, op.answerRequest, code, { text: 'Câu trả lời của tôi.' }),
      ),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const refused = answers.find(({ ok }) => !ok);
    expect(refused && problemId(refused)).toBe('request-closed');
  });

  test('hands it to the agency that holds it, with notice; from then on it is not its own', async () => {
    const citizen = aCitizen(driver);
    const { code } = await sent(citizen);
    const moved = body(
      await actOn(officer, op.transferRequest, code, {
        to: 'H54.07',
        text: 'Sở Tài chính giữ thông tin này.',
      }),
    );
    expect(moved).toMatchObject({ agency: { code: 'H54.07' }, hidden: true });
    expect(body(await readAtDesk(stranger, code)).mayAct).toContain('answer');
    expect(problemId(await actOn(officer, op.answerRequest, code, { text: 'Muộn rồi.' }))).toBe(
      'not-your-agency',
    );
    await eventually('the notice', async () =>
      (await subjectsTo(citizen)).some((subject) => subject.includes('chuyển cơ quan')),
    );
  });

  test('refuses only on a ground of law, with the reason in writing', async () => {
    const citizen = aCitizen(driver);
    const { code, secret } = await sent(citizen);
    const because = { text: 'Thông tin này đã công khai trên cổng.' };
    expect(problemId(await actOn(officer, op.refuseRequest, code, { ground: 'too-busy', ...because }))).toBe(
      'unknown-ground',
    );
    expect(
      problemId(await actOn(officer, op.refuseRequest, code, { ground: 'not-accessible', ...because })),
    ).toBe('ground-detail-missing');
    body(await actOn(officer, op.refuseRequest, code, { ground: 'already-public', ...because }));
    const opened = body(
      await citizen.call(op.openRequest, { params: { code: RequestCode.parse(code) }, body: { secret } }),
    );
    expect(opened.refusal?.cites.join(' ')).toContain('Điều 28');
    // On which ground is theirs to know, not everybody's who has the code.
    const standing = await citizen.call(op.readRequestStanding, {
      params: { code: RequestCode.parse(code) },
    });
    expect(body(standing).timeline.at(-1)).toMatchObject({ what: 'RequestRefused' });
    expect(body(standing).timeline.at(-1)?.ground).toBeUndefined();
    expect(opened.timeline.at(-1)?.text).toBe(because.text);
    const letter = (kind: string, key: string) =>
      fetch(`${driver.baseUrl}/api/v1/requests/${code}/letters/${kind}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ secret: key }),
      });
    const taken = await letter('refusal', secret);
    expect(taken.headers.get('content-disposition')).toContain(`mau-05-${code}.docx`);
    expect((await letter('answer', secret)).status).toBe(404);
    expect((await letter('refusal', 'A'.repeat(43))).status).toBe(404);
  });

  test('answers a report with a finding, and never refuses it; an answer points to what is published only', async () => {
    const content = { kind: 'challenge', says: { description: 'Diện tích xã Đông Hưng trên cổng ghi sai.' } };
    const { code } = await sent(aCitizen(driver), { content });
    expect(body(await readAtDesk(officer, code))).toMatchObject({ grounds: [] });
    expect(body(await readAtDesk(officer, code)).mayAct).not.toContain('refuse');
    const words = { text: 'Đã kiểm tra lại số liệu.' };
    expect(
      problemId(await actOn(officer, op.refuseRequest, code, { ground: 'already-public', ...words })),
    ).toBe('unknown-ground');
    expect(problemId(await actOn(officer, op.answerRequest, code, words))).toBe('finding-missing');
    const answer = { ...words, finding: 'upheld', datasets: [randomUUID()] };
    expect(problemId(await actOn(officer, op.answerRequest, code, answer))).toBe('not-found');
    body(await actOn(officer, op.answerRequest, code, { ...answer, datasets: [] }));
  });

  test('enters what came by post, with the day it came; a day to come is no day of receipt', async () => {
    const today = localDate(await driver.today());
    const enter = (receivedOn: string) =>
      officer.call(op.enterRequest, {
        body: {
          agency: THE_AGENCY,
          channel: 'post-or-fax',
          receivedOn: localDate(receivedOn),
          content: someForm(),
          attachments: [],
        } as never,
      });
    expect(body(await enter(addDays(today, -2)))).toMatchObject({ receivedOn: addDays(today, -2) });
    expect(problemId(await enter(addDays(today, 1)))).toBe('received-in-future');
  });
});
