import type { TestProject } from 'vitest/node';
import { startPortal } from './start-portal.ts';

declare module 'vitest' {
  interface ProvidedContext {
    baseUrl: string;
    /** What a search answered before anything was published; absent where the portal ran already. */
    firstSearch?: { status: number; body: unknown };
  }
}

/** Starts the whole portal in a folder of its own, unless BASE_URL names one that runs already. */
export default async function portal(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env['BASE_URL'];
  if (given) {
    project.provide('baseUrl', given);
    return undefined;
  }
  const { baseUrl, stop } = await startPortal((process.env['PORTAL_ARGS'] ?? '--no-seed').split(' '));
  project.provide('baseUrl', baseUrl);
  const search = await fetch(`${baseUrl}/api/v1/datasets`);
  project.provide('firstSearch', { status: search.status, body: await search.json() });
  return stop;
}
