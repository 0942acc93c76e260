import { beforeAll, describe, expect, test } from 'vitest';
import { createClient } from '../../shared/contract/client.ts';
import { operations as op } from '../../shared/contract/operations.ts';
import type { DatasetFile } from '../../shared/contract/publishing.ts';
import { claimsFor } from '../fixtures/claims.ts';
import {
  approve,
  body,
  createDataset,
  deskOf,
  problemId,
  publishFile,
  sendFile,
  submit,
  type Desk,
} from './driver/desk.ts';
import { eventually } from './driver/eventually.ts';
import { theDriver } from './driver/index.ts';

const driver = theDriver();
const claim = claimsFor(driver.lacks);
const anyone = createClient({ baseUrl: driver.baseUrl });
const csv = (rows: number) =>
  Buffer.from(
    ['mã trạm,số ca', ...Array.from({ length: rows }, (_, i) => `T${1000 + i},${i + 10}`), ''].join('\n'),
  );

let n = 0;
const aMailbox = () => `theo-doi-${Date.now()}-${n++}@example.com`;
const lastLetter = async (email: string) => (await driver.mailTo(email)).at(-1);
const codeFor = async (email: string): Promise<string> => {
  body(await anyone(op.askConfirmation, { body: { purpose: 'follow', email } }));
  return /Mã xác nhận: (\d{6})$/m.exec((await lastLetter(email))?.text ?? '')?.[1] ?? '';
};
const followBy = (email: string, code: string, slug: string) =>
  anyone(op.followDataset, { params: { slug }, body: { email, code } });
const follow = async (email: string, slug: string): Promise<URL> =>
  new URL(body(await followBy(email, await codeFor(email), slug)).follows, driver.baseUrl);
const linkIn = (address: URL): string => address.searchParams.get('link') ?? '';
const followsOf = async (link: string) => body(await anyone(op.readFollows, { query: { link } })).items;
const news = async (email: string) =>
  (await driver.mailTo(email)).filter(({ subject }) => !subject.startsWith('Mã xác nhận'));

let officer: Desk;
let department: Desk;
let file: DatasetFile;
let other: DatasetFile;
const followers = async () => body(await officer.call(op.countFollowers, { params: { id: file.id } })).count;

const release = async (rows: number): Promise<void> => {
  const upload = await sendFile(officer, file.id, 'tram.csv', csv(rows));
  body(await submit(officer, file.id, upload.id));
  body(await approve(department, file.id));
};

beforeAll(async () => {
  [officer, department] = await Promise.all([deskOf(driver, 'focal-y-te'), deskOf(driver, 'department')]);
  file = await publishFile(officer, department, 'Trạm y tế có người theo dõi', 'tram.csv', csv(20));
  other = await publishFile(officer, department, 'Bộ khác có người theo dõi', 'khac.csv', csv(5));
});

