import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createCanvas } from '@napi-rs/canvas';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createExtractPool, type ExtractLimits, type ExtractPool } from '../../../ingest/extract/pool.ts';
import { makePdf } from '../../support/pdf.ts';
import { fixture, utf8 } from './bytes.ts';

const here = (name: string): URL => new URL(`../../fixtures/extract/${name}`, import.meta.url);

let pool: ExtractPool;
afterEach(() => pool.close());

/** A pool of processes that do what the file's name says. */
const scripted = (limits: Partial<ExtractLimits> = {}): ExtractPool => (pool = createExtractPool(limits, here('scripted.js')));

/** Asks a scripted process, and gives what it says of itself. */
const ask = async (name: string, signal?: AbortSignal) =>
  (await pool.extract(utf8('x'), { name }, signal)).metadata;

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('createExtractPool', () => {
  it('reads documents in a process and passes faults on', async () => {
    pool = createExtractPool();
    const [pdf, text] = await Promise.all([
      pool.extract(makePdf([['Hallo wereld']]), { name: 'a.pdf' }),
      pool.extract(utf8('Hallo'), { name: 'b.txt' }),
    ]);
    expect(pdf.sections).toEqual([{ page: 1, headings: [], text: 'Hallo wereld' }]);
    expect(text.sections).toEqual([{ headings: [], text: 'Hallo' }]);
    expect((await pool.extract(fixture('thuiswerken.docx'), { name: 'c.docx' })).sections).not.toEqual([]);
    await expect(pool.extract(utf8('x'), { name: 'c.json' })).rejects.toMatchObject({
      code: 'document-type-unknown',
      detail: '.json',
    });
  });

  it('has the rights that native code, threads and WebAssembly need to read a picture', async () => {
    const canvas = createCanvas(900, 200);
    const context = canvas.getContext('2d');
    context.fillStyle = 'white';
    context.fillRect(0, 0, 900, 200);
    context.fillStyle = 'black';
    context.font = '48px sans-serif';
    context.fillText('Welkom bij de gemeente', 40, 110);
    pool = createExtractPool();
    const { sections } = await pool.extract(canvas.toBuffer('image/png'), { name: 'scan.png' });
    expect(sections.map(({ text }) => text).join(' ')).toContain('gemeente');
  });

  it('leaves the caller its bytes', async () => {
    pool = createExtractPool();
    const bytes = makePdf([['Hallo']]);
    const before = bytes.length;
    await pool.extract(bytes, { name: 'a.pdf' });
    expect(bytes).toHaveLength(before);
  });

  it.each([
    ['hang', 'document-too-slow', 'langer dan 10 seconden'],
    ['die', 'document-corrupt', 'het lezen is afgebroken'],
    ['crash', 'document-corrupt', 'het lezen is afgebroken'],
    ['throw', 'document-corrupt', 'het lezen is afgebroken'],
    ['heap', 'document-too-large', 'te veel geheugen nodig'],
    ['buffers', 'document-too-large', 'te veel geheugen nodig'],
    ['wasm', 'document-too-large', 'te veel geheugen nodig'],
  ])('survives a document that makes the process %s', async (name, code, detail) => {
    scripted({ timeout: name === 'hang' ? 10_000 : 30_000, memory: 256 });
    await expect(ask(name)).rejects.toMatchObject({ code, detail });
    await expect(ask('goed')).resolves.toEqual({});
  });

  it.each([
    ['killed', 'het systeem brak het lezen af; misschien had de machine te weinig geheugen'],
    ['ended', 'het lezen is van buiten afgebroken'],
    ['threads', 'het systeem gaf niet wat het lezen nodig heeft'],
  ])('says nothing of the document where the system ends the process: %s', async (name, detail) => {
    scripted();
    await expect(ask(name)).rejects.toMatchObject({ code: 'document-interrupted', detail, entry: { retryable: true } });
    await expect(ask('goed')).resolves.toEqual({});
  });

  it('allows a document all the time in which there is news of it, up to a total', async () => {
    // A machine that stands still for some seconds is no silence.
    scripted({ timeout: 10_000 });
    await expect(ask('slow')).resolves.toEqual({});
    await pool.close();
    scripted({ timeout: 10_000, total: 12_000 });
    await expect(ask('endless')).rejects.toMatchObject({ code: 'document-too-slow', detail: 'langer dan 12 seconden' });
  });

  it('survives a process that dies while it has nothing to do', async () => {
    scripted();
    const { pid } = await ask('pid');
    await ask('late');
    await expect.poll(() => isAlive(pid as number), { timeout: 10_000 }).toBe(false);
    await expect(ask('goed')).resolves.toEqual({});
  });

  it('stops when it is told to', async () => {
    scripted();
    const stop = new AbortController();
    const reading = ask('hang', stop.signal);
    const waiting = ask('goed', stop.signal);
    setTimeout(() => stop.abort(new Error('genoeg')), 300);
    await expect(waiting).rejects.toThrow('genoeg');
    await expect(reading).rejects.toThrow('genoeg');
    await expect(ask('goed', stop.signal)).rejects.toThrow('genoeg');
    await expect(ask('goed')).resolves.toEqual({});
  });

  it('reads as many at once as it may, in turn', async () => {
    scripted({ size: 2, timeout: 10_000 });
    const done: string[] = [];
    const log = (name: string) => ask(name).then(() => done.push(name), () => done.push(`${name} niet`));
    await Promise.all(['hang', 'a', 'b', 'c'].map(log));
    expect(done).toEqual(['a', 'b', 'c', 'hang niet']);
  });

  it('keeps a process for the next document, and replaces it when it is worn', async () => {
    scripted({ documents: 2 });
    const pids: unknown[] = [];
    for (let i = 0; i < 3; i += 1) pids.push((await ask('pid')).pid);
    expect(pids[1]).toBe(pids[0]);
    expect(pids[2]).not.toBe(pids[0]);
    expect(isAlive(pids[0] as number)).toBe(false);
  });

  it('ends its processes on close, and rejects what they read and what waits', async () => {
    scripted();
    const { pid } = await ask('pid');
    const all = Promise.allSettled([ask('hang'), ask('goed')]);
    await pool.close();
    expect((await all).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(isAlive(pid as number)).toBe(false);
    await expect(ask('goed')).rejects.toThrow('closed');
  });
});

describe('a reading process', () => {
  it('knows nothing of the desk', async () => {
    vi.stubEnv('DATABASE_URL', 'postgres://geheim');
    vi.stubEnv('NODE_OPTIONS', '--no-deprecation');
    onTestFinished(() => void vi.unstubAllEnvs());
    scripted();
    const { env } = await ask('env');
    expect((env as string[]).filter((name) => !name.startsWith('NODE_CHANNEL_'))).toEqual([]);
  });

  it('has no disk, no other programs and no network', async () => {
    scripted();
    expect(await ask('disk')).toEqual({ faults: Array(3).fill('ERR_ACCESS_DENIED') });
    expect(await ask('network')).toEqual({ faults: Array(3).fill('no network while reading documents') });
  });

  it.each(['idle', 'busy'])('ends with a desk that is killed, when it is %s', async (state) => {
    const { desk, pid } = await startDesk(state);
    if (state === 'busy') await delay(300);
    expect(isAlive(pid)).toBe(true);
    desk.kill('SIGKILL');
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  });

  it('does not keep a desk that has nothing else to do', async () => {
    const { desk, pid } = await startDesk('end');
    await once(desk, 'exit');
    expect(desk.exitCode).toBe(0);
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  });
});

async function startDesk(state: string) {
  const desk = spawn(process.execPath, [fileURLToPath(here('desk.js')), state], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void desk.kill('SIGKILL'));
  const [line] = (await once(createInterface({ input: desk.stdout }), 'line')) as [string];
  return { desk, pid: Number(line) };
}
