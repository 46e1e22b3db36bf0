import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createServerDatabase } from '../../support/database.ts';
import { done, headers, type RecordedRequest, startOllamaHost, type Step, text } from '../../support/ollama-host/index.ts';
import { makeInstallation, type Program, startProgram } from '../../support/process.ts';
import { TURNS } from '../../support/questions.ts';
import type { Ask } from './load.ts';
import { type Machine, paceOf } from './machine.ts';
import { type Outcome, percentile, type Rules } from './simulate.ts';

/** The real program on a database of its own, before a scripted host that has the pace of a machine. */
export interface RealDesk {
  readonly url: string;
  readonly program: Program;
  /** Of its database: who works for it there carries the name. */
  readonly database: string;
  /** From now on the host has this pace, and answers of so many tokens by the number that a question says. */
  use(machine: Machine, tokensOf: (number: number) => Pick<Ask, 'prompt' | 'answer'> | undefined): void;
  /** Hears of each question when the host gets it. */
  onAsked: (number: number, at: number) => void;
  close(): Promise<void>;
}

const BITS = 12;
const PIECES = ['Een ', 'paspoort ', 'voor ', 'volwassenen ', 'kost ', '€ 86,20', ' [1].'];
/** No visitor is asked for a proof. */
const LIMITS = 'limits: { address: { free: 1000000, most: 1000000 }, total: { free: 1000000, most: 1000000 } }\n';
/** The number is in the marks at the end, as bits: another word would be looked for in the documents. */
export const questionOf = (number: number) => `Wat kost een paspoort${number.toString(2).padStart(BITS, '0').replaceAll('0', '?').replaceAll('1', '!')}`;
const MARKS = new RegExp(`paspoort([?!]{${BITS}})`);

export async function startReal(databaseUrl: string, { slots, rules }: { readonly slots: number; readonly rules: Rules }): Promise<RealDesk> {
  const host = await startOllamaHost({ models: ['chat'] });
  const queue = `queue: { maxWaiting: ${rules.maxWaiting}, deadlineSeconds: ${rules.deadlineMs / 1_000} }\n`;
  const place = await makeInstallation({ fresh: true, settings: `${LIMITS}${queue}backends:\n  - { id: ollama, kind: ollama, url: '${host.url}', slots: ${slots} }\n` });
  const { db, url, drop } = await createServerDatabase(databaseUrl);
  const program = startProgram(['serve'], { ...place.env, OLLAMA_URL: host.url, DATABASE_URL: url, AUDIT_KEY: randomBytes(32).toString('hex') });
  const desk: RealDesk = {
    url: await program.url(),
    program,
    database: new URL(url).pathname.slice(1),
    onAsked: () => undefined,
    use: (machine, tokensOf) => host.setScript(paced(machine, tokensOf, (number, at) => desk.onAsked(number, at))),
    async close() {
      await program.stop();
      await host.stop();
      await db.close();
      await drop();
      await place.remove();
    },
  };
  return desk;
}

/** A script with the pace of a machine: each pause is as long as what runs beside it makes it when it begins, and none adds what the last took too long. */
function paced(machine: Machine, tokensOf: (number: number) => Pick<Ask, 'prompt' | 'answer'> | undefined, onAsked: (number: number, at: number) => void) {
  const [reading, writing] = [new Set<RecordedRequest>(), new Set<RecordedRequest>()];
  return (request: RecordedRequest): Step[] => {
    const marks = MARKS.exec(request.body.messages?.at(-1)?.content ?? '')?.[1] ?? '';
    const number = Number.parseInt(marks.replaceAll('?', '0').replaceAll('!', '1'), 2);
    const { prompt, answer } = tokensOf(number) ?? { prompt: 0, answer: 1 };
    onAsked(number, request.at);
    reading.add(request);
    void request.ending.then(() => (reading.delete(request), writing.delete(request)));
    let due = performance.now();
    const pause = (tokens: number, of: 'prefill' | 'decode'): Step => ({
      step: 'pause',
      get ms() {
        if (of === 'decode' && reading.delete(request)) writing.add(request);
        due += tokens / paceOf(machine, reading.size, writing.size)[of];
        return Math.max(0, due - performance.now());
      },
    });
    const read = Array.from({ length: 4 }, () => pause(prompt / 4, 'prefill'));
    const write = PIECES.flatMap((piece) => [pause(answer / PIECES.length, 'decode'), text(piece)]);
    return [headers(), ...read, ...write, done()];
  };
}

