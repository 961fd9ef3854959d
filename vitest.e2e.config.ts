import { defineConfig } from 'vitest/config';
import { watchedForks } from './scripts/test-forks.mjs';

// Drives the packaged app, one at a time: windows on one display would take the focus from each other.
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    globalSetup: ['test/e2e/package-app.ts'],
    pool: watchedForks,
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // The window asks for some things every few seconds only.
    expect: { poll: { timeout: 30_000 } },
  },
});
