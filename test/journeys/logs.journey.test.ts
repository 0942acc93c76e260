import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { createClient } from '../../shared/contract/client.ts';
import { operations as op } from '../../shared/contract/operations.ts';
import { RequestCode } from '../../shared/kernel/ids.ts';
import { claimsFor } from '../fixtures/claims.ts';
import { actOn, codeFor, offered, putFile, sendRequest, someForm } from './driver/citizen.ts';
import {
  approve,
  body,
  declaration,
  deskOf,
  published,
  sendBack,
  sendFile,
  someMetadata,
  startUpload,
  submit,
  type Desk,
} from './driver/desk.ts';
import { eventually } from './driver/eventually.ts';
import { theDriver } from './driver/index.ts';

const driver = theDriver();
const claim = claimsFor(driver.lacks);

const Line = z.looseObject({
  level: z.string(),
  message: z.string(),
  service: z.string().optional(),
  function: z.string().optional(),
  correlation_id: z.string().optional(),
});

/** Personal data in every place a person can write something, and secrets that travel beside it. */
const planted = {
  name: 'Nguyễn Thị Gieo Trồng',
  plainName: 'Nguyen Van Gieo',
  email: 'gieo.trong@dan-thuong.example.vn',
  phone: '0912 345 678',
  phoneTogether: '0987654321',
  identityCard: '034099012345',
  token: `eyJ${Buffer.from('{"alg":"RS256"}').toString('base64url')}.${Buffer.from('{"sub":"gieo"}').toString('base64url')}.gieo`,
  searched: 'Trần Văn Tìm Kiếm',
  asker: 'Vũ Thị Người Hỏi',
  askerEmail: 'nguoi.hoi@dan-thuong.example.vn',
  askerId: '034188076543',
  askerAddress: 'Số 7 ngõ Trồng Cây, xã Đông Hưng',
  askerPhone: '0365 112 233',
  question: 'Bản án ly hôn của chính tôi lưu tại phòng tư pháp',
  purpose: 'Bổ sung hồ sơ thừa kế của gia đình tôi',
  clarification: 'Năm 2019, nguyên đơn là mẹ tôi',
  answered: 'Gửi bà bản sao trích lục số 15 của năm 2019',
};
const rows = `mã,tên,điện thoại,căn cước\n1,${planted.name},${planted.phone},${planted.identityCard}\n2,${planted.plainName},${planted.phoneTogether},${planted.email}\n`;

/** Secrets that come to be on the way: access tokens, private keys, signed addresses and their signatures. */
const secrets: string[] = [];
/** One id for everything these people do. */
const correlation = randomUUID();
let officer: Desk;
let department: Desk;

const raw = (path: string, init: RequestInit) => fetch(`${driver.baseUrl}${path}`, init);

