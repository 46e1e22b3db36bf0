import { fileURLToPath } from 'node:url';
import { DEFAULTS } from '../../../src/models/pool/settings.ts';
import { arrivals } from './load.ts';
import { capacityOf, type Machine } from './machine.ts';
import { simulate, summary } from './simulate.ts';

/** How much is asked, as the page of the plan says: all of it is assumed, and to be replaced by what was counted. */
export const DEMAND = {
  /** Questions on a working day: of 1,000 inhabitants, of an employee, and how many employees there are for 1,000 inhabitants. */
  perThousand: 5,
  perEmployee: 10,
  employees: 8,
  /** What falls in the busiest hour of a day, and how much busier the worst of days is for residents: a letter to everybody, a storm. */
  busiestHour: 0.15,
  worstDay: 4,
  /** Calls to the model for a question: rewriting of follow-ups and of what is not plain, with the answer itself. */
  calls: 1.25,
};
/** Tokens: five passages with the instructions, and an answer. */
export const QUESTION = { prompt: 1_500, answer: 80 };
/** What 95 of 100 wait at most. */
export const MOST_WAIT_MS = 5_000;
/** How much of its processor a replica should be given to do. */
const USED = 0.6;
const COUNT = 3_000;
const RULES = { shares: DEFAULTS.shares, maxWaiting: DEFAULTS.maxWaiting, deadlineMs: DEFAULTS.deadlineMs };

/** With where their paces come from. */
export const MACHINES: readonly { readonly name: string; readonly machine: Machine }[] = [
  { name: 'processor, 2 cores, 0.5B', machine: { slots: 1, prefill: 85, stepMs: 33, streamMs: 0 } },
  { name: 'RTX 4090 (24 GB), 7B at 16 bits', machine: { slots: 16, prefill: 4_800, stepMs: 17.1, streamMs: 0.48 } },
];
const PLACES = [['10,000', 10_000, 1], ['50,000', 50_000, 1], ['200,000', 200_000, 1], ['twenty of 50,000', 50_000, 20]] as const;

/** The most questions a second of which they wait no longer than that, and nobody is quoted to for lack of room. */
export function mostPerSecond(machine: Machine): number {
  let [low, high] = [0, capacityOf(machine, QUESTION.prompt, QUESTION.answer)];
  for (let step = 0; step < 7; step += 1) {
    const perSecond = (low + high) / 2;
    const { waitP95, quoted } = summary(simulate(arrivals({ perSecond, count: COUNT, seed: 5, ...QUESTION, spread: 0.8 }), [machine], RULES), machine.slots);
    if (waitP95 <= MOST_WAIT_MS && quoted === 0) low = perSecond;
    else high = perSecond;
  }
  return low;
}

/** Calls to models in a second, in the busiest hour of the worst day. */
export function busiest(inhabitants: number): number {
  const { perThousand, perEmployee, employees, busiestHour, worstDay, calls } = DEMAND;
  return ((inhabitants / 1_000) * (perThousand * worstDay + perEmployee * employees) * busiestHour * calls) / 3_600;
}

/** Lines of the page. @param questionMs as `costOf` measured it. */
export function plan(questionMs: number): string[] {
  const each = MACHINES.map(({ name, machine }) => ({ name, most: mostPerSecond(machine) }));
  const gpu = each.at(-1)?.most ?? 0;
  const perReplica = (USED * 1_000) / questionMs;
  return [
    ...each.map(({ name, most }) => `| ${name} | ${most.toFixed(most < 0.1 ? 3 : 2)} | ${Math.floor((1_000 * most) / busiest(1_000)).toLocaleString('en-GB')} |`),
    ...PLACES.map(([name, inhabitants, times]) => {
      const calls = busiest(inhabitants) * times;
      const replicas = Math.max(2, Math.ceil(busiest(inhabitants) / perReplica) + 1) * times;
      return `| ${name} | ${calls.toFixed(2)} | ${Math.ceil(calls / gpu) + 1} | ${replicas} | ${((replicas + times) * 20).toLocaleString('en-GB')} |`;
    }),
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) for (const line of plan(Number(process.argv[2]))) console.log(line);
