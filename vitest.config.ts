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

/** Suites that start nothing and leave nothing: their files share what they import, which saves a third of the time. */
const pure = [
  'architecture',
  'capabilities',
  'contract',
  'docs',
  'events',
  'functions',
  'kernel',
  'regulation',
  'tabular',
  'web',
];
const pureFiles = pure.map((folder) => `test/${folder}/**/*.test.{ts,tsx}`);

/** The quick suites: decisions, law, ports on the embedded engines, template laws. Journeys and browser have their own. */
export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    reporters: ['default', './test/fixtures/real-files-reporter.ts'],
    projects: [
      { extends: true, test: { name: 'pure', include: pureFiles, exclude: heavy, isolate: false } },
      {
        extends: true,
        test: {
          name: 'engines',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/journeys/**', 'test/browser/**', 'test/stage/**', ...heavy, ...pureFiles],
        },
      },
    ],
  },
});
