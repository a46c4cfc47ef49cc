import path from 'node:path';
import { defineConfig } from 'vitest/config';

// Tests that need VS Code (test/host) or a browser (test/e2e) have runners of their own.
export default defineConfig({
  root: path.resolve(import.meta.dirname, '..'),
  test: {
    include: ['test/**/*.test.ts', 'grammars/**/*.test.ts'],
    exclude: ['test/host/**', 'test/e2e/**', 'test/fixtures/**', 'test/golden/**', 'test/bench/**/trees/**'],
    environment: 'node',
    globalSetup: [path.join(import.meta.dirname, 'testBuild.mjs')],
    // Child processes: the parser and the engine fork processes of their own, and worker threads cannot.
    pool: 'forks',
    // Some grammars stall V8's optimising compiler or take gigabytes there: src/worker/pool.ts.
    execArgv: ['--liftoff-only'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    cache: false,
  },
});
