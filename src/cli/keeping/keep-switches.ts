import type { Switches } from '../../switches/switches.ts';
import { keepLooking } from './look.ts';

/**
 * Twice in the second within which a desk that is turned off anywhere is off everywhere: a query of a table that is nearly always empty. To
 * be told by the database instead (`LISTEN`) takes a connection of its own in each process, does not pass a pooler of connections, and says
 * nothing when that connection dies unseen: this would be needed all the same.
 */
const LOOK_MS = 500;

/** Takes in what other processes turn off and on. @returns what stops it. */
export function watchSwitches(switches: Pick<Switches, 'refresh'>, onError: (error: unknown) => void): () => void {
  return keepLooking(() => switches.refresh(), { everyMs: LOOK_MS, onError });
}
