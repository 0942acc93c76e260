import { defineConfig } from 'vitest/config';

/** The same portal in a real Chromium, desktop and phone. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.browser.test.ts'],
    reporters: ['default', './test/fixtures/real-files-reporter.ts'],
    globalSetup: ['test/journeys/driver/portal.ts'],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
