import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { operations as op } from '../../shared/contract/operations.ts';
import { RequestCode } from '../../shared/kernel/ids.ts';
import { addDays, localDate } from '../../shared/kernel/local-date.ts';
import { actOn, offered, putFile, readAtDesk, someForm, THE_AGENCY } from './driver/citizen.ts';
import { body, deskOf, problemId, type Desk } from './driver/desk.ts';
import { eventually } from './driver/eventually.ts';
import { theDriver } from './driver/index.ts';

const driver = theDriver();
let officer: Desk;
let stranger: Desk;
let today: string;

beforeAll(async () => {
  [officer, stranger] = await Promise.all([deskOf(driver, 'focal-nnmt'), deskOf(driver, 'focal-tai-chinh')]);
  today = await driver.today();
});

/** What the officer writes down of a request that came on paper, or was made at the counter. */
const enter = (said: Record<string, unknown> = {}, key: string = randomUUID()) =>
  officer.call(
    op.enterRequest,
    {
      body: {
        agency: THE_AGENCY,
        channel: 'post-or-fax',
        receivedOn: today,
        content: someForm(),
        attachments: [],
        ...said,
      } as never,
    },
    key,
  );
const entered = async (said?: Record<string, unknown>) => body(await enter(said));

/** The letter of a step, as the desk takes it away. */
const print = async (desk: Desk, code: string, kind: string) =>
  fetch(`${driver.baseUrl}/api/v1/desk/requests/${code}/letters/${kind}`, {
    headers: { authorization: `Bearer ${await driver.signIn(desk.persona)}` },
  });

describe('a letter by post', () => {
  test('found complex after the day for saying so: it is taken, the longer limit applies, and that it was said late stays', async () => {
    // Days back until the limit for the notice has passed and that for a simple answer has not: the fourth working day.
    for (let back = 4; ; back += 1) {
      if (back > 14) throw new Error('no day of receipt whose notice alone is late');
      const { code } = await entered({ receivedOn: addDays(localDate(today), -back) });
      const before = body(await readAtDesk(officer, code));
      const notice = before.complexNotice?.due;
      if (notice?.kind !== 'known' || notice.dueOn >= today || before.overdue) continue;
      const told = body(
        await actOn(officer, op.findRequestComplex, code, { text: 'Hồ sơ ở ba phòng, phải tập hợp.' }),
      );
      expect(told).toMatchObject({
        complexity: 'complex',
        complexNotice: { on: today, due: { dueOn: notice.dueOn } },
        deadline: { kind: 'known', ruleId: 'information-request-post-answer' },
        overdue: false,
      });
      const printed = await print(officer, code, 'complexity');
      expect(printed.status).toBe(200);
      expect(printed.headers.get('content-disposition')).toContain(`can-tap-hop-${code}.docx`);
      break;
    }
  });

  test('is asked about by letter; the answer that comes on paper is written down, and the clock runs on', async () => {
    const { code, deadline } = await entered();
    expect(deadline).toMatchObject({ kind: 'known', ruleId: 'information-request-post-simple' });
    const words = { text: 'Ông, bà cần tờ bản đồ nào?' };
    const said = { text: 'Thư trả lời ngày hôm nay: tờ bản đồ số 12.' };
    expect(problemId(await actOn(officer, op.recordClarification, code, said))).toBe('wrong-state');
    const asked = body(await actOn(officer, op.askClarification, code, words));
    expect(asked).toMatchObject({ status: 'clarifying', deadline: { kind: 'stopped' } });
    expect(asked.mayAct).toContain('record-clarification');
    expect(problemId(await actOn(stranger, op.recordClarification, code, said))).toBe('not-your-agency');

    const recorded = body(await actOn(officer, op.recordClarification, code, said));
    expect(recorded).toMatchObject({
      status: 'received',
      deadline: { kind: 'known', sum: { stops: [{ from: today, to: today }] } },
    });
    expect(recorded.earlierDeadlines.map(({ because }) => because)).toEqual([
      'clarification',
      'clarification',
    ]);
    expect(recorded.timeline.at(-1)).toMatchObject({ what: 'ClarificationGiven', text: said.text });
    expect(recorded.mayAct).not.toContain('record-clarification');
    expect(problemId(await actOn(officer, op.recordClarification, code, said))).toBe('wrong-state');
  });

  test('with its attachments scanned in: they are scanned and kept as a citizen’s are; sent twice with one key, it is one', async () => {
    const text = Buffer.from('Bản chụp đơn');
    const [key, said] = [randomUUID(), { attachments: [offered('don.txt', text)] }];
    const first = body(await enter(said, key));
    const again = body(await enter(said, key));
    expect(again.code).toBe(first.code);
    expect(problemId(await enter({ ...said, receivedOn: addDays(localDate(today), -1) }, key))).toBe(
      'idempotency-mismatch',
    );
    const [address] = first.uploads;
    if (!address) throw new Error('no address');
    expect(await putFile(address, text)).toBe(200);
    await eventually('the scan', async () => {
      const { files } = body(await readAtDesk(officer, first.code));
      return files.length === 1 && files[0]?.state === 'ready';
    });
    const { url } = body(
      await officer.call(op.fetchRequestFileAtDesk, {
        params: { code: RequestCode.parse(first.code), file: address.id },
      }),
    );
    expect(await (await fetch(url)).text()).toBe(text.toString());
  });

  test('gets its letters printed at the desk, each once its step was taken, by its own agency', async () => {
    const { code } = await entered();
    expect((await print(officer, code, 'acceptance')).status).toBe(404);
    body(await actOn(officer, op.acceptRequest, code));
    const printed = await print(officer, code, 'acceptance');
    expect(printed.status).toBe(200);
    expect(printed.headers.get('content-type')).toContain('wordprocessingml');
    expect(printed.headers.get('content-disposition')).toContain(code);
    const bytes = new Uint8Array(await printed.arrayBuffer());
    expect(String.fromCharCode(...bytes.slice(0, 2))).toBe('PK');
    expect((await print(stranger, code, 'acceptance')).status).toBe(403);
    expect((await print(officer, code, 'refusal')).status).toBe(404);
  });
});

