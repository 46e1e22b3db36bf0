import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { ownPort } from '../support/ports.ts';

const MODULE = new URL('../support/ports.ts', import.meta.url).href;

/** So many ports of a process of its own, taken at once; it lives until the test is over. */
async function elsewhere(count: number): Promise<number[]> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', `
    import { ownPort } from '${MODULE}';
    console.log(JSON.stringify(await Promise.all(Array.from({ length: ${count} }, ownPort))));
    process.stdin.resume();
  `], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return JSON.parse(line) as number[];
}

test('ports of a test are of nobody else, in this process or another, and none that the kernel gives by itself', async () => {
  const all = (await Promise.all([elsewhere(200), elsewhere(20), Promise.all(Array.from({ length: 300 }, ownPort))])).flat();
  expect(new Set(all).size).toBe(520);
  expect(all.filter((port) => port <= 16_384 || port >= 32_768)).toEqual([]);
});

test('one that somebody has is passed over', async () => {
  let port = await ownPort();
  // The last of a block has no next.
  if (port % 128 === 127) port = await ownPort();
  const other = createServer();
  await new Promise<void>((resolve) => void other.listen(port + 1, '127.0.0.1', resolve));
  expect(await ownPort()).not.toBe(port + 1);
  await new Promise((resolve) => other.close(resolve));
});
