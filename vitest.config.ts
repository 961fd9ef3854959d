import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { kernelGlobals } from './scripts/kernel.mjs';
import { watchedForks } from './scripts/test-forks.mjs';

// Unit and integration tests; the end-to-end tests have vitest.e2e.config.ts. Both are run by `npm test`.
export default defineConfig({
  define: await kernelGlobals(),
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**', '**/node_modules/**'],
    globalSetup: ['test/global-setup.ts'],
    // Native modules (SQLite, DuckDB) live on process-wide state: each file gets a process of its own.
    pool: watchedForks,
    // Many files wait for processes of their own: two at a time keep two cores busy.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What the build made runs as it is in the product, not as Vite would rewrite it.
    server: { deps: { external: [/\/dist\/workers\//] } },
    // What is waited for comes late on a busy machine.
    expect: { poll: { timeout: 30_000 } },
    restoreMocks: true,
  },
});
