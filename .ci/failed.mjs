// What failed in a run of the tests, a line each: the tests, and the files that could not be loaded. Takes the path of vitest's report.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

const { testResults } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
for (const { name, status, assertionResults } of testResults) {
  if (status !== 'failed') continue;
  const tests = assertionResults.filter((test) => test.status === 'failed').map(({ fullName }) => fullName);
  const outside = assertionResults.length === 0 ? 'could not be loaded' : 'failed outside its tests (a hook)';
  for (const test of tests.length === 0 ? [outside] : tests) process.stdout.write(`FAILED: ${relative('.', name)}: ${test}\n`);
}
