import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// What processes of tests load, the programs that they start too, is compiled once and not a thousand times: half of what a start takes.
process.env['NODE_COMPILE_CACHE'] ??= fileURLToPath(new URL('test/output/compiled', import.meta.url));

/** In which order files begin: those that take a minute, those that may take half of that, and all others. A long one that came last would leave a core idle. */
const ORDER = [
  /\/test\/(?:deploy\/(?:air-gap|installer)|process\/(?:backup|endings|postgres|recovery|start)|store\/(?:backup\/newer-log|evaluation\/(?:answers-command|own-cases))|unit\/ingest\/pool)\./,
  /\/test\/(?:process|e2e|store\/(?:backup|evaluation|ingest))\/|\/(?:embedded|forget|hostile|ocr|pdf-scans|releases|roles|sample-questions)\./,
  /(?:)/,
];
const placeOf = ({ moduleId }: TestSpecification) => ORDER.findIndex((files) => files.test(moduleId));

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- vitest's own, no array's
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}

export default defineConfig({
  test: {
    globalSetup: ['test/support/template.ts'],
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    // What is waited for comes late on a busy machine; it is no figure. A test that looked at nothing fails.
    expect: { poll: { timeout: 60_000 }, requireAssertions: true },
    // One more than two cores: what waits for a program, a browser or a database leaves its core to another.
    maxWorkers: 3,
    // `npm test` has --liftoff-only: an embedded database of a test lives for seconds, and what WebAssembly is compiled a second time for is not earned back, as it
    // is where pictures are read (`npm run test:programs`). What is lent lives in Vitest's own process, which has no such flag.
    // No test changes a module: files after each other in one process load the same ones once, not two hundred times.
    isolate: false,
    sequence: { sequencer: LongFirst },
    // What the provider of the tests thinks of its settings, which are for tests, stands between their own lines.
    onConsoleLog: (line) => !line.startsWith('oidc-provider WARNING'),
  },
});
