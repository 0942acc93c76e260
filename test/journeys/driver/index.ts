import { inject } from 'vitest';
import type { Driver } from './driver.ts';
import { embeddedDriver } from './embedded.ts';

/** The driver of the target this run was started against. */
export const theDriver = (): Driver => embeddedDriver(inject('baseUrl'));
