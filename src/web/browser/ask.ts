/** Asks one question, or runs one task, over the API and gives back what happens. */
import { browserFaults } from '../markup/words.ts';
import { faultOf, type Happening, happeningOf } from './happening.ts';
import { canProve, challengeIn, solve } from './proof.ts';
import { eventParser } from './sse.ts';

/** The server sends at least a comment every 15 seconds; a line that is silent for this long is dead. */
const silenceMs = 60_000;
/** Once is enough, unless the address that a phone asks from changes meanwhile. */
const maxProofs = 3;

interface Question {
  /** Where it is asked. */
  readonly path: string;
  /** Of a page in a frame. */
  readonly token?: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
  /** The same when it is sent again: it is not asked twice. */
  readonly key?: string | undefined;
}

/** Ends with exactly one `done` or `error`, or throws the signal's reason when the person stops. */
export async function* ask({ path, token, body, key }: Question, signal: AbortSignal): AsyncGenerator<Happening> {
  // Older phones lack AbortSignal.any and `for await` over a stream: a signal is passed on, a reader is read.
  const connection = new AbortController();
  const leave = () => connection.abort();
  signal.addEventListener('abort', leave);
  let timer = setTimeout(leave, silenceMs);
  let heardAt = Date.now();
  // A telephone that slept let its timers sleep too: the line may be dead for long.
  const wake = () => document.visibilityState === 'visible' && Date.now() - heardAt > silenceMs && leave();
  document.addEventListener('visibilitychange', wake);
  try {
    const send = (proof?: string) =>
      fetch(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream', ...(token !== undefined && { 'Balie-Token': token }), ...(key !== undefined && { 'Idempotency-Key': key }), ...(proof !== undefined && { 'Balie-Proof': proof }) },
        body: JSON.stringify(body),
        signal: connection.signal,
      });
    let response = await send();
    for (let proofs = 0; proofs < maxProofs; proofs += 1) {
      const challenge = await challengeIn(response);
      if (challenge === undefined) break;
      if (!canProve()) {
        yield { type: 'error', fault: browserFaults.unproven };
        return;
      }
      if (proofs === 0) yield { type: 'status', phase: 'proving', position: 0, expectedSeconds: 0 };
      // It has all the time that it needs; what is silent after that is the line.
      clearTimeout(timer);
      const proof = await solve(challenge, signal);
      timer = setTimeout(leave, silenceMs);
      response = await send(proof);
    }
    if (!response.ok || response.body === null) {
      yield { type: 'error', fault: faultOf(await response.json().catch(() => ({}))) };
      return;
    }
    const parse = eventParser();
    const decoder = new TextDecoder();
    const reader = response.body.getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      clearTimeout(timer);
      timer = setTimeout(leave, silenceMs);
      heardAt = Date.now();
      for (const event of parse(decoder.decode(read.value, { stream: true }))) {
        const happening = happeningOf(event);
        if (happening === undefined) continue;
        yield happening;
        if (happening.type === 'done' || happening.type === 'error') return;
      }
    }
    yield { type: 'error', fault: browserFaults.unfinished };
  } catch (error) {
    if (signal.aborted) throw error;
    yield { type: 'error', fault: navigator.onLine ? browserFaults.network : browserFaults.offline };
  } finally {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', wake);
    signal.removeEventListener('abort', leave);
    leave();
  }
}
