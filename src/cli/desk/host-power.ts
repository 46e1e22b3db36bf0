import type { Power } from '../../metrics/metrics.ts';
import type { CatalogueData, ModelCatalogue } from '../../models/catalogue.ts';

interface HostPower {
  /** What a host draws; undefined when nobody said. */
  readonly powerOf: (host: string) => Power | undefined;
  /** From now on goes by this catalogue, also after that is replaced. */
  follow(catalogue: ModelCatalogue): void;
}

/**
 * What hosts draw by what is said of them, in the configuration or by an admin while the desk runs: an estimate. A host that went is
 * remembered, for the calls that end there.
 */
export function hostPower(): HostPower {
  const watts = new Map<string, number | undefined>();
  const take = ({ backends }: CatalogueData) => {
    for (const backend of backends) watts.set(backend.id, backend.watts);
  };
  return {
    powerOf(host) {
      const known = watts.get(host);
      return known === undefined ? undefined : { watts: known, isMeasured: false };
    },
    follow(catalogue) {
      take(catalogue.data);
      catalogue.onReplaced(take);
    },
  };
}
