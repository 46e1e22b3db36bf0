import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { conversationsErased, erasedIn, type ErasedSince, peopleLeft } from '../../audit/erased-since.ts';
import { lastErasure } from '../../audit/erasure.ts';
import { createSigner } from '../../audit/signing.ts';
import { BalieError, foreignCode } from '../../errors.ts';
import type { Database } from '../../store/database.ts';
import { conversationsOf } from '../../workplace/erasing.ts';
import { createErasing } from '../privacy/erasing.ts';
import { legalHolds } from '../privacy/legal-holds.ts';

export interface ErasedAgain {
  readonly conversations: number;
  readonly people: number;
  /** What may not be erased for now. */
  readonly held: number;
}

/** What a newer copy of the log says was erased. @param masterKey of the desk that wrote it. @throws BalieError `erasures-invalid`. */
export async function readErasures(file: string, masterKey: Buffer): Promise<ErasedSince> {
  try {
    return await erasedIn(createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY }), createSigner(masterKey));
  } catch (cause) {
    if (cause instanceof BalieError || !/^E[A-Z]+$/.test(foreignCode(cause))) throw cause;
    throw new BalieError('erasures-invalid', { detail: `${file}: ${foreignCode(cause)}`, cause });
  }
}

/** Erases in a database that was put back what had been erased since its backup was made. What is gone already stays as it is. */
export async function eraseAgain(db: Database, { people, ...since }: Pick<ErasedSince, 'turns' | 'conversations' | 'people'>, { masterKey, municipality }: { readonly masterKey: Buffer; readonly municipality: string }): Promise<ErasedAgain> {
  const erasing = createErasing({ db, masterKey, now: () => new Date(), municipality, heldBy: legalHolds, forget: () => undefined });
  const done = { conversations: 0, people: 0, held: 0 };
  const unlessHeld = async (what: 'conversations' | 'people', work: () => Promise<unknown>) => {
    try {
      const before = await lastErasure(db);
      await work();
      // Of what is gone already, nothing is said once more.
      if ((await lastErasure(db)) > before) done[what] += 1;
    } catch (error) {
      if (!(error instanceof BalieError) || error.code !== 'erasure-held') throw error;
      done.held += 1;
    }
  };
  for (const id of await peopleLeft(db, people)) await unlessHeld('people', () => erasing.person(id, { by: { by: 'restore' } }));
  const others = await Promise.all([...new Set(since.conversations.values())].flatMap((person) => (person === undefined ? [] : [conversationsOf(db, person)])));
  for (const { conversationId, assistants, personId } of await conversationsErased(db, since, others.flat())) {
    await unlessHeld('conversations', () => erasing.conversation(conversationId, { assistants, ...(personId !== null && { personId }), by: { by: 'restore' } }));
  }
  return done;
}
