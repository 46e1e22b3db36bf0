import type { Caller } from '../../../src/models/call.ts';
import { FairQueue, type Shares } from '../../../src/models/pool/queue/fair-queue.ts';
import type { Place } from '../../../src/models/pool/queue/account.ts';
import type { Charge } from '../../../src/models/pool/queue/spent.ts';
import type { Ask } from './load.ts';
import { type Machine, paceOf } from './machine.ts';

/** Of the queue before the hosts, as the configuration has it. */
export interface Rules {
  readonly maxWaiting: number;
  readonly deadlineMs: number;
  readonly shares: Shares;
  /** So long a call keeps its slot besides what the machine does for it: connections, the last sentence, what else runs beside. Absent: no time. */
  readonly holdMs?: number;
}

export interface Outcome {
  readonly ask: Ask;
  /** `quoted`: there was no room or no time, and the desk quotes its documents. */
  readonly end: 'answered' | 'quoted' | 'left';
  readonly waitedMs: number;
  readonly servedMs: number;
}

interface Job {
  readonly ask: Ask;
  readonly began: number;
  readonly charge: Charge;
  reading: number;
  writing: number;
  holding: number;
}
interface Waiter {
  readonly ask: Ask;
  readonly caller: Caller;
  readonly workMs: number;
  place: Place<Waiter> | undefined;
}

/** As in the product (`src/models/pool/queue/waiting-room.ts`). */
const NEWEST = 0.2;
const UNMEASURED_MS = 1;
const ASSUMED_MS = 8_000;
const MODEL = 'chat';
const TINY = 1e-6;

/** The desk's queue and its hosts in time that is counted and not waited for. The fair queue is the product's own. */
export function simulate(asks: readonly Ask[], machines: readonly Machine[], rules: Rules): Outcome[] {
  const queue = new FairQueue<Waiter>(rules.shares);
  const waiting = new Set<Waiter>();
  const hosts = machines.map((machine) => ({ machine, jobs: new Set<Job>() }));
  const slots = machines.reduce((sum, one) => sum + one.slots, 0);
  const outcomes: Outcome[] = [];
  let [now, next, workMs] = [0, 0, 0];
  let serviceMs: number | undefined;

  const paces = () => hosts.map(({ machine, jobs }) => {
    const reading = [...jobs].filter((job) => job.reading > TINY).length;
    return paceOf(machine, reading, [...jobs].filter((job) => job.reading <= TINY && job.writing > TINY).length);
  });
  const free = () => hosts.filter(({ machine, jobs }) => jobs.size < machine.slots).toSorted((one, other) => one.jobs.size / one.machine.slots - other.jobs.size / other.machine.slots)[0];
  const begin = (host: (typeof hosts)[number], ask: Ask, charge: Charge) => host.jobs.add({ ask, began: now, charge, reading: ask.prompt, writing: ask.answer, holding: rules.holdMs ?? 0 });
  const leave = (waiter: Waiter, end: 'quoted' | 'left') => {
    if (waiter.place !== undefined) queue.remove(waiter.place, waiter.caller);
    waiting.delete(waiter);
    workMs -= waiter.workMs;
    outcomes.push({ ask: waiter.ask, end, waitedMs: now - waiter.ask.at, servedMs: 0 });
  };
  const limitOf = ({ ask }: Waiter) => ask.at + Math.min(rules.deadlineMs, ask.patienceMs);

  const come = (ask: Ask, number: number) => {
    const caller: Caller = { audience: ask.audience, id: String(number) };
    const cost = serviceMs ?? UNMEASURED_MS;
    const host = free();
    if (host !== undefined) return void begin(host, ask, queue.charge(caller, cost));
    const isFull = waiting.size >= rules.maxWaiting || (serviceMs !== undefined && workMs / slots > rules.deadlineMs);
    if (isFull) {
      const leaving = queue.toMakeRoom(caller);
      if (leaving === undefined) return void outcomes.push({ ask, end: 'quoted', waitedMs: 0, servedMs: 0 });
      leave(leaving, 'quoted');
    }
    const waiter: Waiter = { ask, caller, workMs: serviceMs ?? ASSUMED_MS, place: undefined };
    waiter.place = queue.add(waiter, caller, MODEL, cost);
    waiting.add(waiter);
    workMs += waiter.workMs;
  };
  const finish = (host: (typeof hosts)[number], job: Job) => {
    host.jobs.delete(job);
    const servedMs = now - job.began;
    job.charge.settle(servedMs);
    serviceMs = serviceMs === undefined ? servedMs : serviceMs + (servedMs - serviceMs) * NEWEST;
    outcomes.push({ ask: job.ask, end: 'answered', waitedMs: job.began - job.ask.at, servedMs });
    const taken = queue.take(() => true);
    if (taken === undefined) return;
    waiting.delete(taken.item);
    workMs -= taken.item.workMs;
    begin(host, taken.item.ask, taken.charge);
  };

  while (next < asks.length || waiting.size > 0 || hosts.some(({ jobs }) => jobs.size > 0)) {
    const rates = paces();
    let step = (asks[next]?.at ?? Infinity) - now;
    hosts.forEach(({ jobs }, at) => {
      for (const job of jobs) step = Math.min(step, job.reading > TINY ? job.reading / (rates[at]?.prefill ?? 1) : job.writing > TINY ? job.writing / (rates[at]?.decode ?? 1) : job.holding);
    });
    for (const waiter of waiting) step = Math.min(step, limitOf(waiter) - now);
    step = Math.max(0, step);
    now += step;
    hosts.forEach(({ jobs }, at) => {
      for (const job of jobs) {
        if (job.reading > TINY) job.reading -= step * (rates[at]?.prefill ?? 1);
        else if (job.writing > TINY) job.writing -= step * (rates[at]?.decode ?? 1);
        else job.holding -= step;
      }
    });
    for (const host of hosts) for (const job of host.jobs) if (job.reading <= TINY && job.writing <= TINY && job.holding <= TINY) finish(host, job);
    for (const waiter of waiting) if (limitOf(waiter) - now <= TINY) leave(waiter, waiter.ask.patienceMs < rules.deadlineMs ? 'left' : 'quoted');
    for (let ask = asks[next]; ask !== undefined && ask.at - now <= TINY; ask = asks[next]) come(ask, (next += 1));
  }
  return outcomes;
}

export interface Summary {
  readonly waitP50: number;
  readonly waitP95: number;
  /** Shares of all. */
  readonly quoted: number;
  readonly left: number;
  /** Of the slots, while questions came. */
  readonly used: number;
  readonly answeredPerSecond: number;
}

export function summary(outcomes: readonly Outcome[], slots: number): Summary {
  const answered = outcomes.filter(({ end }) => end === 'answered');
  const spanMs = Math.max(...outcomes.map(({ ask, waitedMs, servedMs }) => ask.at + waitedMs + servedMs));
  const share = (end: Outcome['end']) => outcomes.filter((one) => one.end === end).length / outcomes.length;
  const waits = answered.map(({ waitedMs }) => waitedMs);
  return {
    waitP50: percentile(waits, 0.5),
    waitP95: percentile(waits, 0.95),
    quoted: share('quoted'),
    left: share('left'),
    used: answered.reduce((sum, { servedMs }) => sum + servedMs, 0) / (slots * spanMs),
    answeredPerSecond: (answered.length * 1_000) / spanMs,
  };
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
