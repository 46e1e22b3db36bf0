import { loadavg } from 'node:os';
import { costOf } from './capacity/cost.ts';
import { arrivals } from './capacity/load.ts';
import { capacityOf, type Machine } from './capacity/machine.ts';
import { askAll, overheadOf, startReal } from './capacity/real.ts';
import { type Outcome, type Rules, simulate, summary } from './capacity/simulate.ts';
import { DEFAULTS } from '../../src/models/pool/settings.ts';

/**
 * The real desk before a scripted host with the pace of a machine, and the simulation of the same questions at the same moments:
 * `DATABASE_URL=… node test/load/capacity.ts [QUESTIONS]`. Then what a question takes of a replica. Exits 1 where a wait is further off than the margin.
 */
const count = Number(process.argv[2] ?? 240);
const { DATABASE_URL } = process.env;
if (DATABASE_URL === undefined) throw new Error('DATABASE_URL: a PostgreSQL server on which a database may be made');
/** Of what was simulated, or so much by the clock where waits are short: what the desk takes before it asks the host is no waiting, and varies with whatever else runs on the machine. */
const MARGIN = 0.15;
const MARGIN_MS = 500;

/** Slow and small, so that what the desk itself takes does not count: eight answers at once, each of some seconds. */
const machine: Machine = { slots: 8, prefill: 2_000, stepMs: 30, streamMs: 2 };
const [prompt, answer] = [1_500, 60];
const rules: Rules = { shares: DEFAULTS.shares, maxWaiting: 200, deadlineMs: 15_000 };

const desk = await startReal(DATABASE_URL, { slots: machine.slots, rules });
let isGood = true;
try {
  const { beforeMs, holdMs } = await overheadOf(desk, machine);
  const most = 1 / (1 / capacityOf(machine, prompt, answer) + holdMs / 1_000 / machine.slots);
  console.log(`before the host is asked: ${beforeMs} ms; a call keeps its slot ${holdMs.toFixed(0)} ms besides; at most ${most.toFixed(2)} questions a second`);
  for (const [used, patienceMs] of [[0.5, Infinity], [0.8, Infinity], [1.1, Infinity], [1.5, 10_000]] as const) {
    const asks = arrivals({ perSecond: most * used, count, seed: 11, prompt, answer, spread: 0.8, patienceMs });
    desk.use(machine, (number) => asks[number]);
    const [simulated, real] = [simulate(asks, [machine], { ...rules, holdMs }), await askAll(desk, asks, beforeMs)];
    console.log(`${Math.round(used * 100)} % of that, ${count} questions, load ${loadavg()[0]?.toFixed(1)}`);
    console.log(`  simulated ${told(simulated)}\n  measured  ${told(real)}`);
    const [s, r] = [summary(simulated, machine.slots), summary(real, machine.slots)];
    for (const [one, other] of [[s.waitP50, r.waitP50], [s.waitP95, r.waitP95]] as const) isGood &&= Math.abs(one - other) <= Math.max(MARGIN_MS, MARGIN * one);
    isGood &&= Math.abs(s.quoted + s.left - r.quoted - r.left) <= 0.05;
  }
  const { deskMs, databaseMs, streamKb, idleMb } = await costOf(desk);
  console.log(`a question takes ${deskMs.toFixed(1)} ms of a processor at the desk, ${databaseMs.toFixed(1)} ms at PostgreSQL; an open stream ${streamKb.toFixed(0)} kB; ${idleMb.toFixed(0)} MB without any`);
} finally {
  await desk.close();
}
console.log(isGood ? 'within the margin' : 'further off than the margin');
process.exit(isGood ? 0 : 1);

function told(outcomes: readonly Outcome[]): string {
  const { waitP50, waitP95, quoted, left, used } = summary(outcomes, machine.slots);
  return `wait p50 ${(waitP50 / 1_000).toFixed(2)} s, p95 ${(waitP95 / 1_000).toFixed(2)} s; quoted ${(quoted * 100).toFixed(1)} %, left ${(left * 100).toFixed(1)} %; slots used ${(used * 100).toFixed(0)} %`;
}
