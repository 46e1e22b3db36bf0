import { chainKey } from '../../audit/chain.ts';
import { takeChanges } from '../../audit/console-changes.ts';
import { type ErasedBy, type HeldBy, recordErasure, takeTurns, turnsIn, type Words } from '../../audit/erasure.ts';
import { createReceipts, type Erased, type Receipts } from '../../audit/receipt.ts';
import { takeIdempotencyKeys } from '../../audit/idempotency-keys.ts';
import { takeSaidBefore } from '../../audit/said-before.ts';
import { createSigner } from '../../audit/signing.ts';
import { BalieError } from '../../errors.ts';
import { takeHandovers } from '../../handover/handovers.ts';
import { takePerson } from '../../identity/people.ts';
import { takeReasons } from '../../oversight/openings.ts';
import { holdRequests, takeCorrections } from '../../privacy/requests.ts';
import { takeCases } from '../../review/cases.ts';
import { takeTrials } from '../../settings/trials.ts';
import type { Database, Queryable } from '../../store/database.ts';
import { conversationsOf, eraseAtWork, eraseOwnThings } from '../../workplace/erasing.ts';
import { holdConversation } from '../../workplace/files/erase.ts';

interface Options {
  readonly db: Database;
  readonly masterKey: Buffer;
  readonly now: () => Date;
  /** Name of the municipality, for receipts. */
  readonly municipality: string;
  readonly heldBy: HeldBy;
  /** Something went: what is in memory, and in the files of the database, is to go too. */
  readonly forget: () => void;
}

/** What was erased in a request, in the transaction that decides it. */
export interface Erasing {
  /**
   * Erases all that is kept of a conversation with any of these assistants, in every room at once. Once more gives the same receipt.
   * @param assistants absent: with any. @returns undefined when there is no such conversation. @throws BalieError `erasure-held`.
   */
  conversation(conversationId: string, given: { readonly assistants?: readonly string[]; readonly personId?: string; readonly by: ErasedBy; readonly tx?: Queryable }): Promise<Erased | undefined>;
  /** The same for all that is kept of an employee, and for their account. @throws BalieError `erasure-held`. */
  person(personId: string, given: { readonly by: ErasedBy; readonly tx?: Queryable }): Promise<Erased | undefined>;
  readonly receipt: Receipts;
}

/** Erasing on request: the one place that knows all rooms in which somebody's words are. */
export function createErasing({ db, masterKey, now, municipality, heldBy, forget }: Options): Erasing {
  const chain = { key: chainKey(masterKey), now };
  const receipt = createReceipts(createSigner(masterKey), municipality);

  async function within(tx: Queryable | undefined, work: (tx: Queryable) => Promise<Erased | undefined>): Promise<Erased | undefined> {
    const erased = await (tx === undefined ? db.transaction(work) : work(tx));
    // Of a transaction of the caller's too: it takes no longer than a moment, and what is forgotten too soon is read again.
    if (erased !== undefined) forget();
    return erased;
  }

  /** Of what comes in meanwhile nothing is left: it waits, or is waited for. All in one order, whoever erases. */
  async function holdAll(tx: Queryable, conversationIds: readonly string[]): Promise<void> {
    await holdRequests(tx, conversationIds);
    for (const id of conversationIds.toSorted()) await holdConversation(tx, id);
  }

  async function require(tx: Queryable, scope: Parameters<HeldBy>[1]): Promise<void> {
    if (await heldBy(tx, scope)) throw new BalieError('erasure-held');
  }

  /** What goes of conversations, whoever's they are. */
  async function takeAll(tx: Queryable, words: Words, conversationIds: readonly string[]) {
    const turns = await takeTurns(tx, words);
    const cases = await takeCases(tx, turns.all);
    await takeIdempotencyKeys(tx, turns.all);
    await takeSaidBefore(tx, conversationIds);
    await takeCorrections(tx, conversationIds);
    await takeReasons(tx, conversationIds, turns.all);
    return { turns, erased: { ...(await eraseAtWork(tx, conversationIds)), ...(await takeHandovers(tx, conversationIds)), cases } };
  }

  return {
    receipt,

    conversation: (conversationId, { assistants, personId, by, tx: given }) =>
      within(given, async (tx) => {
        const words = { conversationId, assistants };
        await holdAll(tx, [conversationId]);
        const { all } = await turnsIn(tx, words);
        const isEmpty = all.length === 0 && !(personId !== undefined && (await conversationsOf(tx, personId)).includes(conversationId));
        if (isEmpty) return undefined;
        await require(tx, { conversationIds: [conversationId] });
        const { turns, erased } = await takeAll(tx, words, [conversationId]);
        const before = await receipt(tx, { subject: conversationId });
        if (before !== undefined && turns.taken.length === 0 && sum(erased) === 0) return before;
        await recordErasure(tx, chain, { subject: { conversation: conversationId }, personId, turns, erased, by });
        return receipt(tx, { subject: conversationId });
      }),

    person: (personId, { by, tx: given }) =>
      within(given, async (tx) => {
        const words = { personId };
        const meant = await turnsIn(tx, words);
        const conversationIds = [...new Set([...meant.conversationIds, ...(await conversationsOf(tx, personId))])];
        await holdAll(tx, conversationIds);
        await require(tx, { conversationIds, personId });
        const { turns, erased } = await takeAll(tx, words, conversationIds);
        const own = await eraseOwnThings(tx, personId);
        await takeChanges(tx, personId);
        await takeTrials(tx, personId);
        const account = await takePerson(tx, personId);
        const before = await receipt(tx, { subject: personId });
        if (before !== undefined && !account && turns.taken.length === 0) return before;
        await recordErasure(tx, chain, { subject: { person: personId }, personId, turns, erased: { ...erased, ...own, account }, by });
        return receipt(tx, { subject: personId });
      }),
  };
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
