import { beforeAll, describe, expect, test } from 'vitest';
import { operations as op } from '../../shared/contract/operations.ts';
import { RequestCode } from '../../shared/kernel/ids.ts';
import { addDays } from '../../shared/kernel/local-date.ts';
import { aCitizen, actOn, readAtDesk, sendRequest } from './driver/citizen.ts';
import { body, deskOf, problemId, type Desk } from './driver/desk.ts';
import { theDriver } from './driver/index.ts';

const driver = theDriver();
let officer: Desk;

beforeAll(async () => {
  officer = await deskOf(driver, 'focal-nnmt');
});

describe('as days pass', () => {
  test('what is late stays late: a question does not excuse it, and complex it is found no more', async () => {
    const { code, deadline } = body(await sendRequest(driver, aCitizen(driver)));
    if (deadline.kind !== 'known') throw new Error('no due day');
    await driver.runMorning(addDays(deadline.dueOn, 1));
    const before = body(await readAtDesk(officer, code));
    expect(before.overdue).toBe(true);
    expect(before.mayAct).not.toContain('find-complex');
    const complex = await actOn(officer, op.findRequestComplex, code, { text: 'Phải tập hợp hồ sơ.' });
    expect(problemId(complex)).toBe('complex-after-due');
    const asked = body(await actOn(officer, op.askClarification, code, { text: 'Xin ghi rõ năm ban hành.' }));
    expect(asked).toMatchObject({ status: 'clarifying', overdue: true, deadline });
  });

  test('a question nobody answered closes the request the day after its last day; later is too late', async () => {
    const citizen = aCitizen(driver);
    const { code, secret } = body(await sendRequest(driver, citizen));
    const { clarifyUntil } = body(
      await actOn(officer, op.askClarification, code, { text: 'Xin ghi rõ năm ban hành.' }),
    );
    if (!clarifyUntil) throw new Error('no last day');
    await driver.runMorning(clarifyUntil);
    expect(body(await readAtDesk(officer, code)).status).toBe('clarifying');
    await driver.runMorning(addDays(clarifyUntil, 1));
    expect(body(await readAtDesk(officer, code)).status).toBe('lapsed');
    const late = await citizen.call(op.giveClarification, {
      params: { code: RequestCode.parse(code) },
      body: { secret, text: 'Năm 2024.' },
    });
    expect(problemId(late)).toBe('clarification-expired');
  });
});
