import { setTimeout as delay } from 'node:timers/promises';

const LOOK_AGAIN_MS = 300;

/**
 * Waits until the page of each dataset is there. Pages are rendered behind the publication: on a busy machine search finds
 * a dataset minutes before, and whoever opens it then is told that there is no such page.
 */
export const untilPagesStand = async (
  url: string,
  slugs: readonly string[],
  signal: AbortSignal,
): Promise<void> => {
  for (const slug of slugs)
    while ((await fetch(`${url}/datasets/${slug}/`, { method: 'HEAD', signal })).status === 404)
      await delay(LOOK_AGAIN_MS, undefined, { signal });
};
