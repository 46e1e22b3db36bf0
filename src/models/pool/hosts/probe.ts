import { asBalieError, type BalieError } from '../../../errors.ts';
import type { HostCallOptions, ModelHost } from '../../call.ts';
import type { PoolHost, Running } from './pool-host.ts';

/** The least that shows whether a host answers: with a call's model and window, and nothing of what it said. */
export interface Probe {
  /** The host's own name for it. */
  readonly model: string;
  /** @throws what the host throws. */
  ask(host: ModelHost, signal: AbortSignal): Promise<unknown>;
}

/** As long as a person's own call would have waited there. */
const PATIENCE_MS = 150_000;

/** As the call had it, but for its trace. */
function likeCall({ model, contextTokens, canThink }: HostCallOptions): HostCallOptions {
  return { model, contextTokens, ...(canThink !== undefined && { canThink }) };
}

export function chatProbe(call: HostCallOptions): Probe {
  const at = likeCall(call);
  return {
    model: at.model,
    async ask(host, signal) {
      const chunks = host.chat({ model: at.model, messages: [{ role: 'user', content: 'Hallo' }], maxTokens: 1, patienceMs: PATIENCE_MS }, at, signal);
      for await (const chunk of chunks) if (chunk !== undefined) break;
    },
  };
}

export function embedProbe(call: HostCallOptions): Probe {
  const at = likeCall(call);
  return { model: at.model, ask: (host, signal) => host.embed(['hallo'], at, signal) };
}

/** Tries a host that was silent with a call of the desk's own, so that nobody waits there in vain. */
export async function tryHost(host: PoolHost, probe: Probe): Promise<{ readonly running: Running; readonly fault: BalieError | undefined; readonly isLeft: boolean }> {
  const running: Running = { model: probe.model, tried: undefined, moveOn: () => undefined };
  const { signal } = (host.probing = new AbortController());
  host.take(running);
  const fault = await probe.ask(host.host, signal).then(() => undefined, asBalieError);
  host.probing = undefined;
  host.leave(running);
  return { running, fault, isLeft: signal.aborted };
}
