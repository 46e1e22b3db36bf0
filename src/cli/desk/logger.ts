import { type Logger, pino } from 'pino';
import { openLogLines } from './log-lines.ts';

const STANDARD_OUTPUT = 1;

/** The log of the server: lines of JSON on standard output. @param tell hears where they cannot be written. */
export function openLogger(tell: (line: string) => void): Logger {
  return pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, openLogLines(STANDARD_OUTPUT, tell));
}
