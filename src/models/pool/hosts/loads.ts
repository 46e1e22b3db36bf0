import type { HostCallOptions, ModelHost } from '../../call.ts';
import type { PoolHost } from './pool-host.ts';

/**
 * Has hosts read models into memory for whom nobody waits any more. Ollama ends a load with the request that began it: if every caller
 * leaves before the end, each next one begins anew, and none ever gets an answer.
 */
export class HostLoads {
  readonly #running = new Map<ModelHost, Map<string, Promise<void>>>();
  readonly #end = new AbortController();

  /** A call that left a host before its first chunk: what it came for is read on without it, once for all who leave. Nothing where it is in memory. */
  left(place: PoolHost, kind: 'chat' | 'embed', { model, contextTokens }: HostCallOptions): void {
    const { host } = place;
    if (host.load === undefined || this.#end.signal.aborted || place.isDraining || place.isKnownLoaded(model)) return;
    const running = this.#running.get(host) ?? new Map<string, Promise<void>>();
    const what = `${kind} ${model}`;
    if (running.has(what)) return;
    this.#running.set(host, running);
    const load = host
      .load({ model, contextTokens }, kind, this.#end.signal)
      // Who asks next finds out why it cannot be loaded.
      .then(() => place.note(model, 'loaded'), () => undefined)
      .finally(() => {
        running.delete(what);
        if (running.size === 0) this.#running.delete(host);
      });
    running.set(what, load);
  }

  async close(): Promise<void> {
    this.#end.abort();
    await Promise.all([...this.#running.values()].flatMap((loads) => [...loads.values()]));
  }
}
