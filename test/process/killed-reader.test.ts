import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endPrograms, type Installation, makeInstallation, runCommand, startProgram } from '../support/process.ts';

let place: Installation;
beforeAll(async () => void (place = await makeInstallation()));
afterAll(async () => {
  await endPrograms();
  await place.remove();
});

/** More than it reads before it is killed, however long its first line is on its way. */
const COUNT = 200;

/** kill -9 leaves a reader no time for anything: what was delivered must be in the database, and be read by whoever comes next. */
test('a reader that is killed loses no document and leaves none twice, and what it delivered is read by the desk', async () => {
  const folder = join(place.folder, 'archief');
  await mkdir(folder);
  for (let n = 0; n < COUNT; n += 1) await writeFile(join(folder, `${n}.md`), `# Document ${n}\n\n${`Regel over onderwerp ${n}. `.repeat(40)}\n\n## Kosten\n\nHet kost ${n} euro.`);
  const args = ['ingest', folder, '--collection', 'producten'];

  const first = startProgram(args, place.env);
  await first.printed(/\[ *\d+\/200\]/, 'stdout');
  await first.stop('SIGKILL');
  const delivered = await runCommand(['jobs', 'list', '--json'], place.env);
  const waiting = (JSON.parse(delivered.stdout) as { documents: unknown[] }).documents.length;
  const known = await list(place.env);
  expect(known.length + waiting).toBeGreaterThan(0);
  expect(known.length).toBeLessThan(COUNT);

  // The desk knows nothing of that folder: it reads what lies in the queue.
  const desk = startProgram(['serve'], place.env);
  await desk.url();
  await expect.poll(() => list(place.env), { timeout: 100_000, interval: 500 }).toHaveLength(known.length + waiting + 3);
  await desk.stop();

  const last = await runCommand([...args, '--json'], place.env);
  expect(last.code).toBe(0);
  const result = JSON.parse(last.stdout) as { new: number; unchanged: number; failed: unknown[] };
  expect(result.new + result.unchanged).toBe(COUNT);
  expect(result.failed).toEqual([]);
  const documents = await list(place.env);
  expect(documents).toHaveLength(COUNT + 3);
  // Each of them is whole: they are alike but for a number.
  const sizes = documents.filter(({ sourceId }) => sourceId.startsWith('archief:')).map(({ passages }) => passages);
  expect(sizes.filter((size) => size >= 2 && size <= 3)).toHaveLength(COUNT);
}, 240_000);

async function list(env: Readonly<Record<string, string>>): Promise<{ sourceId: string; passages: number }[]> {
  const { stdout } = await runCommand(['documents', 'list', '--collection', 'producten', '--json'], env);
  return (JSON.parse(stdout) as { documents: { sourceId: string; passages: number }[] }).documents;
}
