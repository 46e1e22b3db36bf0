import type { OpenCatalogue } from '../hosts/catalogue.ts';

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
  let isLooking = false;
  let isFailing = false;
  const tell = () => {
    const lines = leftOut().join('\n');
    if (lines !== told && lines !== '') note(`Dit past niet meer bij de configuratie en blijft buiten gebruik:\n${lines}`);
    told = lines;
  };
  const look = async () => {
    if (isLooking) return;
    isLooking = true;
    try {
      await refresh();
      isFailing = false;
      tell();
    } catch (error) {
      if (!isFailing) onError(error);
      isFailing = true;
    } finally {
      isLooking = false;
    }
  };
  tell();
  const timer = setInterval(() => void look(), everyMs).unref();
  return () => clearInterval(timer);
}
