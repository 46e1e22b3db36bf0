import { setTimeout as sleep } from 'node:timers/promises';
import { ANSWER } from '../parts/answer.ts';
import { newHeard, type Told } from '../parts/asker.ts';
import { standingOf } from '../parts/standing.ts';
import { throughFault } from '../parts/through-fault.ts';
import { reply, silence, text } from '../../support/ollama-host/index.ts';
import { makeReplicas } from '../../support/replicas.ts';

/**
 * All model hosts away under questions, in three ways: nobody listens, they are killed in the middle of their streams again and again, and they take
 * questions and say nothing. `DATABASE_URL=… node test/load/chaos/hosts-away.ts [SECONDS]`. Prints what people were told in each second; exits 1 where one
 * was told nothing that helps, the desk did not come back by itself, or something told is not kept.
 */
const seconds = Number(process.argv[2] ?? 30);
const { DATABASE_URL } = process.env;
if (DATABASE_URL === undefined) throw new Error('DATABASE_URL: a PostgreSQL server on which databases may be made');
const desk = await makeReplicas(DATABASE_URL);
const { host } = desk;
const usual = reply(ANSWER, { between: 60 });
host.setScript(usual);
const program = desk.start();
const url = await program.url();
const heard = newHeard();
const shown = { told: ({ what }: Told) => what === 'quoted' };
let isGood = await throughFault(url, heard, { name: `all model hosts away for ${seconds} s`, seconds, begin: () => host.stop(), end: () => host.start(), shown });

let killing: Promise<void> = Promise.resolve();
const over = new AbortController();
let killed = 0;
const kill = async () => {
  await host.stop();
  killed += 1;
  await host.start();
};
const killAgainAndAgain = async () => {
  while (!over.signal.aborted) {
    await kill();
    await sleep(1_500);
  }
};
isGood = (await throughFault(url, heard, {
  name: `the model host killed each 1.5 s, for ${seconds} s`,
  seconds,
  begin: () => void (killing = killAgainAndAgain()),
  end: () => {
    over.abort();
    return killing;
  },
  shown,
})) && isGood;
console.log(`killed ${killed} times`);

isGood = (await throughFault(url, heard, {
  name: `the model host takes questions and goes silent in the middle, for ${seconds} s, then hangs up on them`,
  seconds,
  begin: () => host.setScript([text('Een paspoort'), silence()]),
  end: () => {
    host.setScript(usual);
    return kill();
  },
  // Who is hung up on at the end was waiting for long: that end alone would give a quote as well.
  shown: { told: (told) => shown.told(told) && told.ms > seconds * 500 },
})) && isGood;
const standing = await standingOf(desk.db, desk.auditKey, heard);
console.log(['', ...standing.lines].join('\n'));
const faults = program.stderr.match(/nhandled.*|\n\s+at .*/g) ?? [];
console.log(`restarts: ${program.child.exitCode === null ? 0 : 1}; exceptions nobody caught: ${faults.length}`);
await program.stop();
await desk.close();
process.exit(isGood && standing.isGood && faults.length === 0 ? 0 : 1);
