import type { OpenCatalogue } from '../hosts/catalogue.ts';
import { keepLooking } from './look.ts';

/** One small query each time: what an admin changes in one process counts in all within this time. */
const LOOK_MS = 2_000;

interface Watching {
  /** Hears in Dutch of parts that are out of use. */
  readonly note: (line: string) => void;
  readonly onError: (error: unknown) => void;
  readonly everyMs?: number;
}

/**
 * Takes in what other processes change about backends and models, every few seconds. A database that is away is told once.
 * @returns what stops it.
 */
export function watchCatalogue({ refresh, leftOut }: Pick<OpenCatalogue, 'refresh' | 'leftOut'>, { note, onError, everyMs = LOOK_MS }: Watching): () => void {
  let told = '';
  const tell = () => {
    const lines = leftOut().join('\n');
    if (lines !== told && lines !== '') note(`Dit past niet meer bij de configuratie en blijft buiten gebruik:\n${lines}`);
    told = lines;
  };
  tell();
  const look = async () => {
    await refresh();
    tell();
  };
  return keepLooking(look, { everyMs, onError });
}
