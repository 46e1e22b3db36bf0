import type { HoldSince, HoldsSince } from '../../audit/acts-since.ts';
import { conversationsMarked } from '../../audit/conversation-mark.ts';
import { createManagementLog, type RecordAct } from '../../audit/management-log.ts';
import { createHolds, type HoldScope } from '../../retention/holds.ts';
import type { Database } from '../../store/database.ts';
import { accountName } from '../account-name.ts';

export interface HeldAgain {
  /** Numbers of holds that were made again. */
  readonly held: readonly string[];
  /** Of those that were ended again. */
  readonly released: readonly string[];
}

/** Why is encrypted in the database that is gone, and in no log. */
const MADE = 'Opnieuw gemaakt na het terugzetten van een reservekopie. De reden van toen staat niet in het logboek.';
const ENDED = 'Opnieuw opgeheven na het terugzetten van een reservekopie. De reden van toen staat niet in het logboek.';

/**
 * Has a database that was put back hold what had to be kept since, and let go of what had not any more: before anything is erased in it.
 * @param shared where the log that says so goes on from what the database knows.
 */
export async function holdAgain(db: Database, { made, ended }: HoldsSince, { masterKey, shared }: { readonly masterKey: Buffer; readonly shared: number }): Promise<HeldAgain> {
  const record = byThisUser(createManagementLog({ masterKey, now: () => new Date() }));
  const holdsAt = (now: Date) => createHolds({ db, masterKey, now: () => now, record });
  const known = new Map((await db.query<{ id: string; isOpen: boolean }>('SELECT id, ended_at IS NULL AND (ends_at IS NULL OR ends_at > now()) AS "isOpen" FROM legal_holds')).map(({ id, isOpen }) => [id, isOpen]));
  const missing = [...made].filter(([id, hold]) => hold.number > shared && !known.has(id) && !ended.has(id) && !(hold.endsAt !== undefined && new Date(hold.endsAt) <= new Date()));
  const conversations = await conversationsMarked(db, missing.flatMap(([, { conversation }]) => conversation ?? []));
  const done = { held: [] as string[], released: [] as string[] };
  for (const [id, hold] of missing) {
    const scope = scopeOf(hold, conversations);
    // A conversation of after the backup is not there: there is nothing of it to keep.
    if (scope === undefined) continue;
    await holdsAt(new Date(hold.at)).make({ id, scope, reason: MADE, ...(hold.endsAt !== undefined && { endsAt: new Date(hold.endsAt) }), by: hold.by });
    done.held.push(id);
  }
  for (const [id, { number, by }] of ended) {
    if (number <= shared || known.get(id) !== true) continue;
    await holdsAt(new Date()).end({ id, by, reason: ENDED });
    done.released.push(id);
  }
  return done;
}

/** That it is done now stands in the log, with for whom: a later restore reads that. */
const byThisUser = (record: RecordAct): RecordAct => (tx, { kind, facts: { byPerson: forPerson, ...facts } }) => record(tx, { kind, facts: { ...facts, ...(forPerson !== undefined && forPerson !== '' && { forPerson }), byUser: accountName() } });

function scopeOf({ conversation, person, assistant, saidFrom, saidUntil }: HoldSince, conversations: ReadonlyMap<string, string>): HoldScope | undefined {
  if (conversation !== undefined) {
    const conversationId = conversations.get(conversation);
    return conversationId === undefined ? undefined : { conversationId };
  }
  if (person !== undefined) return { personId: person };
  return assistant === undefined ? undefined : { assistant, ...(saidFrom !== undefined && { saidFrom: new Date(saidFrom) }), ...(saidUntil !== undefined && { saidUntil: new Date(saidUntil) }) };
}
