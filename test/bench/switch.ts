/**
 * How soon a desk that is turned off in one process is off in another, and what looking costs: `node test/bench/switch.ts [TIMES]`, on
 * DATABASE_URL or embedded.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { watchSwitches } from '../../src/cli/keeping/keep-switches.ts';
import { openScratchDatabase } from '../../src/store/open.ts';
import { Switches } from '../../src/switches/switches.ts';

const LOOKS = 2_000;
const times = Number(process.argv[2] ?? 50);
const by = { byUser: 'bench' };

const db = await openScratchDatabase(process.env['DATABASE_URL']);
try {
  const open = () => new Switches(db, { record: () => Promise.resolve() });
  const [here, there] = [open(), open()];
  const stop = watchSwitches(there, (error) => console.error(error));
  const waited: number[] = [];
  for (let index = 0; index < times; index += 1) {
    // At any moment between two looks.
    await sleep(Math.random() * 500);
    const told = Promise.withResolvers<void>();
    there.watch('loket', () => told.resolve());
    const began = performance.now();
    await here.change('*', 'Even dicht.', by);
    await told.promise;
    waited.push(performance.now() - began);
    await here.change('*', null, by);
    await there.refresh();
  }
  stop();
  const cpu = process.cpuUsage();
  const began = performance.now();
  for (let index = 0; index < LOOKS; index += 1) await there.refresh();
  const { user, system } = process.cpuUsage(cpu);
  const sorted = waited.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
  console.log(JSON.stringify({ database: db.kind, times, p50Ms: at(0.5), p95Ms: at(0.95), maxMs: at(1), lookMicros: Math.round(((performance.now() - began) * 1_000) / LOOKS), lookCpuMicros: Math.round((user + system) / LOOKS) }));
} finally {
  await db.close();
}
