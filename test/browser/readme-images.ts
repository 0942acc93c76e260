import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from './browser.ts';

// Takes the pictures of the README from a seeded portal: `npm start`, then `node test/browser/readme-images.ts`.
const baseUrl = process.env['BASE_URL'] ?? 'http://localhost:4600';
const folder = join(import.meta.dirname, '../../docs/images');
const MOST_BYTES = 300_000;

const { browser, close } = await openBrowser();
try {
  mkdirSync(folder, { recursive: true });
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'vi-VN' });
  await page.goto(baseUrl);
  await page.getByRole('heading', { level: 1 }).waitFor();
  const path = join(folder, 'home.png');
  await page.screenshot({ path, animations: 'disabled' });
  const { size } = statSync(path);
  if (size > MOST_BYTES) throw new Error(`${path} has ${size} bytes, more than ${MOST_BYTES}`);
  console.log(`${path}: ${size} bytes`);
} finally {
  await close();
}
