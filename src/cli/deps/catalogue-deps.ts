import { BalieError } from '../../errors.ts';
import type { BackendState, CatalogueDeps } from '../../http/staff-deps.ts';
import type { ModelHost } from '../../models/call.ts';
import { isAsDeclared } from '../../models/changes/apply.ts';
import type { PooledGateway } from '../../models/pool/gateway.ts';
import type { HostState } from '../../models/pool/pools.ts';
import { type OpenCatalogue, RefusedChange } from '../hosts/catalogue.ts';

interface Hosts {
  /** The host of a backend; undefined when it is not in use. */
  readonly hostOf: (backend: string) => ModelHost | undefined;
  readonly gateway: Pick<PooledGateway, 'hosts'>;
  /** Puts a change into the audit log. */
  readonly recordAct: Parameters<OpenCatalogue['change']>[2];
}

/** The routes for backends and models, over the catalogue and the hosts in use. */
export function catalogueDeps({ catalogue, base, change }: OpenCatalogue, { hostOf, gateway, recordAct }: Hosts): CatalogueDeps {
  return {
    backends() {
      const states = Map.groupBy(gateway.hosts(), ({ id }) => id);
      return catalogue.data.backends.map((backend) => {
        const { keyFile, draining = false, ...facts } = backend;
        const isChanged = !isAsDeclared(base, { kind: 'backend', name: backend.id }, catalogue.data);
        return { ...facts, draining, hasKey: keyFile !== undefined, isChanged, ...stateOf(states.get(backend.id)) };
      });
    },
    models: () =>
      catalogue.data.models.map((model) => ({ ...model, isChanged: !isAsDeclared(base, { kind: 'model', name: model.name }, catalogue.data) })),
    async change(wanted, by) {
      try {
        await change(wanted, by, recordAct);
        return [];
      } catch (error) {
        if (error instanceof RefusedChange) return error.faults;
        throw error;
      }
    },
    pull(id, name, signal) {
      const backend = catalogue.data.backends.find((one) => one.id === id);
      const host = hostOf(id);
      if (backend === undefined || host === undefined) throw new BalieError('backend-unknown');
      const model = catalogue.model(name);
      // To another pool it would come for nothing: nobody would call it there.
      if (model === undefined || model.pool !== backend.pool) throw new BalieError('model-unknown', { detail: name });
      if (backend.kind !== 'ollama') throw new BalieError('pull-unsupported', { detail: id });
      return host.pull(model.model, signal);
    },
  };
}

/**
 * A backend is one place to who manages it, though answers and vectors stand in lines of their own: failing when it fails for either. Of one
 * whose key cannot be read there is no host.
 */
function stateOf(lanes: readonly HostState[] = []): Pick<BackendState, 'state' | 'running'> {
  const states = lanes.map(({ state }) => state);
  const isReady = states.length > 0 && states.every((state) => state === 'closed');
  return {
    state: isReady ? 'ready' : states.includes('draining') ? 'draining' : 'failing',
    running: lanes.reduce((sum, { inUse }) => sum + inUse, 0),
  };
}
