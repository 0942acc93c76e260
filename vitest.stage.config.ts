import { defineConfig } from 'vitest/config';

/** The journeys, the port suites and what is special to it, against the system deployed to an AWS emulator. */
export default defineConfig({
  test: {
    include: [
      'test/stage/**/*.test.ts',
      'test/journeys/**/*.journey.test.ts',
      'test/ports/*.engine.test.ts',
      'test/ledger/ledger.engine.test.ts',
    ],
    globalSetup: ['test/journeys/driver/stage-portal.ts'],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 300_000,
    reporters: ['default', './test/fixtures/real-files-reporter.ts'],
  },
});
