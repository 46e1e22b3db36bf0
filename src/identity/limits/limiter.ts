import { BalieError } from '../../errors.ts';
import type { Database } from '../../store/database.ts';
import { includesName, type KeyHolder } from '../keys.ts';
import { Remembered } from '../remembered.ts';
import { Calendar } from './calendar.ts';
import type { Lease } from './lease.ts';
import { Ledger } from './ledger.ts';
import { readTerms, type Terms } from './terms.ts';
import { TokenLease } from './token-lease.ts';

/** So long other limits that another process set may wait to count. */
const KEEP_MS = 5_000;
const MAX_KEYS = 10_000;
/** An assistant as a model: its name after this. */
const ASSISTANT = 'balie/';

export interface Call {
  readonly model: string;
  /** An estimate from above does best: what turns out not to be used is given back. */
  readonly expectedTokens: number;
}

export interface Admitted {
  /** Gives back what was expected and counts what was used, on the day on which the call began; once, whatever is called. */
  settle(usage: { readonly promptTokens: number; readonly answerTokens: number }): void;
}

/** Holds keys to their limits, and their groups to theirs; counts what both use. */
export interface Limiter {
  /**
   * Takes a place within all limits of a key for one call: usually at once, from memory. A call is let in when anything is left of a
   * budget: over it goes at most what, in each process, the last one let in used beyond that, and what others use beyond what was expected.
   * @throws BalieError `key-forbidden` for a model that is not the key's; `rate-limited`, `budget-spent`, both with `retryAfterMs`;
   *   `database-unavailable`. It throws where it stands or rejects.
   */
  admit(key: Pick<KeyHolder, 'id' | 'models' | 'assistants'>, call: Call): Admitted | Promise<Admitted>;
  /** To be called when limits were changed here: they count at once. */
  forget(): void;
  /** Gives back what is held, and writes what was used. @throws BalieError `database-unavailable`. */
  close(): Promise<void>;
}

interface Options {
  readonly now?: () => number;
  /** Hears what went wrong when what was used could not be written; that is tried again. */
  readonly onError?: (error: unknown) => void;
}

interface Held {
  readonly terms: Terms;
  readonly leases: readonly Lease[];
}

export function createLimiter(db: Database, { now = Date.now, onError = () => undefined }: Options = {}): Limiter {
  const calendar = new Calendar();
  const ledger = new Ledger(db, calendar, { now, onError });
  const known = new Remembered<Held>({ keepMs: KEEP_MS, max: MAX_KEYS, now });

  const held = (keyId: string) =>
    known.get(keyId, async () => {
      const terms = await readTerms(db, keyId);
      return terms && { terms, leases: terms.scopes.flatMap((scope) => ledger.leasesOf(scope)) };
    });

  async function later(keyId: string, expected: number): Promise<Admitted> {
    for (;;) {
      const { terms, leases } = (await held(keyId)) ?? refuse('key-invalid');
      const at = now();
      const lacking = leases.filter((lease) => !lease.covers(amountOf(lease, expected), at));
      if (lacking.length === 0) return admitted(terms, leases, expected, at);
      const spent = lacking.filter((lease) => lease.isSpent(at)).map((lease) => lease.refusal(at));
      // Who is told when to come back must not be refused then by another limit that is spent already.
      if (spent.length > 0) throw spent.reduce((last, each) => ((each.retryAfterMs ?? 0) > (last.retryAfterMs ?? 0) ? each : last));
      // Those of one scope at a time, the key's own first: who is refused by them takes nothing of the group's.
      const scope = lacking[0]?.scope;
      await Promise.all(lacking.filter((lease) => lease.scope === scope).map((lease) => lease.refill(amountOf(lease, expected), at)));
    }
  }

  function admitted({ scopes }: Terms, leases: readonly Lease[], expected: number, at: number): Admitted {
    const spent = leases.map((lease) => ({ lease, starts: lease instanceof TokenLease ? lease.starts : '' }));
    for (const lease of leases) lease.spend(amountOf(lease, expected), at);
    const day = calendar.at(at).day.starts;
    for (const { name } of scopes) ledger.add(name, day, 1, 0, 0);
    let isSettled = false;
    return {
      settle({ promptTokens, answerTokens }) {
        if (isSettled) return;
        isSettled = true;
        for (const { lease, starts } of spent) {
          lease.end();
          if (lease instanceof TokenLease) lease.settle(expected, promptTokens + answerTokens, starts);
        }
        for (const { name } of scopes) ledger.add(name, day, 0, promptTokens, answerTokens);
      },
    };
  }

  return {
    admit(key, { model, expectedTokens }) {
      if (!mayCall(key, model)) throw new BalieError('key-forbidden');
      const expected = Math.max(1, Math.ceil(expectedTokens));
      const found = held(key.id);
      if (found instanceof Promise) return later(key.id, expected);
      const at = now();
      for (const lease of found.leases) if (!lease.covers(amountOf(lease, expected), at)) return later(key.id, expected);
      return admitted(found.terms, found.leases, expected, at);
    },
    forget: () => known.forget(() => true),
    close: () => ledger.close(),
  };
}

/** Whether a key may call a model, or an assistant by the name `balie/…`. */
export function mayCall({ models, assistants }: Pick<KeyHolder, 'models' | 'assistants'>, model: string): boolean {
  return model.startsWith(ASSISTANT) ? includesName(assistants, model.slice(ASSISTANT.length)) : includesName(models, model);
}

function amountOf(lease: Lease, expected: number): number {
  return lease instanceof TokenLease ? expected : 1;
}

function refuse(code: 'key-invalid'): never {
  throw new BalieError(code);
}
