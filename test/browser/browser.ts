import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { mkdtempSync } from 'node:fs';
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

/** The machine's own Chromium, or the one from the package registry where none is installed. */
const found = async (): Promise<{ executablePath: string; args: string[] }> =>
  existsSync(INSTALLED)
    ? { executablePath: INSTALLED, args: QUIET }
    : { executablePath: await packed.executablePath(), args: [...packed.args, ...QUIET] };

export type OpenBrowser = { readonly browser: Browser; readonly close: () => Promise<void> };

/** A browser with an empty download folder of its own, gone when closed. */
export const openBrowser = async (): Promise<OpenBrowser> => {
  const downloadsPath = mkdtempSync(join(tmpdir(), 'portal-downloads-'));
  const browser = await chromium.launch({ ...(await found()), downloadsPath });
  return {
    browser,
    close: async () => {
      await browser.close();
      await rm(downloadsPath, { recursive: true, force: true });
    },
  };
};