describe('at the office (Luật 104/2016 Điều 29)', () => {
  test('what is at hand is given at once; what must be gathered in ten working days, and once in ten more', async () => {
    const { code, deadline } = await entered({ channel: 'office' });
    expect(deadline.ruleId).toBe('information-request-office-simple');
    expect(body(await readAtDesk(officer, code)).sumInWords.join(' ')).toMatch(/ngay/);

    const complex = body(
      await actOn(officer, op.findRequestComplex, code, { text: 'Phải tập hợp hồ sơ từ ba phòng.' }),
    );
    // No limit of its own for saying so: at the counter it is said at once.
    expect(complex.complexNotice).toBeUndefined();
    expect(complex.deadline).toMatchObject({
      kind: 'known',
      ruleId: 'information-request-office-answer',
      sum: { amount: 10, unit: 'working-day', startOn: today },
    });

    const longer = body(await actOn(officer, op.extendRequest, code, { text: 'Hồ sơ lưu ở kho huyện cũ.' }));
    expect(longer.deadline).toMatchObject({
      kind: 'known',
      sum: { extension: { ruleId: 'information-request-office-extension', amount: 10, unit: 'working-day' } },
    });
    const dueOn = ({ deadline: now }: typeof longer) => (now.kind === 'known' ? now.dueOn : '');
    expect(dueOn(longer) > dueOn(complex)).toBe(true);
    expect(longer.earlierDeadlines.map(({ because }) => because)).toEqual(['complexity', 'extension']);
    expect(problemId(await actOn(officer, op.extendRequest, code, { text: 'Thêm nữa.' }))).toBe(
      'already-extended',
    );
    expect(body(await actOn(officer, op.answerRequest, code, { text: 'Đã trao bản sao.' })).status).toBe(
      'answered',
    );
  });
});
