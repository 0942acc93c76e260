import { beforeAll, describe, expect, test } from 'vitest';
import { deskOf, publishFile } from '../journeys/driver/desk.ts';
import { eventually } from '../journeys/driver/eventually.ts';
import { theDriver } from '../journeys/driver/index.ts';
import { panel, signIn } from './desk.ts';
import { lookAt } from './look.ts';
import { titled } from './this-run.ts';
import { useVisit, WIDTHS } from './visit.ts';

const driver = theDriver();
const title = titled('Trạm quan trắc để theo dõi qua thư');
const other = titled('Tuyến xe để theo dõi qua thư');
const slugs: string[] = [];
let firstId = '';

const codeIn = async (email: string): Promise<string> => {
  const letter = (await driver.mailTo(email)).at(-1);
  return /Mã xác nhận: (\d{6})$/m.exec(letter?.text ?? '')?.[1] ?? '';
};

beforeAll(async () => {
  const [officer, department] = await Promise.all([
    deskOf(driver, 'focal-nnmt'),
    deskOf(driver, 'department'),
  ]);
  for (const one of [title, other]) {
    const file = await publishFile(officer, department, one, 'tram.csv', Buffer.from('mã,tên\n01,Một\n'));
    slugs.push(file.slug);
    firstId ||= file.id;
    await eventually(
      'the page',
      async () => (await fetch(`${driver.baseUrl}/en/datasets/${file.slug}/`)).status === 200,
    );
  }
});

describe.each(WIDTHS)('following by mail at %i pixels', (width) => {
  const visit = useVisit(width);
  const email = titled(`nguoi-xem-${width}`).replaceAll(' ', '-') + '@example.com';

  test('asks for an address, says what is kept, and by keyboard alone comes to the code', async () => {
    const { page } = visit();
    await page.goto(`/datasets/${slugs[0]}/`);
    const address = page.getByLabel('Địa chỉ thư của bạn');
    await address.scrollIntoViewIfNeeded();
    await page.getByText('Chỉ giữ địa chỉ thư').waitFor();
    await lookAt(visit(), 'follow-address');
    await address.focus();
    await page.keyboard.type(email);
    await page.keyboard.press('Enter');
    await page.getByText(`Đã gửi mã gồm 6 chữ số tới ${email}`).waitFor();
    expect(
      await page.getByLabel('Mã xác nhận trong thư').evaluate((it) => it === document.activeElement),
    ).toBe(true);
  });

  test('says what to do when the code is wrong, and takes the right one with a space in it', async () => {
    const { page, expectTrouble } = visit();
    expectTrouble(/status of 422/);
    const right = await codeIn(email);
    await page.keyboard.type(right === '000000' ? '000001' : '000000');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('Mã chưa đúng').waitFor();
    await lookAt(visit(), 'follow-wrong-code');
    await page.getByLabel('Mã xác nhận trong thư').fill(`${right.slice(0, 3)} ${right.slice(3)}`);
    await page.keyboard.press('Enter');
    await page.getByText(`Bạn đã theo dõi bộ dữ liệu này qua ${email}.`).waitFor();
    await lookAt(visit(), 'follow-done');
  });

  test('in English too, for another dataset', async () => {
    const { page } = visit();
    await page.goto(`/en/datasets/${slugs[1]}/`);
    await page.getByLabel('Your e-mail address').fill(email);
    await page.getByRole('button', { name: 'Send a confirmation code' }).click();
    await page.getByText(`was sent to ${email}`).waitFor();
    await lookAt(visit(), 'follow-code-en');
    await page.getByLabel('Confirmation code in the letter').fill(await codeIn(email));
    await page.getByRole('button', { name: 'Follow', exact: true }).click();
    await page.getByRole('link', { name: 'See the datasets you follow' }).click();
    await page.getByRole('heading', { name: 'Datasets you follow' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.getByRole('button', { name: /^Stop following: / }).count()).toBe(2);
    await lookAt(visit(), 'follows-en');
  });

  test('the list changes its language, and its address is for nobody but its holder', async () => {
    const { page } = visit();
    await page.getByRole('link', { name: 'Tiếng Việt' }).click();
    await page.getByRole('heading', { name: 'Bộ dữ liệu bạn theo dõi' }).waitFor();
    expect(await page.locator('meta[name=robots]').getAttribute('content')).toBe('noindex');
    expect(await page.locator('link[rel=canonical]').count()).toBe(0);
    expect(await page.content()).not.toContain(email);
    await lookAt(visit(), 'follows-vi');
  });

  test('what is stopped goes, asked about or from the list, and the last one leaves nothing', async () => {
    const { page } = visit();
    await page.getByRole('button', { name: `Dừng theo dõi: ${other}` }).click();
    await page.getByText(`Đã dừng theo dõi “${other}”.`).waitFor();
    await lookAt(visit(), 'follows-stopped');
    const address = new URL(page.url());
    const link = address.searchParams.get('link') ?? '';
    const list = await fetch(`${driver.baseUrl}/api/v1/follows?${new URLSearchParams({ link }).toString()}`);
    const { items } = (await list.json()) as { items: { dataset: string }[] };
    address.searchParams.set('dataset', items[0]?.dataset ?? '');
    await page.goto(address.href);
    await page.getByRole('heading', { name: `Dừng theo dõi “${title}”?` }).waitFor();
    expect(await page.locator('script[src]').count()).toBe(0);
    await lookAt(visit(), 'follows-question');
    await page.getByRole('button', { name: 'Dừng theo dõi', exact: true }).click();
    await page.getByText('Địa chỉ thư của bạn không còn được giữ.').waitFor();
    await lookAt(visit(), 'follows-none');
  });
});

describe.each(WIDTHS)('an officer at %i pixels', (width) => {
  const visit = useVisit(width);

  test('sees how many follow, and not who', async () => {
    const { page } = visit();
    await signIn(page, 'focal-nnmt', `/desk/datasets/${firstId}`);
    const followers = panel(page, 'Người theo dõi qua thư');
    await followers.getByText('Không ai ở cơ quan xem được địa chỉ của họ.').waitFor();
    expect(await followers.innerText()).toMatch(/^Người theo dõi qua thư\s+\d+ người nhận thư/);
    expect(await followers.innerText()).not.toContain('@');
    await lookAt(visit(), 'desk-followers');
  });
});

describe('the address in a letter', () => {
  const visit = useVisit(390, { javaScriptEnabled: false });

  test('asks before it stops anything, where no script runs', async () => {
    const email = titled('hoi-truoc').replaceAll(' ', '-') + '@example.com';
    const post = (path: string, body: object) =>
      fetch(`${driver.baseUrl}/api/v1${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    await post('/confirmations', { purpose: 'follow', email });
    const answer = await post(`/datasets/${slugs[0]}/followers`, { email, code: await codeIn(email) });
    const { follows } = (await answer.json()) as { follows: string };
    const list = (await (await fetch(`${driver.baseUrl}${follows}`)).json()) as {
      items: { dataset: string }[];
    };
    const { page } = visit();
    await page.goto(`${follows}&dataset=${list.items[0]?.dataset}`);
    await page.getByRole('heading', { name: `Dừng theo dõi “${title}”?` }).waitFor();
    await page.getByRole('button', { name: 'Dừng theo dõi', exact: true }).click();
    await page.getByText(`Đã dừng theo dõi “${title}”.`).waitFor();
  });
});
