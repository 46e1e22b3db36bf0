import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { makeInstallation, runCommand } from '../support/process.ts';

const counter = fileURLToPath(new URL('../load/outside-packets', import.meta.url));
const job = fileURLToPath(new URL('../load/main-job.ts', import.meta.url));

function counted(...command: string[]): { readonly code: number | null; readonly said: string; readonly packets: number } {
  const { status: code, stdout, stderr } = spawnSync(counter, command, { encoding: 'utf8' });
  const said = stdout + stderr;
  return { code, said, packets: Number(/^packets to outside: (\d+)$/m.exec(said)?.[1]) };
}

test('what a library does of itself is refused in every command, and told', async () => {
  const place = await makeInstallation();
  // As a library would that was loaded with the rest: it knows nothing of ours. To this machine: it is here before the guard is.
  const library = 'setInterval(() => fetch("http://127.0.0.2:4999/").catch(() => undefined), 50).unref()';
  const { code, stderr } = await runCommand(['audit', 'verify'], { ...place.env, NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(library)}` });
  expect(stderr).toContain('Geweigerd: een verbinding met 127.0.0.2:4999, die niet in de configuratie staat.');
  expect(code).toBe(0);
  await place.remove();
});

const tellsWhere = spawnSync('perl', ['-v']).status === 0;
const mayCount = counted('true').packets === 0;
if (!mayCount) console.warn('outside.test.ts: skipped, a network of its own may not be made here');

describe.skipIf(!mayCount)('in a network of its own, in which what goes out is counted', () => {
  test.each([
    ['a packet of UDP', 'echo een >/dev/udp/192.0.2.1/53; true', /: udp to 192\.0\.2\.1 port 53$/m],
    ['a question for a name', `exec '${process.execPath}' -e "require('dns').lookup('telemetrie.example', () => process.exit())"`, /node -e: udp to \S+ port 53 asks A+ telemetrie\.example$/m],
    ['a connection by IPv6', `timeout 2 '${process.execPath}' -e "require('net').connect(443, '2001:db8::2')"; true`, /node -e: tcp to 2001:db8::2 port 443$/m],
  ])('%s is seen, and told where it went', (_, command, where) => {
    const { code, said, packets } = counted('bash', '-c', command);
    expect(packets).toBeGreaterThanOrEqual(1);
    expect(said).toMatch(tellsWhere ? where : /^packets/m);
    expect(code).toBe(99);
  });

  test('who asks the kernel whether there is a way by IPv6, as Chromium does, sends nothing', () => {
    const asks = "require('dgram').createSocket('udp6').connect(443, '2001:db8::2', () => process.exit())";
    expect(counted(process.execPath, '-e', asks)).toMatchObject({ packets: 0, code: 0 });
  });

  test('without a route each try is seen too', () => {
    expect(counted('--no-route', 'bash', '-c', 'echo een >/dev/udp/192.0.2.1/53; true')).toMatchObject({ packets: 1, code: 99 });
  });

  test('the desk starts, reads documents, answers, proves its log and makes its factsheet without a packet to anything else', { timeout: 400_000 }, () => {
    const { code, said, packets } = counted(process.execPath, job);
    expect(said).toContain('main job done');
    expect(packets).toBe(0);
    expect(code).toBe(0);
  });
});
