import { runSchedule } from '../_entry/schedule.ts';
import { morningRun } from './morning-run.ts';
import { dutyServices } from './services.ts';

export const handler = runSchedule(morningRun(dutyServices()));
