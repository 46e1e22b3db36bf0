import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { done, pause, text } from '../../support/ollama-host/index.ts';
import { makeReplicas } from '../../support/replicas.ts';
import { startRoundRobin } from '../../support/round-robin.ts';
import { newHeard } from '../parts/asker.ts';
import { ownPostgres } from '../parts/own-postgres.ts';
import { standingOf } from '../parts/standing.ts';
import { throughFault } from '../parts/through-fault.ts';

/**
 * The clock of the whole machine jumps while turns run, for two replicas and PostgreSQL at once, and for the replicas alone:
 * `node test/load/chaos/clock-jump.ts [SECONDS]`, with Debian's `libfaketime` (`FAKETIME_LIB` for another place). Exits 1 where one is not answered, a turn
 * that ran was ended, a session was lost, something was erased, or the chain is not whole.
 */
const seconds = Number(process.argv[2] ?? 20);
const { FAKETIME_LIB = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1' } = process.env;
if (!existsSync(FAKETIME_LIB)) throw new Error('no libfaketime: apt-get install libfaketime');
const folder = await mkdtemp(join(tmpdir(), 'balie-clock-'));
// PostgreSQL runs as another user, and must be able to read what its clock says.
await chmod(folder, 0o755);
/** A clock that jumps as its file says; what counts how long something takes goes on as it was. */
async function jumpingClock(name: string) {
  const file = join(folder, name);
  const set = (offset: string) => writeFile(file, `${offset}\n`, { mode: 0o644 });
  await set('+0');
  return { set, env: { LD_PRELOAD: FAKETIME_LIB, FAKETIME_TIMESTAMP_FILE: file, FAKETIME_CACHE_DURATION: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' } };
}
const [ofServer, ofDesk] = [await jumpingClock('server'), await jumpingClock('desk')];
const server = await ownPostgres({ env: ofServer.env });
const desk = await makeReplicas(server.url, { env: ofDesk.env });
// Six seconds: some run while the clock jumps, and while others look at what is open.
desk.host.setScript([text('Een paspoort'), pause(3_000), text(' voor volwassenen kost'), pause(3_000), text(' € 86,20 [1].'), done()]);
const programs = [desk.start(), desk.start()];
const proxy = await startRoundRobin();
const urls = await Promise.all(programs.map((program) => program.url()));
proxy.use(urls);
while (proxy.ready.length < urls.length) await sleep(100);
const visitor = await desk.login(urls[0] ?? '', { name: 'Beheer', isAdmin: true });
const isIn = async () => (await visitor.get(`${urls[1]}/beheer/grenzen`)).status !== 303;
const heard = newHeard();
const erased = async () => (await desk.db.query<{ count: number }>("SELECT count(*) AS count FROM audit_entries WHERE kind LIKE '%erased%'"))[0]?.count ?? 0;
/** How many hours PostgreSQL and each replica are off from the clock of this script, as they say themselves. */
async function hoursOff(): Promise<number[]> {
  const [row] = await desk.db.query<{ seconds: number }>('SELECT extract(epoch FROM now())::float8 AS seconds');
  const dates = await Promise.all(urls.map(async (url) => (await fetch(url)).headers.get('Date') ?? ''));
  return [Number(row?.seconds) * 1_000, ...dates.map((date) => Date.parse(date))].map((time) => Math.round((time - Date.now()) / 360_000) / 10);
}
let isGood = true;
for (const [name, hours, clocks] of [
  ['an hour forward, and back', 1, [ofServer, ofDesk]],
  ['an hour back, and forward again', -1, [ofServer, ofDesk]],
  ['an hour forward for the replicas alone', 1, [ofDesk]],
  ['an hour back for the replicas alone', -1, [ofDesk]],
] as const) {
  const set = async (to: string) => void (await Promise.all(clocks.map((clock) => clock.set(to))));
  const expected = [clocks.length === 2 ? hours : 0, ...urls.map(() => hours)];
  const seen = async () => {
    const off = await hoursOff();
    console.log(`hours off: PostgreSQL and each replica ${off.join(', ')}`);
    return off.every((hour, at) => hour === expected[at]);
  };
  isGood = (await throughFault(proxy.url, heard, { name: `the clock ${name}, ${seconds} s`, seconds, begin: () => set(hours > 0 ? '+1h' : '-1h'), end: () => set('+0'), shown: { seen } })) && isGood;
  const [holds, gone] = [await isIn(), await erased()];
  console.log(`session ${holds ? 'holds' : 'is over'}; entries of what was erased: ${gone}`);
  isGood = isGood && holds && gone === 0;
}
const standing = await standingOf(desk.db, desk.auditKey, heard);
console.log(['', ...standing.lines].join('\n'));
const cut = (await desk.db.query<{ count: number }>("SELECT count(*) AS count FROM turns WHERE outcome = 'interrupted'"))[0]?.count ?? 0;
const left = heard.told.filter(({ what }) => what === 'left').length;
const unanswered = heard.told.filter(({ what }) => !['answered', 'left'].includes(what));
console.log(`not answered: ${unanswered.length}; turns that ended as interrupted: ${cut}, of ${left} whose client left`);
const faults = programs.flatMap(({ stderr }) => stderr.match(/nhandled.*|\n\s+at .*/g) ?? []);
console.log(`restarts: ${programs.filter(({ child }) => child.exitCode !== null).length}; exceptions nobody caught: ${faults.length}`);
await Promise.all(programs.map((program) => program.stop()));
await proxy.close();
await desk.close();
await server.remove();
await rm(folder, { recursive: true });
process.exit(isGood && standing.isGood && unanswered.length === 0 && cut <= left && faults.length === 0 ? 0 : 1);
