import type { Config } from '../../config/config.ts';
import { dayBefore, dutchDay, endOfDutchDay } from '../../dutch-time.ts';
import { asOnlyTeller, figuresOf, isTold, noteTold } from '../../oversight/summary.ts';
import type { Database } from '../../store/database.ts';
import type { PrivacyMail } from '../deps/oversight-mail.ts';
import { oneAtATime } from './look.ts';
import { untilDone } from './until-done.ts';

const HOUR_MS = 60 * 60 * 1_000;
interface Telling {
  readonly db: Database;
  readonly mail: PrivacyMail | undefined;
  readonly every: Config['oversight']['summary'];
  readonly now: () => Date;
  /** Of the end of the desk. */
  readonly signal: AbortSignal;
  /** Hears that it was told, and that this could not be written at once; that is tried on. */
  readonly onUnwritten: (error: unknown) => void;
}

/**
 * Tells the privacy officer of the day or the week that is over, once, as soon as it is. @returns whether it did.
 * @throws what sending and the database throw; it is tried again at the next look.
 */
export async function tellSummary({ db, mail, every, now, signal, onUnwritten }: Telling): Promise<boolean> {
  if (mail === undefined || every === 'none') return false;
  const today = dutchDay(now());
  const first = every === 'daily' ? today : mondayOf(today);
  if (await isTold(db, first)) return false;
  const isToldNow = await asOnlyTeller(db, async () => {
    // Another process may just have done it.
    if (await isTold(db, first)) return false;
    await mail.summary(await figuresOf(db, startOf(first, every === 'daily' ? 1 : 7), startOf(first, 0)));
    // What was told is not told again because that cannot be written.
    await untilDone(() => noteTold(db, first), { signal, onFailing: onUnwritten, hasLastTry: true });
    return true;
  });
  return isToldNow ?? false;
}

/** Looks each hour whether there is something to tell. @returns what stops it. */
export function keepTelling(telling: Pick<Telling, 'db' | 'mail' | 'every'>, onError: (error: unknown) => void): () => void {
  const end = new AbortController();
  const once = oneAtATime(() => tellSummary({ ...telling, now: () => new Date(), signal: end.signal, onUnwritten: onError }), onError);
  void once();
  const timer = setInterval(() => void once(), HOUR_MS).unref();
  return () => {
    clearInterval(timer);
    end.abort();
  };
}

function mondayOf(day: string): string {
  return dayBefore(day, (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7);
}

/** The moment at which a Dutch day begins, some days before this one. */
function startOf(day: string, before: number): Date {
  return endOfDutchDay(dayBefore(day, before + 1)) ?? new Date(`${day}T00:00:00Z`);
}
