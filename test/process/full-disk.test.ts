import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endPrograms, type Installation, makeInstallation, type Program, runCommand, startProgram, unpackDatabase } from '../support/process.ts';
import { type Answer, askForm, askJson, PASSPORT } from '../support/questions.ts';
import { smallDisk } from '../support/small-disk.ts';

/** Undefined where none may be mounted: then there is nothing here to be filled. */
const disk = await smallDisk(200);
if (disk === undefined) console.warn('full-disk.test.ts: skipped, a small disk may not be mounted here');

describe.runIf(disk !== undefined)('a disk that is full', () => {
  const { inside = '', outside = '', through = [], fill, makeRoom } = disk ?? {};
  let place: Installation;
  let env: Readonly<Record<string, string>>;
  let program: Program;
  let url: string;
  /** What was answered. */
  const kept: Answer[] = [];
  beforeAll(async () => {
    place = await makeInstallation({ fresh: true });
    env = { ...place.env, DATA_DIR: join(inside, 'data') };
    await unpackDatabase(join(outside, 'data', 'postgres'));
    program = startProgram(['serve'], env, through);
    url = await program.url();
  });
  afterAll(async () => {
    await endPrograms();
    await disk?.remove();
    await place.remove();
  });

  async function askUntil(isEnd: (answer: Answer) => boolean): Promise<Answer> {
    for (let times = 0; times < 400; times += 1) {
      const answer = await askJson(url, PASSPORT);
      if (answer.status === 200) kept.push(answer);
      if (isEnd(answer)) return answer;
    }
    throw new Error('it went on');
  }

  test('is told as it is, and nothing is answered that is not kept; once there is room the desk goes on by itself', async () => {
    await askUntil(({ status }) => status === 200);
    fill?.();
    expect(await askUntil(({ status }) => status !== 200)).toMatchObject({ status: 503, code: 'log-full', action: expect.stringContaining('maak ruimte') });
    const { status, page } = await askForm(url, PASSPORT);
    expect([status, page]).toEqual([503, expect.stringContaining('kan nu niets vastleggen')]);
    makeRoom?.();
    await askUntil((answer) => answer.status === 200);
    expect(program.child.exitCode).toBeNull();
  });

  test('loses nothing that was answered, and leaves the log whole', async () => {
    expect(await runCommand(['audit', 'verify'], env, through)).toMatchObject({ code: 0 });
    expect(await program.stop()).toEqual({ code: 0, signal: null });
    const { stdout } = await runCommand(['audit', 'export'], env, through);
    const lines = stdout.trim().split('\n').map((line) => JSON.parse(line) as { type: string; body?: string });
    const entries = lines.flatMap(({ body }) => (body === undefined ? [] : [JSON.parse(body) as { kind: string; turnId?: string }]));
    const has = (kind: string) => new Set(entries.filter((entry) => entry.kind === kind).map(({ turnId }) => turnId));
    const [received, ended] = [has('turn.received'), has('turn.ended')];
    expect(kept.filter(({ id }) => !received.has(id) || !ended.has(id))).toEqual([]);
    // Nothing is half there: what was refused is not in it, or is in it as ended.
    expect([...received].filter((id) => !ended.has(id))).toEqual([]);
    expect(kept.length).toBeGreaterThan(1);
  });
});
