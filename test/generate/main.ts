import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { licencesText } from './licences.ts';
import { openApiText } from './openapi.ts';
import { rolesText } from './roles.ts';
import { schemaText } from './schema.ts';

/**
 * Writes the generated files that are committed, so that a change of schema or API is seen in review. With `--check` it writes
 * nothing, and fails when one is not what it would write.
 */
const files = [
  { path: '../../src/store/schema.sql', make: schemaText },
  { path: '../../src/http/openapi.json', make: openApiText },
  { path: '../../docs/roles.md', make: rolesText },
  { path: '../../docs/licences.md', make: licencesText },
];

const isCheck = process.argv.includes('--check');
let stale = 0;
for (const { path, make } of files) {
  const file = fileURLToPath(new URL(path, import.meta.url));
  const text = await make();
  if (!isCheck) await writeFile(file, text);
  else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
    stale += 1;
    console.error(`${file} is stale: run "npm run generate"`);
  }
}
process.exit(stale === 0 ? 0 : 1);
