import { TURNS } from '../../support/questions.ts';

/** How one request ended, as who asked saw it. */
export interface Told {
  /** `performance.now()` at its end. */
  readonly at: number;
  readonly ms: number;
  /** An outcome (`answered`, `quoted`); a status with a code; `error` with a code, in a stream; `left`; `broken off`: nobody said why. */
  readonly what: string;
  /** Whether who asked knows where they stand: an answer, or what is the matter in Dutch, and when to come back where that is to be told. */
  readonly isClear: boolean;
  /** Whether to ask again may help. */
  readonly isToRetry: boolean;
}

/** What was told to all who asked, to be held against what was kept. */
export interface Heard {
  readonly told: Told[];
  /** Turns of which somebody was told that they ended, and how. */
  readonly done: Map<string, string>;
  /** Conversations in which somebody was told that their question is kept. */
  readonly kept: Set<string>;
}

export const newHeard = (): Heard => ({ told: [], done: new Map(), kept: new Set() });

export interface Question {
  readonly question: string;
  /** As the proxy before the desk tells it. */
  readonly client: string;
  readonly isStream?: boolean;
  /** Filled in once it is known; emptied when the desk does not know it. */
  readonly conversation?: { id: string | undefined };
  /** Leaves when the answer has begun. */
  readonly isLeaving?: boolean;
  readonly headers?: Readonly<{ [name: string]: string }>;
  readonly signal?: AbortSignal;
}

interface Fault {
  readonly code?: string;
  readonly message?: string;
  readonly action?: string;
  readonly retryable?: boolean;
}

/** Asks once, notes what was told, and gives that. */
export async function askOnce(desk: string, heard: Heard, asked: Question): Promise<Told> {
  const began = performance.now();
  const seen = await tell(desk, heard, asked);
  const told = { isClear: true, isToRetry: false, ...seen, at: performance.now(), ms: performance.now() - began };
  heard.told.push(told);
  return told;
}

async function tell(desk: string, heard: Heard, { question, client, isStream = false, conversation = { id: undefined }, isLeaving = false, headers = {}, signal }: Question): Promise<Partial<Told> & Pick<Told, 'what'>> {
  const leave = new AbortController();
  const left = signal === undefined ? leave.signal : AbortSignal.any([leave.signal, signal]);
  try {
    const response = await fetch(desk + TURNS, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: isStream ? 'text/event-stream' : 'application/json', 'X-Forwarded-For': client, ...headers },
      body: JSON.stringify({ question, ...(conversation.id !== undefined && { conversationId: conversation.id }) }),
      signal: left,
    });
    if (!response.ok || response.body === null) {
      const fault = (await response.json().catch(() => ({}))) as Fault;
      if (fault.code === 'conversation-unknown') conversation.id = undefined;
      const mustWait = response.status === 503 || response.status === 429;
      return {
        what: `${response.status} ${fault.code ?? ''}`,
        isClear: isTold(fault) && (!mustWait || Number(response.headers.get('Retry-After')) > 0),
        isToRetry: fault.retryable === true || response.status >= 500,
      };
    }
    if (!isStream) {
      const turn = (await response.json()) as { id: string; conversationId: string; outcome: string };
      heard.kept.add((conversation.id = turn.conversationId));
      heard.done.set(turn.id, turn.outcome);
      return { what: turn.outcome };
    }
    let text = '';
    const decoder = new TextDecoder();
    for await (const piece of response.body) {
      text += decoder.decode(piece, { stream: true });
      const [, id] = /"conversationId":"([0-9a-f-]{36})"/.exec(text) ?? [];
      if (id !== undefined) heard.kept.add((conversation.id = id));
      if (isLeaving && text.includes('event: delta')) leave.abort();
    }
    const turn = eventOf(text, 'done') as { id: string; outcome: string } | undefined;
    if (turn !== undefined) {
      heard.done.set(turn.id, turn.outcome);
      return { what: turn.outcome };
    }
    const fault = eventOf(text, 'error') as Fault | undefined;
    if (fault !== undefined) return { what: `error ${fault.code ?? ''}`, isClear: isTold(fault), isToRetry: true };
    return { what: 'broken off', isClear: false, isToRetry: true };
  } catch {
    return left.aborted ? { what: 'left' } : { what: 'broken off', isClear: false, isToRetry: true };
  }
}

const isTold = ({ message = '', action = '' }: Fault) => message !== '' && action !== '';

function eventOf(text: string, event: string): unknown {
  const [, data] = new RegExp(`^event: ${event}\\ndata: (.+)$`, 'm').exec(text) ?? [];
  return data === undefined ? undefined : JSON.parse(data);
}

/** A client's address of its own, of the networks that are kept for examples and measurements (RFC 2544). */
export const clientAt = (number: number) => `198.18.${Math.floor(number / 250) % 256}.${(number % 250) + 1}`;

/** How often what was told, the most often first. */
export function counted(told: readonly Told[]): string {
  const often = new Map<string, number>();
  for (const { what } of told) often.set(what, (often.get(what) ?? 0) + 1);
  return [...often].toSorted(([, one], [, other]) => other - one).map(([what, count]) => `${what} ${count}`).join(', ') || 'nothing';
}

/** Time until the end: half of them, 95 and 99 of a hundred, and the longest. */
export function timesOf(told: readonly { readonly ms: number }[]): string {
  const times = told.map(({ ms }) => ms).toSorted((one, other) => one - other);
  const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, highest ${at(1)} ms`;
}

/** One line for each second: how often what was told. */
export function perSecond(told: readonly Told[], began: number): string[] {
  const seconds = Map.groupBy(told, ({ at }) => Math.floor((at - began) / 1_000));
  return [...seconds].toSorted(([one], [other]) => one - other).map(([second, all]) => `${String(second).padStart(4)} s  ${counted(all)}`);
}
