import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '../../store/database.ts';
import { keepPerson } from '../people.ts';
import { asLoginFault, isGone, ownFault } from '../provider/faults.ts';
import type { Provider, Tokens, Vouched } from '../provider/provider.ts';
import type { Sealing } from '../sealing.ts';
import type { RecordLogin } from './acts.ts';

/** What a provider said is good for so long: a group that somebody left opens nothing after it. */
const FRESH_MS = 60_000;
/** So long a session goes on while its provider is away. */
export const AWAY_MS = 15 * 60_000;
/** Longer than asking takes: another process that has not said by then what it found, is gone. */
const ASKING_MS = 15_000;
const LOOK_MS = 150;

interface Parts {
  readonly db: Database;
  readonly provider: Provider;
  readonly sealing: Sealing;
  readonly record: RecordLogin;
  /** Hears that the provider could not be asked. */
  readonly onAway: (fields: Readonly<Record<string, unknown>>) => void;
  readonly now: () => Date;
}

type Asked = { readonly checkedAt: Date; readonly askedAt: Date; readonly failed: boolean };

/**
 * Asks the provider anew who somebody is, where what it said is a minute old: once for all requests of a session, in all processes, for some
 * providers take two at once for theft.
 * @returns what confirms a session. That throws BalieError `login-provider-away` when nothing was heard for a quarter of an hour.
 */
export function createConfirming({ db, provider, sealing, record, onAway, now }: Parts): (sessionId: string, checkedAt: Date) => Promise<void> {
  const pending = new Map<string, Promise<void>>();

  async function confirm(id: string): Promise<void> {
    const at = now();
    const old = new Date(at.getTime() - FRESH_MS);
    const [mine] = await db.query<{ tokens: Buffer; subject: string; personId: string }>(
      `UPDATE sessions s SET asked_at = $2, ask_failed = false FROM people p
       WHERE s.id = $1 AND p.id = s.person_id AND s.tokens IS NOT NULL AND s.checked_at <= $3 AND s.asked_at <= $3 RETURNING s.tokens, p.subject, p.id AS "personId"`,
      [id, at, old],
    );
    if (mine === undefined) return waitForOther(id);
    const tokens = sealing.open(mine.tokens, tokensContext(id)) as Tokens;
    let vouched: Vouched;
    try {
      vouched = await provider.renew(tokens, mine.subject);
    } catch (error) {
      if (isOver(error)) return end(id, mine.personId, error);
      await db.query('UPDATE sessions SET ask_failed = true WHERE id = $1', [id]);
      const { code, detail } = asLoginFault(error);
      onAway({ code, detail });
      return;
    }
    await db.transaction(async (tx) => {
      await keepPerson(tx, vouched.person, at);
      await tx.query('UPDATE sessions SET checked_at = $2, tokens = $3 WHERE id = $1', [id, at, sealing.seal(vouched.tokens, tokensContext(id))]);
    });
  }

  async function end(id: string, person: string, error: unknown): Promise<void> {
    await db.transaction(async (tx) => {
      const gone = await tx.query('DELETE FROM sessions WHERE id = $1 RETURNING id', [id]);
      if (gone.length > 0) await record(tx, { kind: 'login.ended', facts: { person, cause: ownFault(error)?.code ?? 'grant-gone' } });
    });
  }

  /** Another process asks, or it was asked within the minute and did not answer. */
  async function waitForOther(id: string): Promise<void> {
    for (;;) {
      const [row] = await db.query<Asked>('SELECT checked_at AS "checkedAt", asked_at AS "askedAt", ask_failed AS failed FROM sessions WHERE id = $1', [id]);
      if (row === undefined || row.failed || row.checkedAt >= row.askedAt || now().getTime() - row.askedAt.getTime() > ASKING_MS) return;
      await wait(LOOK_MS);
    }
  }

  return async (id, checkedAt) => {
    if (now().getTime() - checkedAt.getTime() < FRESH_MS) return;
    const under = pending.get(id) ?? confirm(id).finally(() => pending.delete(id));
    pending.set(id, under);
    await under;
  };
}

/** What the tokens of a session are sealed for. */
export function tokensContext(sessionId: string): string {
  return `session ${sessionId}`;
}

/** Whether the provider does not vouch for them any more, or not in a way that can be trusted. */
function isOver(error: unknown): boolean {
  const own = ownFault(error);
  if (own !== undefined) return own.code !== 'login-provider-away' && own.code !== 'login-desk-refused';
  return isGone(error);
}
