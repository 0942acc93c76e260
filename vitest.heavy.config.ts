import { defineConfig } from 'vitest/config';
import { heavy } from './vitest.config.ts';

export default defineConfig({
  test: {
    include: heavy,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    fileParallelism: false,
    reporters: ['default', './test/fixtures/real-files-reporter.ts'],
  },
});
