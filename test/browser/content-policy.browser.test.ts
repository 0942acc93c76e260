import { describe, expect, it } from 'vitest';
import { useVisit } from './visit.ts';

/** Every journey fails on a violation, for the browser reports it on the console; here is the proof that it would. */
describe.each([
  ['a public page', '/', 'h1'],
  ['the desk', '/desk/', '#desk *'],
])('%s', (_, path, shown) => {
  const visit = useVisit(1280);

  it('loads all it needs under its content policy', async () => {
    const { page } = visit();
    const answer = await page.goto(path);
    await page.waitForSelector(shown);
    expect(answer?.headers()['content-security-policy']).toContain("script-src 'self'");
  });

  it('runs no script that was written into it, and says so', async () => {
    const { page, expectTrouble } = visit();
    expectTrouble(/Content Security Policy/);
    const reported = page.waitForEvent('console', (line) => /Content Security Policy/.test(line.text()));
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.documentElement.dataset.ran = "yes"';
      document.head.append(script);
      return document.documentElement.dataset['ran'];
    });
    expect(ran).toBeUndefined();
    expect((await reported).type()).toBe('error');
  });

  it('speaks to no stranger', async () => {
    const { page, expectTrouble } = visit();
    expectTrouble(/Content Security Policy|Refused to connect|elsewhere\.example/);
    const outcome = await page.evaluate(() =>
      fetch('https://elsewhere.example/').then(
        () => 'answered',
        () => 'refused',
      ),
    );
    expect(outcome).toBe('refused');
  });
});
