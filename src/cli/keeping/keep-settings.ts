import type { Settings } from '../../settings/settings.ts';
import { keepLooking } from './look.ts';

/** One small query each time, of a table with a row for each change: what is published in one process holds in all within this time. */
const LOOK_MS = 2_000;

interface Watching {
  /** Hears in Dutch of versions that cannot be used. */
  readonly note: (line: string) => void;
  readonly onError: (error: unknown) => void;
  readonly everyMs?: number;
}

/** Takes in what other processes publish. @returns what stops it. */
export function watchSettings(settings: Pick<Settings, 'refresh' | 'unfit'>, { note, onError, everyMs = LOOK_MS }: Watching): () => void {
  let told = '';
  const tell = () => {
    const lines = settings.unfit().map(({ section, number, faults }) => `${section}, versie ${number}: ${faults.map(({ at, message }) => `${at} ${message}`.trim()).join('; ')}`).join('\n');
    if (lines !== told && lines !== '') note(`Deze instellingen passen niet (meer) en gelden niet. Wat ervoor gold, geldt nog:\n${lines}`);
    told = lines;
  };
  tell();
  return keepLooking(async () => {
    await settings.refresh();
    tell();
  }, { everyMs, onError });
}
