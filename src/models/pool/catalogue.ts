import type { ModelFacts, ModelHost } from '../call.ts';

/** What may run, and where. */
export interface Catalogue {
  readonly models: readonly CatalogueModel[];
  readonly hosts: readonly CatalogueHost[];
}

export interface CatalogueModel extends ModelFacts {
  readonly pool: string;
}

export interface CatalogueHost {
  readonly host: ModelHost;
  readonly pool: string;
  /** Calls that it runs at once. */
  readonly slots: number;
  /** Whether it ends the calls that it has and takes no more. Absent: no. */
  readonly isDraining?: boolean;
  /** Batches of vectors that it makes at once, beside those; absent: as many. */
  readonly embedSlots?: number;
}
