import { asBalieError, BalieError } from '../../errors.ts';
import type { Caller, Usage } from '../../models/call.ts';
import type { RequestLogger } from '../deps.ts';
import { logFault } from '../faults.ts';
import type { Admitted } from '../../identity/limits/limiter.ts';
import type { ModelDeps } from '../deps.ts';
import type { KeyHolder } from '../../identity/keys.ts';
import type { Exchange } from './wire/exchange.ts';
import type { Heartbeat } from './wire/heartbeat.ts';
import { type RunningCalls, untilLeft } from './running.ts';
import { tracing } from '../server/trace.ts';

/** What each call needs of the process. */
export interface CallPlace {
  readonly models: ModelDeps;
  readonly running: RunningCalls;
  readonly heartbeat: Heartbeat;
  readonly logger: RequestLogger;
}

/** A call to a model, whatever it is for, and what has become of it so far. */
export interface RecordedCall {
  readonly kind: 'chat' | 'embed';
  readonly model: string;
  readonly expectedTokens: number;
  /** What is kept of what was asked. */
  readonly asked: unknown;
  /** What was sent to the caller. */
  readonly said: unknown;
  readonly usage: Usage;
  /** Whether the whole answer was sent. */
  readonly isWhole: boolean;
  run(signal: AbortSignal): Promise<void>;
}

/**
 * Runs one call: admitted within the key's limits, what is asked committed to the record, then asked, and settled and recorded in
 * whichever way it ends. A client that leaves aborts it at once, in every phase.
 * @throws BalieError those of `admit`, of the record and of `run`. Nobody is left to hear of a fault after the client has gone.
 */
export function runRecorded(call: RecordedCall, exchange: Exchange, key: KeyHolder, place: CallPlace): Promise<void> {
  return untilLeft(exchange, place.running, async (signal) => {
    const admitted = await place.models.admit(key, { model: call.model, expectedTokens: call.expectedTokens });
    await runAdmitted(call, { id: exchange.requestId, traced: tracing(exchange.trace), key, admitted, place, signal });
  });
}

interface Run {
  readonly id: string;
  readonly traced: ReturnType<typeof tracing>;
  readonly key: KeyHolder;
  readonly admitted: Admitted;
  readonly place: CallPlace;
  readonly signal: AbortSignal;
}

async function runAdmitted(call: RecordedCall, { id, traced, key, admitted, place, signal }: Run): Promise<void> {
  const { calls } = place.models;
  const { kind, model, asked } = call;
  const started = performance.now();
  let fault: BalieError | undefined;
  try {
    await calls.received({ id, key: key.id, model, kind, said: asked, ...traced });
  } catch (error) {
    admitted.settle(call.usage);
    throw error;
  }
  try {
    signal.throwIfAborted();
    await call.run(signal);
  } catch (error) {
    // Who left need not be told; a desk that stops says so.
    if (!signal.aborted || signal.reason instanceof BalieError) fault = asBalieError(error);
  }
  const { usage, said, isWhole } = call;
  admitted.settle(usage);
  const outcome = isWhole ? 'answered' : signal.aborted ? 'interrupted' : 'failed';
  const reason = isWhole ? undefined : fault?.code;
  const durationMs = Math.round(performance.now() - started);
  // The answer is on its way already: that its end could not be kept is news to who runs the desk.
  const kept = calls.ended(id, { outcome, said, ...(reason && { reason }), usage, durationMs });
  place.running.after(kept.then(() => undefined, (error: unknown) => logFault(place.logger, id, asBalieError(error))));
  if (fault !== undefined && !isWhole) throw fault;
}

/** A program among those who share the hosts. */
export function callerOf({ trace: { traceparent } }: Exchange, key: KeyHolder): Caller {
  return { audience: 'api', id: key.id, traceparent };
}