beforeAll(async () => {
  const options = { correlation: () => correlation };
  [officer, department] = await Promise.all([
    deskOf(driver, 'focal-gddt', options),
    deskOf(driver, 'department', options),
  ]);
  secrets.push(await driver.signIn('focal-gddt'), await driver.signIn('department'));

  const dataset = body(
    await officer.call(op.createDataset, {
      body: {
        agency: officer.agency,
        metadata: {
          ...someMetadata(`Danh sách do ${planted.plainName} lập`),
          description: `Liên hệ ${planted.name}, ${planted.email}, ${planted.phone}, căn cước ${planted.identityCard}.`,
        },
        contact: { name: planted.name, email: planted.email, phone: planted.phone },
      },
    }),
  );

  // A file that fails, with people in its name, its header and its cells.
  const broken = `${rows}3,${planted.name},${planted.phone}\n"${planted.identityCard}\n`;
  expect((await sendFile(officer, dataset.id, `${planted.plainName}.csv`, Buffer.from(broken))).status).toBe(
    'failed',
  );

  // A part's signed address, used for the wrong bytes.
  const bytes = Buffer.from(rows);
  const started = await startUpload(officer, dataset.id, `${planted.name}.csv`, bytes);
  const { parts } = body(
    await officer.call(op.signParts, {
      params: { id: started.id },
      body: { parts: [{ number: 1, bytes: bytes.length, sha256: Buffer.alloc(32).toString('base64') }] },
    }),
  );
  const url = new URL(parts[0]?.url ?? 'about:blank');
  secrets.push(url.search.slice(1), url.searchParams.get('X-Amz-Signature') ?? 'no signature');
  await fetch(url, { method: 'PUT', headers: parts[0]?.headers ?? {}, body: bytes });

  // What nobody can read: not JSON, not a UUID, not a token, not a cursor.
  const authorization = `Bearer ${await driver.signIn('focal-gddt')}`;
  await raw('/api/v1/datasets', {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json', 'x-correlation-id': planted.identityCard },
    body: `{"contact": ${planted.name} ${planted.email}`,
  });
  await raw('/api/v1/me', { headers: { authorization: `Bearer ${planted.token}` } });
  await raw(`/api/v1/search?q=${encodeURIComponent(planted.searched)}`, {});
  await raw(`/api/v1/desk/datasets?cursor=${encodeURIComponent(planted.email)}`, {
    headers: { authorization },
  });

  // And the whole way to the public.
  const passed = await sendFile(officer, dataset.id, `${planted.name}.csv`, bytes);
  expect(passed.status).toBe('passed');
  expect(passed.report?.findings?.map(({ kind }) => kind)).toEqual(['citizen-id', 'phone', 'email']);
  body(
    await officer.call(op.submitRelease, {
      params: { id: dataset.id },
      body: {
        upload: passed.id,
        declaration: {
          ...declaration,
          personalData: { kind: 'lawful-to-open', by: 'consent', basis: `${planted.name} đã đồng ý` },
          legalBasis: `Theo đề nghị của ${planted.name}`,
        },
        notes: `Gọi ${planted.phone} hoặc ${planted.email}`,
        findings: (passed.report?.findings ?? []).map(({ id }) => ({
          id,
          decision: 'lawful-to-open' as const,
          reason: `${planted.name} (${planted.identityCard}) đã đồng ý`,
        })),
      },
    }),
  );
  body(await sendBack(department, dataset.id, `${planted.name} (${planted.identityCard}) chưa đồng ý`));
  body(await submit(officer, dataset.id));
  body(await approve(department, dataset.id));
  await published(officer, dataset.id, 1);
});

/** The whole way of a request, wrong turns included: everything a person writes in it, and the key to all of it. */
beforeAll(async () => {
  const handler = await deskOf(driver, 'focal-nnmt', { correlation: () => correlation });
  const call = createClient({ baseUrl: driver.baseUrl, correlation: () => correlation });
  const citizen = { email: planted.askerEmail, call };
  const form = someForm(planted.question);
  const content = {
    ...form,
    asks: {
      ...form.asks,
      person: {
        name: planted.asker,
        address: planted.askerAddress,
        idNumber: planted.askerId,
        phone: planted.askerPhone,
        email: planted.askerEmail,
      },
      purpose: planted.purpose,
    },
  };
  const text = Buffer.from(planted.question);
  const confirmation = await codeFor(driver, citizen);
  const wrong = await sendRequest(driver, citizen, { content, confirmation: '000000' });
  expect(wrong.ok).toBe(false);
  const sent = body(
    await sendRequest(driver, citizen, {
      content,
      confirmation,
      attachments: [offered(`${planted.asker}.txt`, text)],
    }),
  );
  const { code, secret, uploads } = sent;
  const [address] = uploads;
  if (!address) throw new Error('no address');
  secrets.push(secret, new URL(address.url).search.slice(1));
  expect(await putFile(address, text)).toBe(200);
  const params = { code: RequestCode.parse(code) };
  // The link opened with a key that is not the right one, and a call nobody can read.
  await call(op.openRequest, { params, body: { secret: `${secret.slice(0, -2)}AA` } });
  await raw('/api/v1/requests', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `{"person": ${planted.asker} ${planted.askerId} ${secret}`,
  });
  body(await actOn(handler, op.acceptRequest, code));
  body(await actOn(handler, op.askClarification, code, { text: `Kính gửi ${planted.asker}: năm nào ạ?` }));
  body(await call(op.giveClarification, { params, body: { secret, text: planted.clarification } }));
  body(await actOn(handler, op.answerRequest, code, { text: planted.answered }));
  body(await call(op.openRequest, { params, body: { secret } }));
  await eventually('the letter of the answer', async () =>
    (await driver.mailTo(planted.askerEmail)).some(({ subject }) => subject.includes('đã được trả lời')),
  );
});