/** Lets them ask at the desk when they do, and leave when they have no patience. @param overheadMs what the desk takes before it asks the host, which is no waiting. */
export async function askAll(desk: RealDesk, asks: readonly Ask[], overheadMs: number): Promise<Outcome[]> {
  const asked = new Map<number, number>();
  desk.onAsked = (number, at) => void asked.set(number, at);
  const began = Date.now() + 500;
  return Promise.all(
    asks.map(async (ask, number): Promise<Outcome> => {
      await sleep(Math.max(0, began + ask.at - Date.now()));
      const sent = Date.now();
      const leave = new AbortController();
      const patience = Number.isFinite(ask.patienceMs) ? setTimeout(() => void (asked.has(number) || leave.abort()), ask.patienceMs + overheadMs) : undefined;
      try {
        await one(desk.url, number, leave.signal);
      } catch (error) {
        if (!leave.signal.aborted) throw error;
        return { ask, end: 'left', waitedMs: ask.patienceMs, servedMs: 0 };
      } finally {
        clearTimeout(patience);
      }
      const at = asked.get(number);
      if (at === undefined) return { ask, end: 'quoted', waitedMs: Date.now() - sent, servedMs: 0 };
      return { ask, end: 'answered', waitedMs: Math.max(0, at - sent - overheadMs), servedMs: Date.now() - at };
    }),
  );
}

async function one(url: string, number: number, signal: AbortSignal): Promise<string> {
  const address = `193.34.${Math.floor(number / 250)}.${(number % 250) + 1}`;
  const response = await fetch(url + TURNS, { method: 'POST', headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream', 'X-Forwarded-For': address }, body: JSON.stringify({ question: questionOf(number) }), signal });
  const told = await response.text();
  if (response.status !== 200 || !told.includes('event: done')) throw new Error(`${response.status}: ${told.slice(0, 300)}`);
  return told;
}

/** Milliseconds. */
export interface Overhead {
  /** What the desk takes before it asks the host, which is no waiting. */
  readonly beforeMs: number;
  /** What a call takes besides the pace of the machine. */
  readonly holdMs: number;
}

/** When nobody waits. Documents are read as soon as the desk has begun: the first questions may find none. */
export async function overheadOf(desk: RealDesk, machine: Machine, count = 30): Promise<Overhead> {
  const alone: Pick<Ask, 'prompt' | 'answer'> = { prompt: machine.prefill / 10, answer: 10 };
  desk.use(machine, () => alone);
  const { prefill, decode } = paceOf(machine, 1, 1);
  const idealMs = alone.prompt / (2 * prefill) + alone.answer / (2 * decode);
  const [before, held]: [number[], number[]] = [[], []];
  for (let number = 0; before.length < count; number += 1) {
    let askedAt: number | undefined;
    desk.onAsked = (_, at) => void (askedAt = at);
    const sent = Date.now();
    const told = await one(desk.url, number, AbortSignal.timeout(60_000));
    if (askedAt === undefined && number > 5 * count) throw new Error(`no question reaches the host: ${told}`);
    if (askedAt === undefined) await sleep(500);
    else {
      before.push(askedAt - sent);
      held.push(Date.now() - askedAt - idealMs);
    }
  }
  return { beforeMs: percentile(before.slice(count / 3), 0.5), holdMs: Math.max(0, percentile(held.slice(count / 3), 0.5)) };
}
