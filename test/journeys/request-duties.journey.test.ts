import { beforeAll, describe, expect, test } from 'vitest';
import { operations as op } from '../../shared/contract/operations.ts';
import type { Duty } from '../../shared/contract/duties.ts';
import { addDays, localDate } from '../../shared/kernel/local-date.ts';
import { aCitizen, actOn, sendRequest, THE_AGENCY } from './driver/citizen.ts';
import { body, deskOf, problemId, publishFile, type Desk } from './driver/desk.ts';
import { eventually } from './driver/eventually.ts';
import { theDriver } from './driver/index.ts';

const driver = theDriver();
let officer: Desk;
let finance: Desk;
let department: Desk;

beforeAll(async () => {
  [officer, finance, department] = await Promise.all([
    deskOf(driver, 'focal-nnmt'),
    deskOf(driver, 'focal-tai-chinh'),
    deskOf(driver, 'department'),
  ]);
});

const listed = async (desk: Desk, query: Record<string, string> = {}): Promise<Duty[]> =>
  body(await desk.call(op.listDuties, { query: { limit: 100, ...query } })).items;
const ofCode = (code: string) => (duty: Duty) =>
  duty.subject.type === 'request' && duty.subject.code === code;
const dutyIdFor = (code: string) => `answer-request:${code.toLowerCase()}:1`;
const read = async (desk: Desk, code: string): Promise<Duty> =>
  body(await desk.call(op.readDuty, { params: { id: dutyIdFor(code) } }));
const dutyWhen = (desk: Desk, code: string, what: string, is: (duty: Duty) => boolean): Promise<Duty> =>
  eventually(what, async () => {
    const answer = await desk.call(op.readDuty, { params: { id: dutyIdFor(code) } });
    return answer.ok && is(answer.body) && answer.body;
  });
const asked = async (): Promise<string> => body(await sendRequest(driver, aCitizen(driver))).code;

describe('a request stands on the due sheet of whoever answers it', () => {
  test('with its day, its sum and its article, and without a word about the person', async () => {
    const code = await asked();
    const duty = await dutyWhen(officer, code, 'the duty to answer', ({ state }) => state !== 'done');
    expect(duty).toMatchObject({
      kind: 'answer-request',
      agency: { code: THE_AGENCY },
      subject: { type: 'request', code, title: `Yêu cầu cung cấp thông tin ${code}` },
      deadline: { kind: 'known' },
      mayConfirm: false,
      mayWaive: false,
    });
    expect(duty.sumInWords.join(' ')).toContain('104/2016/QH13');
    expect(JSON.stringify(duty)).not.toMatch(/Hạnh|Đông Hưng|034190001234|example\.com/);

    expect((await listed(officer, { kind: 'answer-request' })).some(ofCode(code))).toBe(true);
    expect((await listed(officer, { kind: 'open-data-review' })).some(ofCode(code))).toBe(false);
    expect((await listed(department, { agency: THE_AGENCY })).some(ofCode(code))).toBe(true);
    expect((await listed(department, { agency: finance.agency })).some(ofCode(code))).toBe(false);
    expect((await listed(finance)).some(ofCode(code))).toBe(false);
  });

  test('pauses while the requester is asked, goes on with their answer’s absence, and ends with the answer', async () => {
    const code = await asked();
    const first = await dutyWhen(officer, code, 'the duty', ({ deadline }) => deadline.kind === 'known');
    body(
      await actOn(officer, op.askClarification, code, {
        text: 'Ông, bà cần bản đồ của năm nào, thưa ông, bà?',
      }),
    );
    const paused = await dutyWhen(officer, code, 'the pause', ({ state }) => state === 'paused');
    expect(paused.earlierDeadlines).toMatchObject([{ deadline: first.deadline, because: 'clarification' }]);

    body(
      await actOn(officer, op.answerRequest, code, {
        text: 'Quyết định 123 ngày 5/1/2024, xin xem tệp kèm theo.',
      }),
    );
    const done = await dutyWhen(officer, code, 'the end', ({ state }) => state === 'done');
    expect(done.closed).toMatchObject({ how: 'answered' });
    expect((await listed(officer, { closed: 'yes', kind: 'answer-request' })).some(ofCode(code))).toBe(true);
  });

  test('goes with the request to the agency that holds the information, with a clock of its own and a letter', async () => {
    const code = await asked();
    await dutyWhen(officer, code, 'the duty', () => true);
    body(
      await actOn(officer, op.transferRequest, code, {
        to: finance.agency,
        text: 'Thông tin này do Sở Tài chính nắm giữ.',
      }),
    );
    const theirs = await dutyWhen(finance, code, 'the duty at finance', () => true);
    expect(theirs.agency.code).toBe(finance.agency);
    expect(theirs.handOvers).toHaveLength(1);
    expect((await listed(officer)).some(ofCode(code))).toBe(false);
    await eventually('the letter to who answers now', async () =>
      (await driver.mailTo('focal-tai-chinh')).some(
        ({ subject }) => subject.startsWith('Nhận nhiệm vụ') && subject.includes(code),
      ),
    );
    expect(problemId(await officer.call(op.readDuty, { params: { id: theirs.id } }))).toBe('not-your-agency');
  });
});

