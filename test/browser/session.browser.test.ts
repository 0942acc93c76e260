import { describe, expect, test } from 'vitest';
import { chooseAtPicker, signIn } from './desk.ts';
import { lookAt } from './look.ts';
import { useVisit, WIDTHS } from './visit.ts';

const HOUR_MS = 3_600_000;

describe.each(WIDTHS)('signing in and out at %i pixels', (width) => {
  const visit = useVisit(width);
  const door = () => visit().page.getByRole('button', { name: 'Đăng nhập', exact: true });
  const signedIn = () => visit().page.getByRole('button', { name: 'Đăng xuất' });

  test('by authorization code with PKCE, back to the address one came for', async () => {
    const { page } = visit();
    const asked: URL[] = [];
    const grants: URLSearchParams[] = [];
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.searchParams.has('response_type')) asked.push(url);
      if (request.method() === 'POST' && /grant_type=/.test(request.postData() ?? ''))
        grants.push(new URLSearchParams(request.postData() ?? ''));
    });
    await page.goto('/desk/datasets/new');
    await door().waitFor();
    await lookAt(visit(), 'desk-door');
    await door().click();
    await page.getByRole('heading', { name: 'Đăng nhập với vai nào?' }).waitFor();
    await lookAt(visit(), 'desk-picker');
    await chooseAtPicker(page, 'focal-y-te');
    await page.getByRole('heading', { level: 1, name: 'Tạo bộ dữ liệu' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/desk/datasets/new');
    expect(new URL(page.url()).search).toBe('');
    expect(asked[0]?.searchParams.get('response_type')).toBe('code');
    expect(asked[0]?.searchParams.get('code_challenge_method')).toBe('S256');
    expect(asked[0]?.searchParams.get('code_challenge')).toMatch(/^[\w-]{43}$/);
    expect(grants.map((grant) => grant.get('grant_type'))).toEqual(['authorization_code']);
    expect(grants[0]?.get('code_verifier')?.length).toBeGreaterThanOrEqual(43);
  });

  test('a reload goes on; another tab signs in with one click, the issuer knows the person', async () => {
    const { page, context } = visit();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Tạo bộ dữ liệu' }).waitFor();
    const tab = await context.newPage();
    await tab.goto('/desk/datasets');
    await tab.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await tab.getByRole('heading', { level: 1, name: 'Bộ dữ liệu' }).waitFor();
    expect(new URL(tab.url()).pathname).toBe('/desk/datasets');
    await tab.close();
    await signedIn().waitFor();
  });

  test('sign-out ends it here and at the issuer', async () => {
    const { page } = visit();
    await signedIn().click();
    await door().waitFor();
    await page.goto('/desk/datasets');
    await door().click();
    await page.getByRole('heading', { name: 'Đăng nhập với vai nào?' }).waitFor();
  });
});

describe.each(WIDTHS)('the first screen of each role at %i pixels', (width) => {
  const officer = useVisit(width);
  const chairman = useVisit(width, {}, 'chairman-');

  test('says whose duties it shows: an officer’s own, or those of every agency', async () => {
    await signIn(officer().page, 'focal-y-te');
    await officer().page.getByRole('heading', { level: 1, name: 'Nhiệm vụ của tôi' }).waitFor();
    const { page } = chairman();
    await signIn(page, 'chairman');
    await page.getByRole('heading', { level: 1, name: 'Nhiệm vụ của các cơ quan' }).waitFor();
    await page.getByRole('link', { name: 'Nhiệm vụ các cơ quan' }).waitFor();
    await lookAt(chairman(), 'desk-chairman');
  });
});

describe.each(WIDTHS)('a session that grows old at %i pixels', (width) => {
  const visit = useVisit(width);

  test('is renewed without a word while the issuer allows it', async () => {
    const { page } = visit();
    await page.clock.install();
    await signIn(page, 'focal-y-te', '/desk/datasets');
    const grants: string[] = [];
    page.on('request', (request) => {
      const grant = new URLSearchParams(request.postData() ?? '').get('grant_type');
      if (grant) grants.push(grant);
    });
    await page.clock.fastForward(2 * HOUR_MS);
    await page.getByLabel('Trạng thái').selectOption({ label: 'Đã công bố' });
    await expect.poll(() => grants).toEqual(['refresh_token']);
    await page.getByText('Chưa có bộ dữ liệu nào.').or(page.getByRole('table')).waitFor();
    await lookAt(visit(), 'desk-datasets');
  });

  test('leads back to the sign-in when it can not be renewed, and then to the same address', async () => {
    const { page, expectTrouble } = visit();
    expectTrouble(/status of 40[01]/);
    const isRenewal = (url: URL) => url.pathname.endsWith('/token');
    await page.route(isRenewal, (route) =>
      route.fulfill({ status: 400, json: { error: 'invalid_grant', error_description: 'expired' } }),
    );
    await page.clock.fastForward(13 * HOUR_MS);
    await page.getByLabel('Trạng thái').selectOption({ label: 'Bản nháp' });
    const alert = page.getByRole('alert');
    await alert.getByText('Phiên làm việc đã hết.').waitFor();
    await lookAt(visit(), 'desk-session-over');
    await page.unroute(isRenewal);
    await alert.getByRole('button', { name: 'Đăng nhập lại' }).click();
    // The issuer still knows the person: nobody is asked again.
    await alert.waitFor({ state: 'detached' });
    await page.getByRole('heading', { level: 1, name: 'Bộ dữ liệu' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/desk/datasets');
  });
});
