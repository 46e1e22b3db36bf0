import { conversationMark } from '../audit/conversation-mark.ts';
import { entriesAfter, lastEntry, receiptsOf } from '../audit/follow/entries.ts';
import { conversationsOf } from '../handover/conversations-of.ts';
import type { Database, Queryable } from '../store/database.ts';
import { type Entry, idIn, readEntry } from './entry.ts';
import { openOutlet } from './outlets.ts';
import { type Known, type Making, recordOf } from './record.ts';
import { keepRecords } from './records.ts';

export const FOLLOWER = 'logbook';
/** So many entries in one transaction: the embedded database serves nobody else meanwhile. */
const AT_ONCE = 200;

interface Options {
  readonly db: Database;
  readonly making: Making;
  readonly now: () => Date;
}

/**
 * Makes records of what was added to the chain of the audit log: that is kept with the very thing that was done, before anybody is told of it,
 * so that nothing can be done without its record coming. It takes nothing of the time of who asks.
 * @returns `start`, once, before anything is to be recorded; `follow`, which makes the records of all that is there and gives how many entries it read.
 */
export function createFollower({ db, making, now }: Options): { start(): Promise<void>; follow(): Promise<number> } {
  /** As far as this process knows, there are records of all up to here: then a look costs no more than reading the head of the log. */
  let done = -1;
  return {
    start: async () => openOutlet(db, FOLLOWER, await lastEntry(db), now()),
    async follow() {
      if (done >= (await lastEntry(db))) return 0;
      let read = 0;
      for (;;) {
        const some = await followSome();
        // Only once that is committed.
        done = some.cursor;
        read += some.count;
        if (some.count < AT_ONCE) return read;
      }
    },
  };

  function followSome(): Promise<{ readonly count: number; readonly cursor: number }> {
    return db.transaction(async (tx) => {
      // Another process that is at it has done it by the next look.
      const [at] = await tx.query<{ cursor: number }>('SELECT cursor FROM outlets WHERE name = $1 FOR UPDATE SKIP LOCKED', [FOLLOWER]);
      if (at === undefined) return { count: 0, cursor: done };
      const entries = (await entriesAfter(tx, at.cursor, AT_ONCE)).map(readEntry);
      const last = entries.at(-1);
      if (last === undefined) return { count: 0, cursor: at.cursor };
      const known = await knownOf(tx, entries);
      const made = entries.flatMap((entry) => recordOf(entry, known, making) ?? []);
      await keepRecords(tx, made, making.settings.receiver !== undefined, now());
      await tx.query('UPDATE outlets SET cursor = $2, acknowledged_at = $3 WHERE name = $1', [FOLLOWER, last.number, now()]);
      return { count: entries.length, cursor: last.number };
    });
  }
}

async function knownOf(tx: Queryable, entries: readonly Entry[]): Promise<Known> {
  const ids = (of: (entry: Entry) => string | undefined) => [...new Set(entries.flatMap((entry) => of(entry) ?? []))];
  const receipts = new Map<string, Entry>();
  const bodies = await receiptsOf(tx, { turns: ids(({ turnId, facts }) => turnId ?? idIn(facts, 'turn')), calls: ids(({ callId }) => callId) });
  for (const [id, body] of bodies) receipts.set(id, readEntry({ number: 0, body }));
  const handovers = await conversationsOf(tx, ids(({ facts }) => idIn(facts, 'handover')));
  return {
    receipt: (id) => receipts.get(id),
    conversationOf(handover) {
      const conversation = handovers.get(handover);
      return conversation === undefined ? undefined : conversationMark(conversation);
    },
  };
}