describe('the Department waives', () => {
  test('a review, in writing, and it says by whom and why; never an answer owed to a person', async () => {
    const file = await publishFile(
      officer,
      department,
      'Dữ liệu được miễn rà soát',
      'mien.csv',
      Buffer.from('a,b\n1,2\n'),
    );
    const review = await eventually('the review', async () =>
      (await listed(officer, { kind: 'open-data-review' })).find(
        ({ subject }) => subject.type === 'dataset' && subject.id === file.id,
      ),
    );
    const params = { id: review.id };
    const why = 'Bộ dữ liệu sẽ được gộp vào danh mục chung trong quý tới.';
    expect(problemId(await department.call(op.waiveDuty, { params, body: { why: 'vì vậy' } }))).toBe(
      'invalid-input',
    );
    expect(problemId(await officer.call(op.waiveDuty, { params, body: { why } }))).toBe('not-allowed');
    const waived = body(await department.call(op.waiveDuty, { params, body: { why } }));
    expect(waived).toMatchObject({ state: 'waived', closed: { how: 'waived', note: why } });
    expect(waived.closed?.by).toBeTruthy();
    expect(problemId(await department.call(op.waiveDuty, { params, body: { why } }))).toBe('not-open');

    const code = await asked();
    await dutyWhen(department, code, 'the duty', () => true);
    const refused = await department.call(op.waiveDuty, { params: { id: dutyIdFor(code) }, body: { why } });
    expect(problemId(refused)).toBe('not-waivable');
  });
});

test('the Department urges, the officer answers: both stand with the duty, and each hears by letter', async () => {
  const code = await asked();
  await dutyWhen(department, code, 'the duty', ({ mayUrge }) => mayUrge);
  const params = { id: dutyIdFor(code) };
  const text = 'Đề nghị trả lời đúng hạn, báo lại nếu vướng mắc.';
  expect(problemId(await officer.call(op.urgeDuty, { params, body: { text } }))).toBe('not-allowed');
  expect(problemId(await officer.call(op.answerUrging, { params, body: { text } }))).toBe(
    'nothing-to-answer',
  );
  const urged = body(await department.call(op.urgeDuty, { params, body: { text } }));
  expect(urged.urgings).toMatchObject([{ text, on: await driver.today() }]);
  expect(problemId(await department.call(op.urgeDuty, { params, body: { text } }))).toBe('urged-today');
  const letterTo = (persona: string, start: string) =>
    eventually(`“${start}” to ${persona}`, async () =>
      (await driver.mailTo(persona)).find(
        ({ subject }) => subject.startsWith(start) && subject.includes(code),
      ),
    );
  expect((await letterTo('focal-nnmt', 'Đôn đốc:')).text).toContain(text);

  const reply = 'Đã có dự thảo, sẽ trả lời trong ngày mai.';
  expect(problemId(await finance.call(op.answerUrging, { params, body: { text: reply } }))).toBe(
    'not-your-agency',
  );
  const answered = body(await officer.call(op.answerUrging, { params, body: { text: reply } }));
  expect(answered.urgings).toMatchObject([{ text, answer: { text: reply } }]);
  expect(answered.mayAnswerUrging).toBe(false);
  expect((await letterTo('department', 'Trả lời đôn đốc:')).text).toContain(reply);
});

test('a calendar reads the officer’s duties under a secret address, until they make another', async () => {
  const code = await asked();
  await dutyWhen(officer, code, 'the duty', () => true);
  const first = body(await officer.call(op.createDutyFeed, {})).address;
  const { address } = body(await officer.call(op.createDutyFeed, {}));
  const read = async (url: string, headers: Record<string, string> = {}) =>
    fetch(`${driver.baseUrl}${new URL(url).pathname}`, { headers });
  const answer = await read(address);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  // What compresses on the way makes it a weak one.
  const etagOf = ({ headers }: Response) => headers.get('etag')?.replace(/^W\//, '') ?? '';
  const etag = etagOf(answer);
  expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
  // Whoever has it already gets none of it again, as long as nothing changed.
  for (const held of [etag, `"another", W/${etag}`]) {
    const again = await read(address, { 'if-none-match': held });
    expect([again.status, await again.text(), etagOf(again)]).toEqual([304, '', etag]);
  }
  expect((await read(address, { 'if-none-match': '"another"' })).status).toBe(200);
  const calendar = (await answer.text()).replaceAll('\r\n ', '');
  expect(calendar).toContain(`UID:${dutyIdFor(code)}@`);
  expect(calendar).not.toMatch(/Hạnh|Đông Hưng|034190001234|example\.com/);
  expect((await read(first)).status).toBe(404);
  const wrong = `${address.slice(0, -1)}${address.endsWith('A') ? 'B' : 'A'}`;
  expect((await read(wrong)).status).toBe(404);
});

test('the mornings remind of an answer before, on and after its day, and tell the Department once it is late', async () => {
  const code = await asked();
  const duty = await dutyWhen(officer, code, 'the duty', ({ deadline }) => deadline.kind === 'known');
  if (duty.deadline.kind !== 'known') throw new Error(duty.deadline.why);
  const due = localDate(duty.deadline.dueOn);
  for (const [days, words, persona] of [
    [-1, 'Ngày mai đến hạn', 'focal-nnmt'],
    [0, 'Hôm nay là ngày đến hạn', 'focal-nnmt'],
    [1, 'Đã quá hạn', 'department'],
  ] as const) {
    await driver.runMorning(addDays(due, days));
    await eventually(`“${words}” to ${persona}`, async () =>
      (await driver.mailTo(persona)).some(
        ({ subject, text }) => `${subject}\n${text}`.includes(code) && `${subject}\n${text}`.includes(words),
      ),
    );
  }
  expect((await read(officer, code)).state).toBe('overdue');
});
