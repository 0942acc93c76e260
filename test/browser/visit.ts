import { join } from 'node:path';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { theDriver } from '../journeys/driver/index.ts';
import { openBrowser, type OpenBrowser } from './browser.ts';

/** Widths every journey is made at, in CSS pixels: a desk and a phone. */
export const WIDTHS = [1280, 390] as const;

export const screenshots = join(import.meta.dirname, 'screenshots');

/** How long a person would wait for one thing on this machine, in milliseconds. */
const PATIENCE_MS = 20_000;

/** One person at one browser. */
export type Visit = {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly width: number;
  /** From now on console lines of this pattern belong to the journey (a page that answers 404, say). */
  readonly expectTrouble: (pattern: RegExp) => void;
};

const open = async ({ browser }: OpenBrowser, width: number, options: BrowserContextOptions) => {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    baseURL: theDriver().baseUrl,
    ...options,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const expected: RegExp[] = [];
  const troubles: string[] = [];
  const note = (text: string): void => {
    if (!expected.some((pattern) => pattern.test(text))) troubles.push(text);
  };
  context.on('console', (line) => {
    if (line.type() === 'error') note(`${line.text()} (${line.location().url})`);
  });
  context.on('weberror', (error) => note(String(error.error())));
  const page = await context.newPage();
  const visit: Visit = { context, page, width, expectTrouble: (pattern) => expected.push(pattern) };
  return { visit, troubles };
};

/**
 * A browser for the tests of one `describe`, which go on where the one before stopped. Fails after any test in which
 * the console showed an error nobody expected; a failed test leaves a picture of what stood on the screen.
 */
export const useVisit = (width: number, options: BrowserContextOptions = {}, who = ''): (() => Visit) => {
  let at: OpenBrowser | undefined;
  let opened: Awaited<ReturnType<typeof open>> | undefined;
  const visit = (): Visit => {
    if (!opened) throw new Error('The browser is not open yet');
    return opened.visit;
  };
  beforeAll(async () => {
    at = await openBrowser();
    opened = await open(at, width, options);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') {
      const name = task.name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60);
      await visit().page.screenshot({ path: join(screenshots, `failed-${name}-${who}${width}.png`) });
    }
    expect(opened?.troubles.splice(0)).toEqual([]);
  });
  afterAll(() => at?.close());
  return visit;
};
