import { beforeAll, describe, expect, test } from 'vitest';
import { operations as op } from '../../shared/contract/operations.ts';
import { RequestCode } from '../../shared/kernel/ids.ts';
import { claimsFor } from '../fixtures/claims.ts';
import {
  aCitizen,
  actOn,
  offered,
  putFile,
  readAtDesk,
  sendRequest,
  someForm,
  type Citizen,
} from './driver/citizen.ts';
import { body, deskOf, problemId, type Desk } from './driver/desk.ts';
import { eventually } from './driver/eventually.ts';
import { theDriver } from './driver/index.ts';

const driver = theDriver();
const claim = claimsFor(driver.lacks);
let officer: Desk;
let stranger: Desk;

beforeAll(async () => {
  [officer, stranger] = await Promise.all([deskOf(driver, 'focal-nnmt'), deskOf(driver, 'focal-tai-chinh')]);
});

const sent = async (citizen: Citizen, more?: Record<string, unknown>) =>
  body(await sendRequest(driver, citizen, more));

describe('files of a request and of its answer', () => {
  const text = Buffer.from('Nội dung đính kèm');
  const eicar = Buffer.from(
    ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
  );
  const stateOf = async (code: string) =>
    body(await readAtDesk(officer, code)).files.map(({ state }) => state);

  test('an attachment that never comes is said to be awaited; one that comes is scanned, then taken', async () => {
    const received = await sent(aCitizen(driver), {
      attachments: [offered('ban-do.txt', text), offered('khong-gui.txt', Buffer.from('không gửi'))],
    });
    const [first] = received.uploads;
    if (!first) throw new Error('no address');
    expect(await stateOf(received.code)).toEqual(['awaited', 'awaited']);
    expect(await putFile(first, text)).toBe(200);
    await eventually('the scan', async () => (await stateOf(received.code)).join() === 'ready,awaited');
    const { url } = body(
      await officer.call(op.fetchRequestFileAtDesk, {
        params: { code: RequestCode.parse(received.code), file: first.id },
      }),
    );
    const got = await fetch(url);
    expect(await got.text()).toBe(text.toString());
    expect(got.headers.get('content-disposition')).toContain('attachment');
    expect(
      problemId(
        await stranger.call(op.fetchRequestFileAtDesk, {
          params: { code: RequestCode.parse(received.code), file: first.id },
        }),
      ),
    ).toBe('not-your-agency');
  });

  claim('an attachment with another content than announced is refused by the store', async () => {
    const received = await sent(aCitizen(driver), { attachments: [offered('ban-do.txt', text)] });
    const [address] = received.uploads;
    if (!address) throw new Error('no address');
    expect(await putFile(address, Buffer.from('Nội dung khác hẳn'))).toBeGreaterThanOrEqual(400);
  });

  test('what a scanner finds is held back, for the officer too', async () => {
    const received = await sent(aCitizen(driver), { attachments: [offered('virus.txt', eicar)] });
    const [address] = received.uploads;
    if (!address) throw new Error('no address');
    expect(await putFile(address, eicar)).toBe(200);
    await eventually('the verdict', async () => (await stateOf(received.code)).join() === 'held');
    expect(
      problemId(
        await officer.call(op.fetchRequestFileAtDesk, {
          params: { code: RequestCode.parse(received.code), file: address.id },
        }),
      ),
    ).toBe('file-held');
  });

  test('an address that ran out is given anew for what has not come, by the key alone, while the request is open', async () => {
    const citizen = aCitizen(driver);
    const { code, secret, uploads } = await sent(citizen, {
      attachments: [offered('da-gui.txt', text), offered('chua-gui.txt', Buffer.from('chưa gửi'))],
    });
    const [first, second] = uploads;
    if (!first || !second) throw new Error('no addresses');
    expect(await putFile(first, text)).toBe(200);
    const params = { code: RequestCode.parse(code) };
    const again = body(await citizen.call(op.signRequestFiles, { params, body: { secret } }));
    expect(again.uploads.map(({ id }) => id)).toEqual([second.id]);
    const [renewed] = again.uploads;
    expect(renewed && (await putFile(renewed, Buffer.from('chưa gửi')))).toBe(200);
    const wrong = `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`;
    expect(problemId(await citizen.call(op.signRequestFiles, { params, body: { secret: wrong } }))).toBe(
      'not-found',
    );
    body(await citizen.call(op.withdrawRequest, { params, body: { secret } }));
    expect(problemId(await citizen.call(op.signRequestFiles, { params, body: { secret } }))).toBe(
      'request-closed',
    );
  });

  test("another person's information goes out once their consent has come or was seen on paper; the requester's file is no answer", async () => {
    const form = someForm();
    const content = { ...form, asks: { ...form.asks, subject: 'consented' } };
    const consent = offered('dong-y.txt', text, 'consent');
    const said = { text: 'Gửi thông tin kèm theo.' };
    const [onPaper, asFile] = await Promise.all(
      [1, 2].map(() => sent(aCitizen(driver), { content, attachments: [consent] })),
    );
    const [address] = asFile?.uploads ?? [];
    if (!onPaper || !asFile || !address) throw new Error('no request with its address');
    body(await actOn(officer, op.acceptRequest, onPaper.code));
    expect(problemId(await actOn(officer, op.answerRequest, onPaper.code, said))).toBe('consent-not-seen');
    body(await actOn(officer, op.answerRequest, onPaper.code, { ...said, consentSeenOnPaper: true }));

    expect(await putFile(address, text)).toBe(200);
    await eventually('the scan', async () => (await stateOf(asFile.code)).join() === 'ready');
    const back = { ...said, files: [{ id: address.id, name: 'tra-loi.txt' }] };
    expect(problemId(await actOn(officer, op.answerRequest, asFile.code, back))).toBe('not-answer-file');
    body(await actOn(officer, op.answerRequest, asFile.code, said));
  });

  test('an answer goes out with its files only once they lie there scanned', async () => {
    const citizen = aCitizen(driver);
    const { code, secret } = await sent(citizen);
    const params = { code: RequestCode.parse(code) };
    const { name, bytes, sha256 } = offered('tra-loi.txt', text);
    const address = body(await officer.call(op.signAnswerFile, { params, body: { name, bytes, sha256 } }));
    const answer = { text: 'Xem tệp kèm theo.', files: [{ id: address.id, name }] };
    expect(problemId(await actOn(officer, op.answerRequest, code, answer))).toBe('file-not-ready');
    expect(await putFile(address, text)).toBe(200);
    await eventually(
      'the answer with its file',
      async () => (await actOn(officer, op.answerRequest, code, answer)).ok,
    );
    const { url, expiresAt } = body(
      await citizen.call(op.fetchRequestFile, { params: { ...params, file: address.id }, body: { secret } }),
    );
    expect(await (await fetch(url)).text()).toBe(text.toString());
    // Five minutes from the moment it was signed, in the address as in what is said of it.
    const { searchParams } = new URL(url);
    expect(searchParams.get('X-Amz-Expires')).toBe('300');
    const signedAt = (searchParams.get('X-Amz-Date') ?? '').replace(
      /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/,
      '$1-$2-$3T$4:$5:$6Z',
    );
    expect(Math.abs(Date.parse(expiresAt) - Date.parse(signedAt) - 300_000)).toBeLessThanOrEqual(2000);
  });
});
