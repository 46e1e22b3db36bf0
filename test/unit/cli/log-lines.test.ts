import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openLogLines } from '../../../src/cli/desk/log-lines.ts';

function makePipe() {
  const folder = mkdtempSync(join(tmpdir(), 'balie-log-'));
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  let reader = 0;
  const come = () => void (reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK));
  come();
  const writer = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  let text = '';
  return {
    writer,
    leave: () => closeSync(reader),
    come,
    /** All that was read by now. */
    read() {
      const bytes = Buffer.alloc(1024 * 1024);
      try {
        text += bytes.toString('utf8', 0, readSync(reader, bytes));
      } catch {
        // Nothing new.
      }
      return text;
    },
  };
}

test('a reader that left is told once; one that comes later reads what was kept, whole and in order', async () => {
  const pipe = makePipe();
  const told: string[] = [];
  const lines = openLogLines(pipe.writer, (line) => told.push(line));
  lines.write('{"een":1}\n');
  await expect.poll(pipe.read).toBe('{"een":1}\n');
  pipe.leave();
  const long = `{"lang":"${'é'.repeat(5_000)}"}\n`;
  lines.write('{"twee":2}\n');
  await expect.poll(() => told).toEqual([expect.stringMatching(/kunnen niet worden geschreven \(EPIPE\)/)]);
  lines.write(long);
  lines.write('{"drie":3}\n');
  pipe.come();
  await expect.poll(pipe.read).toBe(`{"een":1}\n{"twee":2}\n${long}{"drie":3}\n`);
  await expect.poll(() => told).toEqual([expect.stringContaining('kunnen niet'), 'De eigen logregels worden weer geschreven.']);
});

test('what comes while nobody reads is kept up to a bound; how many were lost is told', async () => {
  const pipe = makePipe();
  const told: string[] = [];
  const lines = openLogLines(pipe.writer, (line) => told.push(line), 100);
  pipe.leave();
  lines.write('eerst\n');
  await expect.poll(() => told.length).toBe(1);
  const line = `${'x'.repeat(29)}\n`;
  for (let count = 0; count < 5; count += 1) lines.write(line);
  pipe.come();
  await expect.poll(pipe.read).toBe(`eerst\n${line.repeat(3)}`);
  await expect.poll(() => told[1]).toBe('De eigen logregels worden weer geschreven; 2 zijn er weggevallen.');
});

test('a reader that is behind loses nothing of what fits', async () => {
  const pipe = makePipe();
  const told: string[] = [];
  const lines = openLogLines(pipe.writer, (line) => told.push(line));
  // More than a pipe holds.
  const all = Array.from({ length: 2_000 }, (_, number) => `${number} ${'y'.repeat(100)}\n`);
  for (const line of all) lines.write(line);
  await expect.poll(() => pipe.read() === all.join('')).toBe(true);
  expect(told).toEqual([]);
});
