import type { RecordAct } from '../../audit/management-log.ts';
import { BalieError } from '../../errors.ts';
import type { Database } from '../../store/database.ts';
import type { Vault } from './sealed.ts';

/** Enough to choose from; each may be 2 MB. */
const MAX_KEPT = 20;

/** The report of another deployment, kept by choice. */
export interface KeptReport {
  readonly id: number;
  /** What it is called here. */
  readonly name: string;
  readonly at: Date;
  /** As it was given. */
  readonly file: string;
}

export interface KeptReports {
  /** The newest first. @throws BalieError `database-unavailable`, as all of these. */
  list(): Promise<readonly KeptReport[]>;
  find(id: number): Promise<KeptReport | undefined>;
  /** @returns its number. @throws BalieError `diligence-others-full`. */
  keep(given: { readonly name: string; readonly file: string; readonly byPerson: string }): Promise<number>;
  /** @returns whether it was there. */
  remove(id: number, byPerson: string): Promise<boolean>;
}

interface Parts {
  readonly db: Database;
  readonly vault: Vault;
  readonly record: RecordAct;
  readonly now: () => Date;
}

type Content = Pick<KeptReport, 'name' | 'file'>;
interface Row extends Pick<KeptReport, 'id' | 'at'> {
  readonly content: Buffer;
}

const placeOf = (id: number) => `diligence other ${id}`;

export function createKeptReports({ db, vault, record, now }: Parts): KeptReports {
  const opened = ({ id, at, content }: Row): KeptReport => ({ id, at, ...(vault.open(placeOf(id), content) as Content) });
  return {
    list: async () => (await db.query<Row>('SELECT id, at, content FROM diligence_others ORDER BY id DESC')).map(opened),
    find: async (id) => (await db.query<Row>('SELECT id, at, content FROM diligence_others WHERE id = $1', [id])).map(opened)[0],
    keep: ({ name, file, byPerson }) =>
      db.transaction(async (tx) => {
        await tx.query('LOCK TABLE diligence_others IN SHARE ROW EXCLUSIVE MODE');
        const [kept] = await tx.query<{ count: number; last: number }>('SELECT count(*)::integer AS count, coalesce(max(id), 0)::integer AS last FROM diligence_others');
        if (kept === undefined || kept.count >= MAX_KEPT) throw new BalieError('diligence-others-full');
        const id = kept.last + 1;
        await tx.query('INSERT INTO diligence_others (id, content, by_person, at) VALUES ($1, $2, $3, $4)', [id, vault.seal(placeOf(id), { name, file } satisfies Content), byPerson, now()]);
        await record(tx, { kind: 'diligence.other-kept', facts: { report: id, byPerson } });
        return id;
      }),
    remove: (id, byPerson) =>
      db.transaction(async (tx) => {
        const gone = await tx.query('DELETE FROM diligence_others WHERE id = $1 RETURNING id', [id]);
        if (gone.length > 0) await record(tx, { kind: 'diligence.other-removed', facts: { report: id, byPerson } });
        return gone.length > 0;
      }),
  };
}
