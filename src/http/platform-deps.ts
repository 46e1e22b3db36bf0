import type { PlatformDelivery } from '../factsheet/platforms/deliver.ts';
import type { Envelope } from '../factsheet/platforms/envelope.ts';

/** What other platforms and programs may fetch of the factsheet. */
export interface PlatformDeps extends Pick<PlatformDelivery, 'states' | 'retry'> {
  /** What was published last; undefined: nothing yet. @throws BalieError `database-unavailable`. */
  published(): Promise<Envelope | undefined>;
  /** The system card of an assistant; undefined for one that is not there. @throws BalieError `database-unavailable`. */
  systemCard(assistant: string, format: 'json' | 'yaml'): Promise<string | undefined>;
  /** What this deployment is made of (CycloneDX). @throws BalieError `database-unavailable`. */
  sbom(): Promise<string>;
}
