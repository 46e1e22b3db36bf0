import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['test/support/template.ts'],
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    restoreMocks: true,
    // What is waited for comes late on a busy machine; it is no figure. A test that looked at nothing fails.
    expect: { poll: { timeout: 60_000 }, requireAssertions: true },
    // Two cores: each file may start a database of its own.
    maxWorkers: 2,
  },
});
