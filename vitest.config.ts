import { defineConfig } from 'vitest/config';

/** The quick suites: decisions, law, ports on the embedded engines, template laws. Journeys and browser have their own. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/journeys/**', 'test/browser/**'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    reporters: ['default', './test/fixtures/real-files-reporter.ts'],
  },
});
