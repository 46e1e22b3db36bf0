import { asBalieError, type BalieError } from '../errors.ts';
import type { ModelHost } from '../models/call.ts';
import type { ModelCatalogue } from '../models/catalogue.ts';
import { HostMaker, type PlacedHost } from '../models/hosts.ts';

const LIMITS = {
  connectMs: 2_000,
  /** A large model may take minutes to load, and a long prompt to be read. */
  firstByteMs: 600_000,
  silenceMs: 120_000,
  embedMs: 120_000,
  checkMs: 5_000,
};

export interface OpenHosts {
  /** The hosts of the backends that are in use now. */
  placed(): readonly PlacedHost[];
  hostOf(backend: string): ModelHost | undefined;
  /** Breaks off what still runs. */
  close(): Promise<void>;
}

/**
 * The hosts of the catalogue's backends, also after it is replaced: those that go are closed.
 * @param onFault hears of a key that cannot be read any more; the hosts then stay as they were.
 */
export function openHosts(catalogue: ModelCatalogue, onFault: (fault: BalieError) => void): OpenHosts {
  const maker = new HostMaker(LIMITS);
  let placed = maker.hostsOf(catalogue.data.backends);
  const stop = catalogue.onReplaced(({ backends }) => {
    try {
      const next = maker.hostsOf(backends);
      const gone = placed.filter(({ host }) => !next.some((other) => other.host === host));
      placed = next;
      for (const { host } of gone) void host.close();
    } catch (error) {
      onFault(asBalieError(error));
    }
  });
  return {
    placed: () => placed,
    hostOf: (backend) => placed.find(({ host }) => host.id === backend)?.host,
    async close() {
      stop();
      await Promise.all(placed.map(({ host }) => host.close()));
    },
  };
}
