import { defineConfig } from 'vitest/config';

/** Suites that take their time: they kill or start whole portals, stream gigabytes. `.ci/run` runs them, `npm test` does not. */
export const heavy = [
  'test/**/*.large.test.ts',
  'test/local/lifecycle*.test.ts',
  'test/ledger/*.engine.test.ts',
  'test/local/object-store-crash.test.ts',
  'test/local/edge.test.ts',
  'test/local/gateway-running.test.ts',
  'test/infra/functions-start.test.ts',
  'test/infra/security-rules.test.ts',
];

/** The quick suites: decisions, law, ports on the embedded engines, template laws. Journeys and browser have their own. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/journeys/**', 'test/browser/**', 'test/stage/**', ...heavy],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    reporters: ['default', './test/fixtures/real-files-reporter.ts'],
  },
});
