import type { Queryable } from '../store/database.ts';
import { isUuid } from '../uuid.ts';

/** Whether the id of whoever did something is a person's: those of keys look otherwise. */
function isPersonId(id: string): boolean {
  return isUuid(id);
}

/** The names of keys and persons as they are now, by their ids; without those that are gone. What is recorded holds the ids alone. */
export async function namesOf(db: Queryable, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.query<{ id: string; name: string }>(
    `SELECT id, name FROM api_keys WHERE id = ANY ($1::text[]) UNION ALL SELECT id::text, name FROM people WHERE id = ANY ($2::uuid[])`,
    [ids.filter((id) => !isPersonId(id)), ids.filter(isPersonId)],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** By their number, with the name of a person beside it: on the command line, where somebody looks further. */
export async function doers(db: Queryable, ids: readonly string[]): Promise<{ readonly names: ReadonlyMap<string, string>; readonly words: (id: string) => string }> {
  const names = await namesOf(db, [...new Set(ids)].filter(isPersonId));
  return {
    names,
    words(id) {
      const name = names.get(id);
      return name === undefined ? numbered(id) : `${name} (${numbered(id)})`;
    },
  };
}

/** Who that is, in words: somebody who is gone by their number. */
export async function nameOf(db: Queryable, id: string): Promise<string> {
  return nameIn(await namesOf(db, [id]), id);
}

export function nameIn(names: ReadonlyMap<string, string>, id: string): string {
  return names.get(id) ?? numbered(id);
}

function numbered(id: string): string {
  return `${isPersonId(id) ? 'persoon' : 'sleutel'} ${id}`;
}
