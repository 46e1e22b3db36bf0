import { asBalieError } from '../../src/errors.ts';
import { ONE_WRITER, type Database } from '../../src/store/database.ts';

const TRIES = 10;

/**
 * Removes all collections with all that is in them, also while workers of the test before still read for them: in the order of the product's
 * locks. What a worker reads without them (a row of the collection that it is about to write for) may still cross it: then once more.
 */
export async function clearCollections(db: Database): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await db.transaction(async (tx) => {
        await tx.query(ONE_WRITER);
        await tx.query('DELETE FROM collections');
      });
    } catch (error) {
      if (asBalieError(error).code !== 'database-unavailable' || tries === TRIES) throw error;
    }
  }
}
