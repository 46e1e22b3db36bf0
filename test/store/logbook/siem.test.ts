import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createManagementLog } from '../../../src/audit/management-log.ts';
import { outletsOf } from '../../../src/logbook/outlets.ts';
import { siemTarget, type Tls } from '../../../src/logbook/rules.ts';
import { createSiemDelivery, siemOutlet } from '../../../src/logbook/siem/deliver.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { ownCertificate } from '../../support/logbook/certificate.ts';
import { startSyslogServer, type SyslogServer } from '../../support/logbook/syslog-server.ts';
import { masterKey, openLog, turn } from '../audit/support.ts';

let db: Database;
let clock = Date.parse('2026-11-27T10:00:00Z');
const now = () => new Date(clock);
const folder = mkdtempSync(join(tmpdir(), 'balie-siem-'));

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

/** @param limitMs short only where nothing comes: an answer may be late on a busy machine. */
function deliveryTo(to: string, tls: Tls = {}, limitMs?: number) {
  return createSiemDelivery({ db, settings: { format: 'ocsf', to, target: siemTarget(to, tls) }, instanceId: randomUUID(), version: 'test', sender: { hostname: 'balie', processId: 1 }, now, ...(limitMs !== undefined && { limitMs }) });
}

/** @returns the keys of so many new entries. */
async function entries(count: number): Promise<string[]> {
  const record = createManagementLog({ masterKey, now });
  const keys = Array.from({ length: count }, () => randomUUID());
  await db.transaction(async (tx) => {
    for (const key of keys) await record(tx, { kind: 'key.made', facts: { key, byUser: 'root' } });
  });
  return keys;
}
const outlet = async (to: string) => (await outletsOf(db, [siemOutlet(to)]))[0];
const keysIn = (lines: readonly string[]) => lines.map((line) => (JSON.parse(line.replace(/^<[^{]*/, '')) as { unmapped: { facts: { key?: string } } }).unmapped.facts.key);

describe('the audit log in a file', () => {
  const path = join(folder, 'balie.log');
  const linesOf = (file = path) => readFileSync(file, 'utf8').split('\n').slice(0, -1);

  test('has each entry from the start on, in order, a line each; nothing of what was said', async () => {
    await entries(2);
    const delivery = deliveryTo(`file:${path}`);
    await delivery.start();
    const keys = await entries(505);
    const asked = turn();
    await openLog(db).received(asked);
    expect(await delivery.deliver()).toBe(506);
    expect(await delivery.deliver()).toBe(0);
    const lines = linesOf();
    expect(keysIn(lines).slice(0, 505)).toEqual(keys);
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ message: 'turn.received', resources: [{ type: 'turn', uid: asked.id }] });
    expect(lines.join('')).not.toMatch(/Jansen|paspoort/);
  });

  test('goes on in a new file when it is moved away, and on a new line after one that was cut off', async () => {
    const delivery = deliveryTo(`file:${path}`);
    clock += 60_000;
    renameSync(path, `${path}.1`);
    const [first] = await entries(1);
    await delivery.deliver();
    expect(keysIn(linesOf())).toEqual([first]);
    writeFileSync(path, '{"cut', { flag: 'a' });
    const [second] = await entries(1);
    await delivery.deliver();
    expect(linesOf()[1]).toBe('{"cut');
    expect(keysIn(linesOf().slice(2))).toEqual([second]);
  });

  test('waits where it cannot be written, and misses nothing', async () => {
    const to = `file:${join(folder, 'map', 'x.log')}`;
    const delivery = deliveryTo(to);
    await delivery.start();
    const keys = await entries(3);
    expect(await delivery.deliver()).toBe(0);
    expect(await outlet(to)).toMatchObject({ fault: 'siem-file', detail: 'ENOENT', failures: 1 });
    mkdirSync(join(folder, 'map'));
    expect(await delivery.deliver()).toBe(0);
    clock += 1_000;
    expect(await delivery.deliver()).toBe(3);
    expect(keysIn(linesOf(join(folder, 'map', 'x.log')))).toEqual(keys);
    expect(await outlet(to)).toMatchObject({ fault: null, failures: 0 });
  });
});

describe('the audit log by syslog over TLS', () => {
  const theirs = ownCertificate();
  let server: SyslogServer;
  let to = '';
  beforeAll(async () => {
    server = await startSyslogServer(theirs);
    to = `syslog+tls://localhost:${server.port}`;
    await deliveryTo(to).start();
  });
  afterAll(() => server.close());
  beforeEach(() => {
    server.messages.length = 0;
    server.manner = 'read';
    clock += 10 * 60_000;
  });
  const secure = (limitMs?: number) => deliveryTo(to, { ca: theirs.cert }, limitMs);

  test('arrives whole and in order', async () => {
    const keys = await entries(510);
    expect(await secure().deliver()).toBe(510);
    expect(keysIn(server.messages)).toEqual(keys);
    expect(server.messages[0]).toMatch(/^<110>1 \S+ balie balie 1 key\.made - \{/);
  });

  test('does not go to a server that nobody vouches for', async () => {
    await entries(1);
    expect(await deliveryTo(to).deliver()).toBe(0);
    expect(server.messages).toEqual([]);
    expect(await outlet(to)).toMatchObject({ fault: 'siem-unreachable', detail: expect.stringMatching(/SELF_SIGNED|CERT/) as string });
    clock += 10 * 60_000;
    expect(await secure().deliver()).toBe(1);
  });

  test.each([['breaks off', 'break', 'siem-unreachable'], ['does not say that it has read all', 'hold', 'siem-silent']] as const)('comes again to a server that %s', async (_, manner, fault) => {
    const keys = await entries(5);
    server.manner = manner;
    // Long enough for a handshake: what is waited for comes after it.
    expect(await secure(manner === 'hold' ? 2_000 : undefined).deliver()).toBe(0);
    expect(await outlet(to)).toMatchObject({ fault });
    server.manner = 'read';
    clock += 10 * 60_000;
    expect(await secure().deliver()).toBe(5);
    expect(keysIn(server.messages)).toEqual(keys);
  });

  test('is sent by one of several processes; by another once that is gone', async () => {
    const keys = await entries(300);
    const [one, other] = [secure(), secure()];
    const counts = await Promise.all([one.deliver(), other.deliver()]);
    expect(counts.toSorted((a, b) => a - b)).toEqual([0, 300]);
    const taken = counts[0] === 0 ? one : other;
    const [last] = await entries(1);
    expect(await taken.deliver()).toBe(0);
    clock += 60_000;
    expect(await taken.deliver()).toBe(1);
    expect(keysIn(server.messages)).toEqual([...keys, last]);
  });
});
