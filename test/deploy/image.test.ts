import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { enterTree, image, makeTree, root } from './support/image.ts';
import { tool } from './support/tools.ts';

test('the Dockerfile is as hadolint wants it', () => {
  expect(execFileSync(tool('hadolint'), ['--failure-threshold', 'info', `${root}/deploy/docker/Dockerfile`], { encoding: 'utf8' })).toBe('');
});

/** Docker is not everywhere; what it would make is a file tree, a user and a command, and those are here. */
describe('the image, in a root of its own that cannot be written to, without a shell and without a network, under the rules of the unit of systemd', () => {
  let tree: string;
  let place: Awaited<ReturnType<typeof enterTree>>;
  let desk: ReturnType<typeof place.start>;
  let ended: Promise<unknown[]>;
  let said = '';
  beforeAll(async () => {
    tree = await makeTree();
    place = await enterTree(tree);
    desk = place.start(image.start);
    desk.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
    ended = once(desk, 'close');
    await until(() => said.includes('De balie staat klaar') || desk.exitCode !== null, 200_000);
    if (desk.exitCode !== null) throw new Error(said);
  }, 240_000);
  afterAll(() => {
    desk?.kill('SIGKILL');
    place?.leave();
  });

  test('is no bigger than it was: a package of more than 20 MB that comes along is somebody’s choice', () => {
    // Of that, Node.js is 127 MB and what draws pages of PDFs 36; the base image adds some 30. docs/figures.md.
    const bytes = Number(execFileSync('du', ['--summarize', '--bytes', join(tree, 'app')], { encoding: 'utf8' }).split('\t')[0]);
    expect(bytes).toBeGreaterThan(200e6);
    expect(bytes).toBeLessThan(420e6);
  });

  const node = (code: string) => place.run([image.start[0] ?? '', '-e', code]);

  test('its own health check finds it ready', async () => {
    await expect(place.run(image.probe)).resolves.toMatchObject({ stderr: '' });
  });

  test('answers from the documents of the municipality', async () => {
    const question = JSON.stringify({ question: 'Wat kost een paspoort?' });
    const { stdout } = await node(`fetch('http://127.0.0.1:8080/api/v1/assistants/loket/turns', { method: 'POST', headers: { 'content-type': 'application/json' }, body: ${JSON.stringify(question)} }).then((answer) => answer.text()).then(console.log)`);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'quoted', answer: expect.stringContaining('86,20') });
  });

  test('is nobody, has no right, can get none, and has fewer system calls', () => {
    // It goes by the id of who started it: nothing stays in between.
    const status = readFileSync(`/proc/${desk.pid}/status`, 'utf8');
    expect(status).toMatch(/^Name:\s(?:node|MainThread)$/m);
    expect(status).toMatch(/^Uid:\s65532\s65532\s65532\s65532$/m);
    expect(status).toMatch(/^Groups:\s*$/m);
    expect(status).toMatch(/^CapEff:\s0{16}$/m);
    expect(status).toMatch(/^NoNewPrivs:\s1$/m);
    expect(status).toMatch(/^Seccomp:\s2$/m);
  });

  test.each(['/app/src/main.ts', '/app/new', '/etc', '/new'])('cannot write to %s', async (path) => {
    const { stdout } = await node(`try { fs.appendFileSync('${path}', 'x'); console.log('written') } catch (error) { console.log(error.code) }`);
    expect(stdout.trim()).toMatch(/^(?:EROFS|EACCES|ENOENT|EISDIR)$/);
  });

  test('has no shell, and none of what the tests need', async () => {
    const { stdout } = await node(`console.log(['/bin/sh', '/usr/bin/env', '/app/test', '/app/node_modules/vitest', '/app/node_modules/typescript', '/app/.git'].filter((path) => fs.existsSync(path)).length)`);
    expect(stdout.trim()).toBe('0');
  });

  test('ends in order at its stop signal, and fails its health check then', async () => {
    desk.kill(image.signal as NodeJS.Signals);
    const [code] = await ended;
    expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining('De balie is gestopt.') });
    await expect(place.run(image.probe)).rejects.toMatchObject({ code: 1 });
  });
});
