import { defineConfig } from 'vitest/config';

/** Journeys over HTTP, in order, against one running portal (embedded unless BASE_URL names another). */
export default defineConfig({
  test: {
    include: ['test/journeys/**/*.journey.test.ts'],
    globalSetup: ['test/journeys/driver/portal.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 180_000,
    reporters: ['default', './test/fixtures/real-files-reporter.ts'],
  },
});