const readLine = (line: string) => {
  try {
    return Line.safeParse(JSON.parse(line)).data ?? {};
  } catch {
    return {};
  }
};
const lines = async () =>
  (await driver.logLines()).map((line): { line: string } & Partial<z.infer<typeof Line>> => ({
    line,
    ...readLine(line),
  }));

describe('one id', () => {
  claim('is found in every function from the request to the letter', async () => {
    const wanted = [
      'publishing',
      'check-upload',
      'fan-out',
      'publish-release',
      'index-search',
      'react-to-releases',
      'send-mail',
    ];
    await eventually('the id in the logs of all functions', async () => {
      const services = new Set(
        (await lines()).filter((one) => one.correlation_id === correlation).map((one) => one.service),
      );
      return wanted.every((service) => services.has(service));
    });
    // The check heard of the file from the scanner, the publication from the queue: both say the same id.
    const messages = (await lines())
      .filter((one) => one.correlation_id === correlation)
      .map(({ service, message }) => `${service}: ${message}`);
    for (const step of [
      'publishing: answered',
      'check-upload: check-finished',
      'publish-release: release-published',
      'publish-release: page-rendered',
      'send-mail: mail-sent',
    ])
      expect(messages).toContain(step);
  });

  test('stands in the letter, in the answer and in the problem', async () => {
    const letter = await eventually('the letter about the release', async () =>
      (await driver.mailTo('focal-gddt')).findLast(
        ({ subject, text }) => subject.includes(planted.plainName) && text.includes(correlation),
      ),
    );
    expect(letter.text).toContain(`Mã tra cứu: ${correlation}`);
    const refused = await officer.call(op.readDatasetFile, { params: { id: randomUUID() } });
    expect(refused.ok ? undefined : refused.problem.correlationId).toBe(correlation);
  });

  test('of another shape than a UUID is not taken over', async () => {
    const answer = await raw('/api/v1/agencies', { headers: { 'x-correlation-id': planted.identityCard } });
    expect(answer.headers.get('x-correlation-id')).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
  });
});

describe('every line of every log', () => {
  claim('is JSON that says level, message, service and function', async () => {
    const all = await lines();
    expect(all.length).toBeGreaterThan(50);
    // What is counted goes in CloudWatch's embedded metric format, which is JSON of its own and has no message.
    const said = all.filter(({ line }) => !line.startsWith('{"_aws":'));
    const strangers = said.filter(
      ({ level, message, service, function: name }) => !level || message === undefined || !service || !name,
    );
    expect(strangers.map(({ line }) => line)).toEqual([]);
  });

  claim('holds none of it', async () => {
    const text = (await lines()).map(({ line }) => line.normalize('NFC')).join('\n');
    // What is searched would be found: it holds what these people did.
    expect(text).toContain(correlation);
    const forbidden = [...Object.values(planted), ...secrets];
    expect(forbidden.filter((secret) => secret.length < 8)).toEqual([]);
    const spellings = forbidden.flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      secret.replaceAll(' ', ''),
    ]);
    expect(spellings.filter((secret) => text.includes(secret))).toEqual([]);
    expect(text).not.toMatch(/X-Amz-Signature|Bearer |eyJ[\w-]{10,}/);
  });
});
