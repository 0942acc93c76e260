import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** By name: the file that moves the clock (`when-days-pass`) comes last, whatever earlier runs took or how they ended. */
class ByName extends BaseSequencer {
  override sort = async (files: TestSpecification[]): Promise<TestSpecification[]> =>
    files.toSorted((a, b) => a.moduleId.localeCompare(b.moduleId));
}

/** The same portal in a real Chromium, desktop and phone. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.browser.test.ts'],
    reporters: ['default', './test/fixtures/real-files-reporter.ts'],
    globalSetup: ['test/journeys/driver/portal.ts'],
    fileParallelism: false,
    sequence: { sequencer: ByName },
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
