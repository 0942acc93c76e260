import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Grant } from '../aws/grants.ts';

const Line = z.object({ function: z.string(), action: z.string(), resource: z.string() });

/** Grants seen in use, one a line, kept with the state: a report over a whole suite spans restarts. */
export const openGrantsFile = (file: string): { remembered: Grant[]; remember: (grant: Grant) => void } => ({
  remembered: existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => Line.parse(JSON.parse(line)))
    : [],
  remember: (grant) => appendFileSync(file, `${JSON.stringify(grant)}\n`),
});
