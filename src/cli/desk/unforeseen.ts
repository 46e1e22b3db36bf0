import type { Logger } from 'pino';
import type { Workers } from '../../../ingest/work.ts';
import { asBalieError, originOf } from '../../errors.ts';

/** Tells in the desk's log of faults that nobody foresaw, with their trace: people see of them only where they came from. */
export function tellUnforeseen(logger: Pick<Logger, 'error'>): Workers['onUnforeseen'] {
  return (error, about) => {
    const origin = asBalieError(error).cause ?? error;
    logger.error({ ...about, fault: originOf(origin), trace: traceOf(origin) }, 'unforeseen fault');
  };
}

/** Without the words of PostgreSQL, which quote what was to be written. */
function traceOf(error: unknown): string | undefined {
  const stack = error instanceof Error ? error.stack : undefined;
  return originOf(error)?.startsWith('PostgreSQL') === true ? stack?.match(/^ *at .*/gm)?.join('\n') : stack;
}
