import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DEFAULTS } from '../../../src/models/pool/settings.ts';
import { arrivals, type Load } from './load.ts';
import { capacityOf, type Machine } from './machine.ts';
import { MACHINES, plan } from './plan.ts';
import { type Outcome, simulate, summary } from './simulate.ts';

const { shares, maxWaiting, deadlineMs } = DEFAULTS;
const endless = { shares, maxWaiting: 100_000, deadlineMs: Infinity };
/** A token in 10 ms, however many streams there are. */
const even = (slots: number): Machine => ({ slots, prefill: 1_000_000, stepMs: 10, streamMs: 0 });
const load = (more: Partial<Load>): Load => ({ perSecond: 1, count: 20_000, seed: 1, prompt: 0, answer: 100, ...more });
const waitOf = (outcomes: readonly Outcome[]) => outcomes.reduce((sum, { waitedMs }) => sum + waitedMs, 0) / outcomes.length;

/** Erlang's C: the share of those who wait where as many as `slots` are served at once. */
function erlangC(slots: number, erlangs: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; n < slots; n += 1) sum += (term *= erlangs / n);
  const last = ((term * erlangs) / slots) * (slots / (slots - erlangs));
  return last / (sum + last);
}

describe('the simulation of the desk before its hosts', () => {
  test.each([[1, 0.6], [4, 0.8], [8, 0.7], [16, 0.9]])('waits as Erlang has it: %i at once, %f of what they can', (slots, used) => {
    const outcomes = simulate(arrivals(load({ perSecond: slots * used })), [even(slots)], endless);
    const waiting = erlangC(slots, slots * used);
    const mean = (waiting * 1_000) / (slots * (1 - used));
    expect(outcomes).toHaveLength(20_000);
    expect(Math.abs(outcomes.filter(({ waitedMs }) => waitedMs > 0).length / 20_000 - waiting)).toBeLessThan(0.04);
    expect(Math.abs(waitOf(outcomes) - mean) / mean).toBeLessThan(0.15);
    expect(Math.abs(summary(outcomes, slots).used - used)).toBeLessThan(0.03);
  });

  test('is the same for the same seed, and another for another', () => {
    const run = (seed: number) => summary(simulate(arrivals(load({ perSecond: 3.5, count: 2_000, seed })), [even(4)], { shares, maxWaiting, deadlineMs }), 4);
    expect(run(7)).toEqual(run(7));
    expect(run(8)).not.toEqual(run(7));
  });

  test('batches: more at once are slower each and faster together, up to what the machine can', () => {
    const machine: Machine = { slots: 8, prefill: 5_000, stepMs: 17, streamMs: 0.5 };
    const all = load({ perSecond: 1_000, count: 800, prompt: 500, answer: 100, spread: 0 });
    const outcomes = simulate(arrivals(all), [machine], endless);
    const { answeredPerSecond } = summary(outcomes, 8);
    expect(answeredPerSecond).toBeGreaterThan(3 * capacityOf({ ...machine, slots: 1 }, 500, 100));
    expect(Math.abs(answeredPerSecond / capacityOf(machine, 500, 100) - 1)).toBeLessThan(0.15);
  });

  test('a crowd is quoted to and not kept beyond the deadline; who has no patience leaves', () => {
    const rules = { shares, maxWaiting: 50, deadlineMs: 5_000 };
    const crowd = simulate(arrivals(load({ perSecond: 20, count: 1_000 })), [even(4)], rules);
    expect(summary(crowd, 4).quoted).toBeGreaterThan(0.5);
    expect(Math.max(...crowd.map(({ waitedMs }) => waitedMs))).toBeLessThanOrEqual(5_000 + 1);
    const hasty = summary(simulate(arrivals(load({ perSecond: 20, count: 1_000, patienceMs: 1_000 })), [even(4)], rules), 4);
    expect(hasty.left).toBeGreaterThan(0.3);
    expect(hasty.waitP95).toBeLessThanOrEqual(1_001);
  });

  test('audiences have equal shares when all wait, however many there are of one', () => {
    const outcomes = simulate(arrivals(load({ perSecond: 8, count: 4_000, employees: 0.2 })), [even(4)], { shares, maxWaiting, deadlineMs: 10_000 });
    const answered = (audience: string) => {
      const all = outcomes.filter(({ ask }) => ask.audience === audience);
      return all.filter(({ end }) => end === 'answered').length / all.length;
    };
    expect(answered('employee')).toBeGreaterThan(0.9);
    expect(answered('resident')).toBeLessThan(0.6);
  });
});

test('the page of the plan has what the plan gives, for the question that it says was measured', () => {
  const page = readFileSync(new URL('../../../docs/capacity.md', import.meta.url), 'utf8');
  const [, questionMs] = /^\| processor time of a question, the desk \| ([\d.]+) ms/m.exec(page) ?? [];
  const lines = plan(Number(questionMs));
  expect(lines.length).toBeGreaterThan(MACHINES.length + 3);
  for (const line of lines) expect(page).toContain(`\n${line}\n`);
});
