import type { Config } from '../../config/config.ts';
import type { BalieError } from '../../errors.ts';
import type { CallReport, ModelHost } from '../../models/call.ts';
import type { CatalogueData, ModelCatalogue } from '../../models/catalogue.ts';
import { HostMaker } from '../../models/hosts.ts';
import { createGateway, type PooledGateway } from '../../models/pool/gateway.ts';
import type { OnHostState } from '../../models/pool/pools.ts';
import { BACKGROUND_SHARE } from '../../models/pool/settings.ts';

const LIMITS = {
  connectMs: 2_000,
  /** A large model may take minutes to load, and a long prompt to be read. */
  firstByteMs: 600_000,
  /** A host whose processor is shared may stop for minutes between two words. */
  silenceMs: 360_000,
  embedMs: 120_000,
  checkMs: 5_000,
};

interface Options {
  /** Hears of each call once it has ended. */
  readonly onEnd?: (report: CallReport) => void;
  /** Hears of a backend's key that cannot be read, once; it is read again for each call. */
  readonly onKeyFault?: (fault: BalieError) => void;
  /** Hears of a host that is left alone, and of one that answers again. */
  readonly onState?: OnHostState;
}

export interface OpenGateway {
  readonly gateway: PooledGateway;
  /** The host of a backend; undefined for one that is not in use. */
  readonly hostOf: (backend: string) => ModelHost | undefined;
  /** Breaks off what still runs. */
  close(): Promise<void>;
}

/** The gateway over a catalogue, also after that is replaced: calls at hosts that go end, and then those are closed. */
export function openGateway(catalogue: ModelCatalogue, queue: Config['queue'], { onEnd, onKeyFault, onState }: Options = {}): OpenGateway {
  const maker = new HostMaker(LIMITS, onKeyFault);
  const placed = ({ backends, models }: CatalogueData) => ({ models, hosts: maker.hostsOf(backends) });
  let inUse = placed(catalogue.data);
  const { maxWaiting, deadlineSeconds, shares } = queue;
  const gateway = createGateway(inUse, { settings: { maxWaiting, deadlineMs: deadlineSeconds * 1_000, shares: { ...shares, background: BACKGROUND_SHARE } }, ...(onEnd && { onEnd }), ...(onState && { onState }) });
  const stop = catalogue.onReplaced((data) => {
    inUse = placed(data);
    gateway.replace(inUse);
  });
  return {
    gateway,
    hostOf: (backend) => inUse.hosts.find(({ host }) => host.id === backend)?.host,
    close() {
      stop();
      return gateway.close();
    },
  };
}
