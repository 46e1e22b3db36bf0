import { chown, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { reply } from '../../support/ollama-host/index.ts';
import { startProgram } from '../../support/process.ts';
import { makeReplicas } from '../../support/replicas.ts';
import { smallDisk } from '../../support/small-disk.ts';
import { ANSWER } from '../parts/answer.ts';
import { newHeard } from '../parts/asker.ts';
import { NOBODY, ownPostgres } from '../parts/own-postgres.ts';
import { standingOf } from '../parts/standing.ts';
import { throughFault } from '../parts/through-fault.ts';

/**
 * Full disks under questions: that of PostgreSQL, and that of the desk's own folder: `node test/load/chaos/disk-full.ts [SECONDS]`, as root (it mounts two
 * small disks that only its own programs see). The embedded database on a full disk is `test/process/full-disk.test.ts`. Exits 1 where one was told nothing
 * that helps, the desk did not come back by itself, or something told is not kept.
 */
const seconds = Number(process.argv[2] ?? 15);
const [big, small] = [await smallDisk(320, 'root'), await smallDisk(16, 'root')];
if (big === undefined || small === undefined) throw new Error('a small disk may not be mounted here: as root only');
await chown(big.outside, NOBODY, NOBODY);
const server = await ownPostgres({ through: big.through, folder: join(big.inside, 'data') });
const desk = await makeReplicas(server.url);
desk.host.setScript(reply(ANSWER, { between: 30 }));
const program = startProgram(['serve'], { ...desk.env, DATA_DIR: join(small.inside, 'data') }, small.through);
const url = await program.url();
const heard = newHeard();
let isGood = await throughFault(url, heard, {
  name: `the disk of PostgreSQL ${server.version} full for ${seconds} s`,
  seconds,
  begin: () => big.fill(),
  async end() {
    big.makeRoom();
    // A server that could not write its own log stops, and its service manager starts it anew.
    await sleep(1_000);
    if (!(await server.isUp())) {
      await server.start();
      console.log('PostgreSQL had stopped, and was started anew');
    }
  },
  shown: { told: ({ what }) => what === '503 log-full' },
});
isGood = (await throughFault(url, heard, {
  name: `the disk of the desk's own folder full for ${seconds} s, its database elsewhere`,
  seconds,
  begin: () => small.fill(),
  end: () => small.makeRoom(),
  shown: { seen: async () => (await statfs(small.outside)).bavail === 0 },
})) && isGood;
const standing = await standingOf(desk.db, desk.auditKey, heard);
console.log(['', ...standing.lines].join('\n'));
const faults = program.stderr.match(/nhandled.*|\n\s+at .*/g) ?? [];
console.log(`restarts of the desk: ${program.child.exitCode === null ? 0 : 1}; exceptions nobody caught: ${faults.length}`);
await program.stop();
await desk.close();
await server.remove();
await Promise.all([big.remove(), small.remove()]);
process.exit(isGood && standing.isGood && faults.length === 0 ? 0 : 1);
