import { createServer } from 'node:net';
import { join } from 'node:path';
import lighthouse from 'lighthouse';
import * as z from 'zod';
import { openBrowser } from '../test/browser/browser.ts';
import { startPortal } from './portal.ts';
import { beside } from './report.ts';
import type { Session } from './session.ts';

const GOAL = 95;
const categories = ['performance', 'accessibility'] as const;

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });

const Found = z.object({ items: z.array(z.object({ slug: z.string() })).min(1) });

/** The three pages people come to first, of the demonstration: home, the list, and the first dataset by title. */
const pagesOf = async (url: string) => {
  const answer = await fetch(`${url}/api/v1/datasets?sort=title&limit=1`);
  const [first] = Found.parse(await answer.json()).items;
  return [
    ['home', '/'],
    ['list', '/datasets/'],
    ['dataset', `/datasets/${first?.slug}/`],
  ] as const;
};

/**
 * Lighthouse's own phone: a middling device on slow 4G, simulated from one load without throttling. The portal answers from this
 * machine; what a CDN would add or save is not in it.
 */
export const run = async ({ folder, signal, tell }: Session): Promise<void> => {
  const portal = await startPortal(join(folder, 'state-of-lighthouse'), signal, { demonstration: true });
  const port = await freePort();
  const { close } = await openBrowser([`--remote-debugging-port=${port}`]);
  try {
    await portal.filled();
    for (const [name, path] of await pagesOf(portal.url)) {
      signal.throwIfAborted();
      const result = await lighthouse(`${portal.url}${path}`, {
        port,
        logLevel: 'error',
        onlyCategories: [...categories],
      });
      for (const category of categories) {
        const score = result?.lhr.categories[category]?.score ?? null;
        const what = `lighthouse, phone: ${name}, ${category}`;
        const paint = result?.lhr.audits['largest-contentful-paint']?.displayValue;
        if (score === null)
          tell({ what, value: null, unit: 'points', note: result?.lhr.runtimeError?.message ?? 'no score' });
        else
          tell(
            beside(
              {
                what,
                value: score * 100,
                unit: 'points',
                ...(category === 'performance' ? { note: `largest paint ${paint ?? 'unknown'}` } : {}),
              },
              { name: 'goal', value: GOAL },
            ),
          );
      }
    }
  } finally {
    await close();
    await portal.stop();
  }
};
