import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { TURNS } from '../../support/questions.ts';
import { residentOf } from '../parts/memory.ts';
import { questionOf, type RealDesk } from './real.ts';

/** Of Linux, for all that reads it. */
const TICK_MS = 10;

export interface Cost {
  /** Processor time of a question: of the desk, and of PostgreSQL for it. */
  readonly deskMs: number;
  readonly databaseMs: number;
  /** Of an open stream that waits for its host. */
  readonly streamKb: number;
  readonly idleMb: number;
}

/** What a question takes of a replica and of its database but for the model; by processor time, for which it does not matter what else runs. */
export async function costOf(desk: RealDesk, { questions = 300, atOnce = 8, streams = 200 } = {}): Promise<Cost> {
  desk.use({ slots: 1_024, prefill: 1_000_000, stepMs: 1, streamMs: 0 }, () => ({ prompt: 1_500, answer: 20 }));
  const ask = async (number: number) => void (await (await send(desk, number)).text());
  for (let number = 0; number < 60; number += 1) await ask(number);
  const [deskBefore, databaseBefore] = [cpuOf(desk), databaseCpu(desk)];
  let number = 0;
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (number < questions) await ask((number += 1));
  }));
  const [deskMs, databaseMs] = [(cpuOf(desk) - deskBefore) / questions, (databaseCpu(desk) - databaseBefore) / questions];
  const idle = residentOf(desk.program);
  // Hosts that think: a minute for the question alone.
  desk.use({ slots: 1_024, prefill: 25, stepMs: 1, streamMs: 0 }, () => ({ prompt: 1_500, answer: 1 }));
  const leave = new AbortController();
  const open = await Promise.all(Array.from({ length: streams }, (_, at) => send(desk, at, leave.signal)));
  await sleep(3_000);
  const streamKb = ((residentOf(desk.program) - idle) * 1_024) / open.length;
  leave.abort();
  return { deskMs, databaseMs, streamKb, idleMb: idle };
}

function send({ url }: RealDesk, number: number, signal?: AbortSignal): Promise<Response> {
  const headers = { 'Content-Type': 'application/json', Accept: 'text/event-stream', 'X-Forwarded-For': `193.35.${Math.floor(number / 250)}.${(number % 250) + 1}` };
  return fetch(url + TURNS, { method: 'POST', headers, body: JSON.stringify({ question: questionOf(number) }), ...(signal && { signal }) });
}

const cpuIn = (pid: string) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
};
const cpuOf = ({ program }: RealDesk) => cpuIn(String(program.child.pid));

/** Its connections stay while it runs. */
function databaseCpu({ database }: RealDesk): number {
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .reduce((sum, pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(database) ? sum + cpuIn(pid) : sum;
      } catch {
        return sum;
      }
    }, 0);
}
