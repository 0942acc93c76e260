import { beforeAll, describe, expect, test } from 'vitest';
import { operations as op } from '../../shared/contract/operations.ts';
import { RequestCode } from '../../shared/kernel/ids.ts';
import { addDays } from '../../shared/kernel/local-date.ts';
import { aCitizen, actOn, readAtDesk, sendRequest } from './driver/citizen.ts';
import { body, deskOf, problemId, type Desk } from './driver/desk.ts';
import { eventually } from './driver/eventually.ts';
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

  test('handed on when it is late, it stays late at the agency that let it be, for everybody to see', async () => {
    const [department, finance] = await Promise.all([
      deskOf(driver, 'department'),
      deskOf(driver, 'focal-tai-chinh'),
    ]);
    const citizen = aCitizen(driver);
    const { code, secret, deadline, agency } = body(await sendRequest(driver, citizen));
    if (deadline.kind !== 'known') throw new Error('no due day');
    const year = deadline.sum.startOn.slice(0, 4);
    const lateHere = async (): Promise<number> =>
      body(await department.call(op.readRequestFigures, { query: { agency: agency.code, year } }))
        .handedOnLate;
    const before = await lateHere();
    await driver.runMorning(addDays(deadline.dueOn, 2));
    body(
      await actOn(officer, op.transferRequest, code, {
        to: finance.agency,
        text: 'Sở Tài chính giữ thông tin này.',
      }),
    );
    const late = { dueOn: deadline.dueOn, days: 2 };
    const opened = body(
      await citizen.call(op.openRequest, { params: { code: RequestCode.parse(code) }, body: { secret } }),
    );
    expect(opened.timeline.find(({ what }) => what === 'RequestTransferred')).toMatchObject({ late });
    expect(opened.overdue).toBe(false);
    expect(body(await readAtDesk(finance, code)).timeline.at(-1)).toMatchObject({ late });
    await eventually(
      'the figures of the agency that was late',
      async () => (await lateHere()) === before + 1,
    );
    await eventually('the table of duties', async () => {
      const { lines } = body(
        await department.call(op.readDutyFigures, {
          query: { from: deadline.dueOn.slice(0, 7), to: deadline.dueOn.slice(0, 7), kind: 'answer-request' },
        }),
      );
      return (lines.find((line) => line.agency.code === agency.code)?.handedOnLate ?? 0) > 0;
    });
  });
});
