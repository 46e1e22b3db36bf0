// What no run of the tests did, a line for each file: a test that is for a server is skipped on the embedded database, and counts for nothing where it ran on the other.
// Takes the paths of vitest's reports. It only tells: what a machine may do (a network of its own, a small disk) differs.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

const NOT_RUN = ['skipped', 'pending', 'todo'];
/** @type {Map<string, Map<string, boolean>>} by file and test, whether it was run somewhere */
const files = new Map();
for (const path of process.argv.slice(2)) {
  for (const { name, assertionResults } of JSON.parse(readFileSync(path, 'utf8')).testResults) {
    const tests = files.get(name) ?? new Map();
    files.set(name, tests);
    for (const { fullName, status } of assertionResults) tests.set(fullName, tests.get(fullName) === true || !NOT_RUN.includes(status));
  }
}
for (const [name, tests] of [...files].toSorted(([a], [b]) => a.localeCompare(b))) {
  const skipped = [...tests.values()].filter((ran) => !ran).length;
  if (skipped > 0) process.stdout.write(`SKIPPED: ${relative('.', name)} (${skipped} of ${tests.size})\n`);
}
