import { inject } from 'vitest';
import type { Driver } from './driver.ts';
import { embeddedDriver } from './embedded.ts';
import { stageDriver } from './stage.ts';

/** The driver of the target this run was started against. */
export const theDriver = (): Driver => {
  const note = inject('stageNote');
  return note ? stageDriver(note) : embeddedDriver(inject('baseUrl'));
};