describe('a citizen follows a dataset', () => {
  const email = aMailbox();
  let link = '';

  test('with a code that came by mail, and sees it at the private link', async () => {
    link = linkIn(await follow(email, file.slug));
    expect(await followsOf(link)).toMatchObject([{ slug: file.slug, title: file.metadata.title }]);
    expect(await followers()).toBe(1);
  });

  test('twice is once, with the same link', async () => {
    expect(linkIn(await follow(email.toUpperCase(), file.slug))).toBe(link);
    expect(await followers()).toBe(1);
  });

  test('and another one under the same link', async () => {
    expect(linkIn(await follow(email, other.slug))).toBe(link);
    expect(await followsOf(link)).toHaveLength(2);
  });

  test('hears once of the next release: what changed, where it is, how to stop', async () => {
    await release(23);
    const [letter] = await eventually('the letter', async () => {
      const letters = await news(email);
      return letters.length > 0 && letters;
    });
    expect(letter?.subject).toBe(`Bản phát hành mới (2): ${file.metadata.title}`);
    expect(letter?.text).toContain('thêm 3 dòng');
    expect(letter?.text).toContain(`/datasets/${file.slug}/`);
    expect(await news(email)).toHaveLength(1);
  });

  claim('gets letters that mail programs can stop by themselves', async () => {
    const headers = (await news(email))[0]?.headers ?? {};
    expect(headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
    expect(headers['List-Unsubscribe']).toMatch(/^<https?:\/\/\S+\/api\/v1\/follows\?link=\S+&dataset=\S+>$/);
  });
});

describe('more people than one message takes', () => {
  test('hear of a release once each', async () => {
    const crowd = Array.from({ length: 55 }, () => aMailbox());
    for (const email of crowd) await follow(email, other.slug);
    const upload = await sendFile(officer, other.id, 'khac.csv', csv(6));
    body(await submit(officer, other.id, upload.id));
    body(await approve(department, other.id));
    const heard = async () => Promise.all(crowd.map(async (email) => (await news(email)).length));
    await eventually('everybody', async () => (await heard()).every((letters) => letters > 0));
    expect(new Set(await heard())).toEqual(new Set([1]));
  });
});

describe('stopping', () => {
  let email = '';
  let stop: URL;
  beforeAll(async () => {
    email = aMailbox();
    stop = await follow(email, file.slug);
    await follow(email, other.slug);
    stop.searchParams.set('dataset', file.id);
  });
  const asBrowser = (method: string) => fetch(stop, { method, headers: { accept: 'text/html' } });

  test('is not done by opening the address, as scanners of mail do', async () => {
    for (let i = 0; i < 3; i++) {
      const page = await asBrowser('GET');
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      const text = await page.text();
      expect(text).toContain(`Dừng theo dõi “${file.metadata.title}”?`);
      expect(text).not.toContain(email);
    }
    expect(await followsOf(linkIn(stop))).toHaveLength(2);
  });

  test.each([
    ['application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
    [
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
    ],
  ])('is done by one click of a mail program that sends %s, and twice does no harm', async (type, form) => {
    const answer = await fetch(stop, { method: 'POST', headers: { 'content-type': type }, body: form });
    expect(answer.status).toBe(200);
    expect(await followsOf(linkIn(stop))).toMatchObject([{ slug: other.slug }]);
  });

  test('the last one leaves nothing: the link is dead, and following again makes a new one', async () => {
    const link = linkIn(stop);
    expect(body(await anyone(op.stopFollowing, { query: { link } })).items).toEqual([]);
    expect(await followsOf(link)).toEqual([]);
    expect(linkIn(await follow(email, other.slug))).not.toBe(link);
    expect(await followsOf(link)).toEqual([]);
  });

  test('with a link that is not whole stops nothing', async () => {
    const link = linkIn(await follow(email, file.slug));
    for (const guessed of [link.slice(0, -1), `${link}x`, link.split('.')[0] ?? '', 'x'])
      expect(body(await anyone(op.stopFollowing, { query: { link: guessed } })).items).toEqual([]);
    expect((await followsOf(link)).length).toBeGreaterThan(0);
  });
});

describe('who means harm', () => {
  test('guesses five times, and then the right code is none either', async () => {
    const email = aMailbox();
    const code = await codeFor(email);
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    const answers = await Promise.all(Array.from({ length: 5 }, () => followBy(email, wrong, file.slug)));
    expect(new Set(answers.map(problemId))).toEqual(new Set(['code-refused']));
    expect(problemId(await followBy(email, code, file.slug))).toBe('code-refused');
  });

  test('uses a code a second time, or another’s, or one for another purpose', async () => {
    const [email, victim] = [aMailbox(), aMailbox()];
    const code = await codeFor(email);
    body(await followBy(email, code, file.slug));
    expect(problemId(await followBy(email, code, other.slug))).toBe('code-refused');
    const fresh = await codeFor(email);
    expect(problemId(await followBy(victim, fresh, file.slug))).toBe('code-refused');
    body(await anyone(op.askConfirmation, { body: { purpose: 'request', email: victim } }));
    const asked = /(\d{6})$/m.exec((await lastLetter(victim))?.text ?? '')?.[1] ?? '';
    expect(problemId(await followBy(victim, asked, file.slug))).toBe('code-refused');
  });

  test('learns nothing of who follows: an officer sees a number, a stranger not even that', async () => {
    expect(await followers()).toBeGreaterThan(0);
    const stranger = await deskOf(driver, 'focal-cong-thuong');
    expect(problemId(await stranger.call(op.countFollowers, { params: { id: file.id } }))).toBe(
      'not-your-agency',
    );
  });

  test('learns no title of what is being prepared', async () => {
    const draft = await createDataset(officer, 'Chưa ai được biết tên này');
    const query = new URLSearchParams({ link: 'x', dataset: draft.id }).toString();
    const page = await fetch(`${driver.baseUrl}/api/v1/follows?${query}`, {
      method: 'POST',
      headers: { accept: 'text/html' },
    });
    expect(page.status).toBe(200);
    expect(await page.text()).not.toContain('Chưa ai được biết tên này');
  });

  test('follows what is not there', async () => {
    const email = aMailbox();
    expect(problemId(await followBy(email, await codeFor(email), 'khong-co-bo-nay'))).toBe('not-found');
  });

  claim('leaves no address, code or link in a log', async () => {
    const email = aMailbox();
    const link = linkIn(await follow(email, file.slug));
    const lines = (await driver.logLines()).filter((line) => line.includes(email) || line.includes(link));
    expect(lines).toEqual([]);
  });
});

describe('a withdrawal', () => {
  test('is told once, ends the following, and nobody can follow any more', async () => {
    const email = aMailbox();
    const link = linkIn(await follow(email, other.slug));
    body(
      await officer.call(op.withdrawDataset, {
        params: { id: other.id },
        body: { reason: 'Số liệu gốc sai, thu hồi để lập lại.' },
      }),
    );
    const letter = await eventually('the letter', async () => (await news(email))[0] ?? false);
    expect(letter.subject).toBe(`Đã thu hồi: ${other.metadata.title}`);
    expect(letter.text).toContain('Số liệu gốc sai, thu hồi để lập lại.');
    await eventually('the end', async () => (await followsOf(link)).length === 0);
    expect(problemId(await followBy(email, await codeFor(email), other.slug))).toBe('gone');
    expect(await news(email)).toHaveLength(1);
  });
});
