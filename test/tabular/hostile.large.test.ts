import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CHECK_MEMORY_MB } from '../../infra/capabilities/check-memory.ts';
import { checkInAProcess } from '../fixtures/check-in-a-process.ts';
import { hostileFiles } from '../fixtures/hostile-files.ts';
import { testFolder } from './workbench.ts';

/** What is left of the function's memory for its runtime, the store's client and the pieces being sent. */
const CEILING_MB = CHECK_MEMORY_MB * 0.75;

test.for(hostileFiles.map((file) => [file.what, file] as const))(
  '%s is checked whole within the memory of the function',
  { timeout: 600_000 },
  async ([, { fileName, ends, write }]) => {
    const path = join(await testFolder(), fileName);
    await write(path);
    const came = await checkInAProcess(path, CHECK_MEMORY_MB);
    await rm(path);
    console.log(`${fileName}: ${came.ends}, ${came.peakMb} MB at most`);
    expect(came.ends).toBe(ends);
    expect(came.peakMb).toBeLessThan(CEILING_MB);
  },
);
