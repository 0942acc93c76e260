import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from 'vitest';
import { screenshots, type Visit } from './visit.ts';

/** Violations a person with a disability would be stopped by, each with the first places it stands at. */
const seriousViolations = async ({ page }: Visit): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 3)
          .map((node) => node.html.slice(0, 160))
          .join(' | ')}`,
    );
};

/** How many pixels the page is wider than the screen. */
const overhang = ({ page }: Visit): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/**
 * Looks at a screen as it stands: keeps a picture of the whole page, and fails when it can be scrolled sideways or
 * axe finds a serious or critical fault.
 */
export const lookAt = async (visit: Visit, name: string): Promise<void> => {
  await visit.page.screenshot({
    path: join(screenshots, `${name}-${visit.width}.png`),
    fullPage: true,
    animations: 'disabled',
  });
  expect(await overhang(visit), `${name} is wider than the screen`).toBeLessThanOrEqual(0);
  expect(await seriousViolations(visit), name).toEqual([]);
};
