import { asBalieError } from '../../errors.ts';
import { dutchDay, dutchTime } from '../../dutch-time.ts';
import type { Retention } from '../../retention/retention.ts';
import type { BeganBy, Outcome } from '../../retention/runs.ts';

const LOOK_MS = 60_000;
const HOUR_MS = 60 * 60_000;

interface Logger {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

interface Options {
  readonly logger: Logger;
  /** Hears that something was erased, or may have been before a fault: what is left of it goes soon. */
  readonly onErased: () => void;
  /** Hears each time whether it failed, or a part of it. */
  readonly onEnd?: (isFailing: boolean) => void;
  readonly now?: () => Date;
}

/**
 * Erases what is past its retention: now, each hour, and once a day at the time that the rules name, with a report. What another process
 * does is done. A time that passed while no desk ran is made up for. @returns what stops it; what is under way ends by itself.
 */
export async function keepRetention(retention: Pick<Retention, 'run' | 'rules'>, { logger, onErased, onEnd = () => undefined, now = () => new Date() }: Options): Promise<() => void> {
  let reported = '';
  let last = now().getTime();
  let isRunning = false;
  let refused = 0;

  async function once(beganBy: BeganBy): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    last = now().getTime();
    const day = dutchDay(now());
    try {
      const outcome = await retention.run(beganBy, { onError: (error) => logger.error({ error: String(error) }, 'erasing failed') });
      // Where another process is at it, this looks again in a minute: that may be one that was killed.
      if (outcome === 'busy') last = 0;
      else if (beganBy === 'day') reported = day;
      // What another process does, is that one's to tell.
      if (typeof outcome === 'object') tell(outcome);
    } catch (error) {
      const { code, action } = asBalieError(error);
      onEnd(true);
      // A clock that is wrong is so for hours: it is told each hour, not each minute.
      if (code === 'retention-clock') refused = last;
      else onErased();
      logger.error({ error: String(error), ...(code === 'retention-clock' && { action }) }, 'erasing failed');
    } finally {
      isRunning = false;
    }
  }

  function tell({ erased, held, failed }: Outcome): void {
    const isFailing = Object.keys(failed).length > 0;
    onEnd(isFailing);
    const count = Object.values(erased).reduce((sum, each) => sum + each, 0);
    if (count > 0) logger.info({ count, erased, held }, 'what was past its retention was erased');
    if (count > 0 || isFailing) onErased();
  }

  function look(): void {
    const isDue = reported !== dutchDay(now()) && dutchTime(now()) >= retention.rules().at && isHourFrom(refused);
    if (isDue) void once('day');
    else if (isHourFrom(last)) void once('hour');
  }

  /** Either way: a clock that was ahead is put back. */
  function isHourFrom(moment: number): boolean {
    return Math.abs(now().getTime() - moment) >= HOUR_MS;
  }

  const timer = setInterval(look, LOOK_MS).unref();
  await once('start');
  return () => clearInterval(timer);
}
