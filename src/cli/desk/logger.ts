import { type Logger, pino } from 'pino';

/** A write for each line would cost a busy gateway a twentieth of its time. */
const TOGETHER_BYTES = 4 * 1024;
const LATEST_MS = 250;
/** Where whoever should read the lines does not, the oldest that fit here stay and the desk goes on. */
const MAX_UNREAD_BYTES = 8 * 1024 * 1024;

/** The log of the server: lines of JSON on standard output, some together, within a quarter of a second and before the process ends. */
export function openLogger(): Logger {
  const out = pino.destination({ dest: 1, sync: false, minLength: TOGETHER_BYTES, maxLength: MAX_UNREAD_BYTES, periodicFlush: LATEST_MS });
  return pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, out);
}
