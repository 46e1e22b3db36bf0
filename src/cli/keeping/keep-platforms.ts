import type { PlatformDelivery } from '../../factsheet/platforms/deliver.ts';
import { keepLooking } from './look.ts';

const LOOK_MS = 10_000;

/** Brings what a person published to the platforms of the configuration. @returns what stops it. */
export function keepPlatforms(delivery: PlatformDelivery, onError: (error: unknown) => void): () => void {
  return keepLooking(delivery.bringWaiting, { everyMs: LOOK_MS, onError });
}
