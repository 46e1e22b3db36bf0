import { ANSWER } from '../parts/answer.ts';
import { newHeard } from '../parts/asker.ts';
import { ownPostgres } from '../parts/own-postgres.ts';
import { standingOf } from '../parts/standing.ts';
import { throughFault } from '../parts/through-fault.ts';
import { reply } from '../../support/ollama-host/index.ts';
import { makeReplicas } from '../../support/replicas.ts';

/**
 * PostgreSQL away under questions, first stopped in order and then as if its power failed: `node test/load/chaos/postgres-away.ts [SECONDS]`. Prints what
 * people were told in each second; exits 1 where one was told nothing that helps, the desk did not come back by itself, or something told is not kept.
 */
const seconds = Number(process.argv[2] ?? 30);
const server = await ownPostgres();
const desk = await makeReplicas(server.url);
desk.host.setScript(reply(ANSWER, { between: 30 }));
const program = desk.start();
const url = await program.url();
const heard = newHeard();
let isGood = true;
for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
  isGood = (await throughFault(url, heard, {
    name: `PostgreSQL ${server.version} away for ${seconds} s (${signal})`,
    seconds,
    begin: () => server.stop(signal),
    end: () => server.start(),
    shown: { told: ({ what }) => what === '503 database-unavailable' },
  })) && isGood;
}
const standing = await standingOf(desk.db, desk.auditKey, heard);
console.log(['', ...standing.lines].join('\n'));
const faults = program.stderr.match(/nhandled.*|\n\s+at .*/g) ?? [];
console.log(`restarts: ${program.child.exitCode === null ? 0 : 1}; exceptions nobody caught: ${faults.length}`);
await program.stop();
await desk.close();
await server.remove();
process.exit(isGood && standing.isGood && faults.length === 0 ? 0 : 1);
