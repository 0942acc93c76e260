import { expect, test } from 'vitest';
import { operations as op } from '../../shared/contract/operations.ts';
import { RequestCode } from '../../shared/kernel/ids.ts';
import { aCitizen, actOn, readAtDesk, sendRequest, someForm } from './driver/citizen.ts';
import { body, deskOf } from './driver/desk.ts';
import { theDriver } from './driver/index.ts';

const driver = theDriver();
const { kind, asks } = someForm('Hồ sơ cấp giấy chứng nhận của thửa đất tôi đang ở');
const own = { kind, asks: { ...asks, subject: 'own' as const } };

test('somebody asks for what is their own: no consent is wanted, the agency sees whose it is, and others see nothing of it', async () => {
  const citizen = aCitizen(driver);
  const [officer, department] = await Promise.all([
    deskOf(driver, 'focal-nnmt'),
    deskOf(driver, 'department'),
  ]);
  const sent = body(await sendRequest(driver, citizen, { content: own }));
  const code = RequestCode.parse(sent.code);

  const atDesk = body(await readAtDesk(officer, code));
  expect(atDesk.content).toMatchObject({
    kind: 'information',
    asks: { subject: 'own', person: { name: asks.person.name, idNumber: asks.person.idNumber } },
  });
  const watched = body(await readAtDesk(department, code));
  expect(watched).toMatchObject({ hidden: true });
  const standing = body(await citizen.call(op.readRequestStanding, { params: { code } }));
  for (const seen of [watched, standing])
    expect(JSON.stringify(seen)).not.toMatch(new RegExp(`${asks.person.idNumber}|"own"|thửa đất tôi`));

  const answered = await actOn(officer, op.answerRequest, code, { text: 'Hồ sơ số 12, cấp năm 2019.' });
  expect(body(answered)).toMatchObject({ status: 'answered' });
  const opened = body(
    await citizen.call(op.openRequest, { params: { code }, body: { secret: sent.secret } }),
  );
  expect(opened.timeline.at(-1)).toMatchObject({
    what: 'RequestAnswered',
    text: 'Hồ sơ số 12, cấp năm 2019.',
  });
});
