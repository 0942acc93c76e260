import { beforeAll, describe, expect, test } from 'vitest';
import { operations as op } from '../../shared/contract/operations.ts';
import type { RequestLine } from '../../shared/contract/requests.ts';
import { RequestCode } from '../../shared/kernel/ids.ts';
import { addDays, localDate } from '../../shared/kernel/local-date.ts';
import {
  aCitizen,
  actOn,
  offered,
  putFile,
  readAtDesk,
  sendRequest,
  type Citizen,
} from './driver/citizen.ts';
import { body, deskOf, problemId, type Desk } from './driver/desk.ts';
import { eventually } from './driver/eventually.ts';
import { theDriver } from './driver/index.ts';

type Inbox = readonly RequestLine[];

const driver = theDriver();
let officer: Desk;
let stranger: Desk;
let department: Desk;
let citizen: Citizen;
let code: RequestCode;
let secret: string;
let today: string;

beforeAll(async () => {
  [officer, stranger, department] = await Promise.all([
    deskOf(driver, 'focal-nnmt'),
    deskOf(driver, 'focal-tai-chinh'),
    deskOf(driver, 'department'),
  ]);
  today = await driver.today();
  citizen = aCitizen(driver);
  const sent = body(await sendRequest(driver, citizen));
  [code, secret] = [RequestCode.parse(sent.code), sent.secret];
});

const letterAbout = (words: string) =>
  eventually(words, async () =>
    (await driver.mailTo(citizen.email)).find(
      ({ subject }) => subject.includes(code) && subject.includes(words),
    ),
  );
const opened = async () => body(await citizen.call(op.openRequest, { params: { code }, body: { secret } }));
const found = (text = 'Số thửa ghi nhầm: 12 phải là 21.', discoveredOn = today) =>
  actOn(officer, op.findAnswerWrong, code, { text, discoveredOn });
/** The whole inbox: other journeys may have filled it. */
const inbox = async (cursor?: string): Promise<Inbox> => {
  const { items, next } = body(
    await officer.call(op.listRequests, {
      query: { closed: 'no', limit: 100, ...(cursor === undefined ? {} : { cursor }) },
    }),
  );
  return next === undefined ? items : [...items, ...(await inbox(next))];
};
const dutyId = () => `correct-answer:${code.toLowerCase()}:1`;

describe('an agency finds by itself that what it gave is wrong', () => {
  test('only of what was given, by who gave it, and not of a day before', async () => {
    expect(problemId(await found())).toBe('wrong-state');
    body(await actOn(officer, op.answerRequest, code, { text: 'Thửa đất số 12.' }));
    expect(body(await readAtDesk(officer, code)).mayAct).toContain('find-wrong');
    expect(problemId(await found(undefined, addDays(localDate(today), -1)))).toBe('discovered-outside');
    expect(
      problemId(
        await actOn(stranger, op.findAnswerWrong, code, { text: 'Sai số thửa.', discoveredOn: today }),
      ),
    ).toBe('not-your-agency');
  });

  test('who got it is told at once, with the day by which it must be put right; so is whoever knows the code', async () => {
    const after = body(await found());
    expect(after.mayAct).toEqual(['correct', 'record-contest']);
    expect(after.corrections).toMatchObject([
      {
        discoveredOn: today,
        overdue: false,
        deadline: {
          kind: 'known',
          ruleId: 'supplied-information-correction',
          sum: {
            amount: 5,
            unit: 'working-day',
            cites: [{ instrument: 'luat-104-2016', article: '32' }, {}, {}],
          },
        },
      },
    ]);
    expect(problemId(await found())).toBe('wrong-state');
    const letter = await letterAbout('không chính xác');
    expect(letter.text).toMatch(/Hạn đính chính: \d\d\/\d\d\/\d{4}\./);
    expect(letter.text).not.toContain('Số thửa');
    expect((await opened()).timeline.at(-1)).toMatchObject({
      what: 'AnswerFoundWrong',
      discoveredOn: today,
      text: 'Số thửa ghi nhầm: 12 phải là 21.',
    });
    const standing = body(await citizen.call(op.readRequestStanding, { params: { code } }));
    expect(standing).toMatchObject({ status: 'answered', corrections: [{ discoveredOn: today }] });
    expect(JSON.stringify(standing)).not.toContain('Số thửa');
  });

  test('it stands in the inbox again, and on the due sheet as a duty of its own', async () => {
    const [correction] = body(await readAtDesk(officer, code)).corrections;
    expect((await inbox()).find((line) => line.code === code)).toMatchObject({
      status: 'answered',
      correcting: true,
      deadline: { kind: 'known', ruleId: 'supplied-information-correction' },
    });
    const duty = await eventually('the duty', async () => {
      const read = await officer.call(op.readDuty, { params: { id: dutyId() } });
      return read.ok && read.body;
    });
    expect(duty).toMatchObject({
      kind: 'correct-answer',
      title: 'Đính chính thông tin đã cung cấp',
      subject: { type: 'request', code },
      deadline: correction?.deadline,
    });
    expect(['open', 'due-soon']).toContain(duty.state);
    const waived = await department.call(op.waiveDuty, {
      params: { id: dutyId() },
      body: { why: 'Không cần nữa, đã báo qua điện thoại.' },
    });
    expect(problemId(waived)).toBe('not-waivable');
  });

  test('put right with a file, it is given again and the duty is done; what was said first stays to be read', async () => {
    const bytes = Buffer.from('Thửa đất số 21');
    const address = body(
      await officer.call(op.signAnswerFile, {
        params: { code },
        body: (({ name, bytes: size, sha256 }) => ({ name, bytes: size, sha256 }))(
          offered('thua-21.txt', bytes),
        ),
      }),
    ) as { id: string; url: string; headers: Record<string, string> };
    expect(await putFile(address, bytes)).toBe(200);
    const said = { text: 'Thửa đất số 21.', files: [{ id: address.id, name: 'thua-21.txt' }] };
    const corrected = await eventually('the scan', async () => {
      const answer = await actOn(officer, op.correctAnswer, code, said);
      return answer.ok && answer.body;
    });
    expect(corrected).toMatchObject({
      status: 'answered',
      corrections: [{ correctedOn: today, overdue: false }],
    });
    expect(problemId(await actOn(officer, op.correctAnswer, code, said))).toBe('wrong-state');

    await letterAbout('đã đính chính');
    const page = await opened();
    expect(page.timeline.flatMap(({ text }) => text ?? [])).toEqual([
      'Thửa đất số 12.',
      'Số thửa ghi nhầm: 12 phải là 21.',
      'Thửa đất số 21.',
    ]);
    const file = body(
      await citizen.call(op.fetchRequestFile, { params: { code, file: address.id }, body: { secret } }),
    );
    expect(await (await fetch(file.url)).text()).toBe('Thửa đất số 21');
    await eventually('the duty done', async () => {
      const duty = body(await officer.call(op.readDuty, { params: { id: dutyId() } }));
      return duty.state === 'done' && duty.closed?.how === 'corrected';
    });
    expect((await inbox()).map((line) => line.code)).not.toContain(code);
  });

  test('the correction is a letter to be signed, too, for the agency and for who asked', async () => {
    const path = `/api/v1/requests/${code}/letters/correction`;
    const answer = await fetch(driver.baseUrl + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ secret }),
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toContain(`dinh-chinh-${code}.docx`);
  });
});
