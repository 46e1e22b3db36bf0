import { createSecretKey, type KeyObject } from 'node:crypto';
import { newKey, seal, unseal } from '../audit/content.ts';
import type { Queryable } from '../store/database.ts';

const CONTEXT = 'words';

/** Gives the key of a person's words; made at first use, and kept wrapped by the master key. */
export type WordKey = (db: Queryable, person: string) => Promise<KeyObject>;

export function createWordKeys(master: KeyObject): WordKey {
  return async (db, person) => {
    const wrapped = (await read(db, person)) ?? (await make(db, person));
    return createSecretKey(unseal(master, wrapped, `${person} ${CONTEXT}`));
  };

  async function make(db: Queryable, person: string): Promise<Buffer> {
    await db.query('INSERT INTO word_keys (person_id, wrapped) VALUES ($1, $2) ON CONFLICT DO NOTHING', [person, seal(master, newKey(), `${person} ${CONTEXT}`)]);
    // Of two that make one at once, both use the first.
    const wrapped = await read(db, person);
    if (wrapped === undefined) throw new Error('a person without a key');
    return wrapped;
  }
}

async function read(db: Queryable, person: string): Promise<Buffer | undefined> {
  const [row] = await db.query<{ wrapped: Buffer }>('SELECT wrapped FROM word_keys WHERE person_id = $1', [person]);
  return row?.wrapped;
}
