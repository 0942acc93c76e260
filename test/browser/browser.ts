import { existsSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { chromium, type Browser } from 'playwright-core';
import packed from '@sparticuz/chromium';

const INSTALLED = '/usr/bin/chromium';

const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The machine's own Chromium, or the one from the package registry where none is installed. `CHROMIUM` names another. */
const found = async (): Promise<string> =>
  process.env['CHROMIUM'] ?? (existsSync(INSTALLED) ? INSTALLED : packed.executablePath());

export type OpenBrowser = { readonly browser: Browser; readonly close: () => Promise<void> };

/** A browser with an empty download folder of its own, gone when closed; `more` are arguments of its command. */
export const openBrowser = async (more: readonly string[] = []): Promise<OpenBrowser> => {
  const downloadsPath = mkdtempSync(join(tmpdir(), 'portal-downloads-'));
  const browser = await chromium.launch({
    executablePath: await found(),
    args: [...QUIET, ...more],
    downloadsPath,
  });
  return {
    browser,
    close: async () => {
      await browser.close();
      await rm(downloadsPath, { recursive: true, force: true });
    },
  };
};
