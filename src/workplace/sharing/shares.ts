import { createSecretKey, randomUUID } from 'node:crypto';
import type { RecordAct } from '../../audit/management-log.ts';
import { BalieError } from '../../errors.ts';
import type { Database, Queryable } from '../../store/database.ts';
import { createAddresses } from './address.ts';
import { createShareReaders, type RightsNow } from './readers.ts';
import type { Share, Whom } from './share.ts';

interface Options {
  readonly db: Database;
  readonly masterKey: Buffer;
  readonly now: () => Date;
  /** Puts into the audit log what was done; the last thing of a transaction. */
  readonly record: RecordAct;
  readonly rightsNow: RightsNow;
}

interface Place {
  readonly conversationId: string;
  readonly personId: string;
}

interface Row {
  readonly id: string;
  readonly createdAt: Date;
  readonly group: string | null;
  readonly wrapped: Buffer | null;
  readonly named: Buffer | null;
  readonly reader: string | null;
  readonly withFiles: boolean;
}

/** Of one conversation: more is a publication. */
const MOST = 20;

export type Shares = ReturnType<typeof createShares>;

/** Conversations that their owners share with others, to be read along: with a group of theirs, or with a colleague by e-mail address. */
export function createShares({ db, masterKey, now, record, rightsNow }: Options) {
  const master = createSecretKey(masterKey);
  const addresses = createAddresses(masterKey, master);

  async function insert(tx: Queryable, conversationId: string, whom: Whom, withFiles: boolean): Promise<string> {
    const id = randomUUID();
    const { wrapped, named } = 'address' in whom ? addresses.seal(id, whom.address) : { wrapped: null, named: null };
    const [group, digest] = 'group' in whom ? [whom.group, null] : [null, addresses.digest(whom.address)];
    await tx.query(
      'INSERT INTO conversation_shares (id, conversation_id, created_at, group_id, address, wrapped, named, with_files) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
      [id, conversationId, now(), group, digest, wrapped, named, withFiles],
    );
    return id;
  }

  return {
    ...createShareReaders({ db, master, addresses, record, rightsNow }),

    /** With whom a conversation of somebody's own is shared, the first first. */
    async of({ conversationId, personId }: Place): Promise<Share[]> {
      const rows = await db.query<Row>(
        `SELECT s.id, s.created_at AS "createdAt", s.group_id AS "group", s.wrapped, s.named, p.name AS reader, s.with_files AS "withFiles"
         FROM conversation_shares s JOIN conversations c ON c.id = s.conversation_id LEFT JOIN people p ON p.id = s.reader_id
         WHERE c.id = $1 AND c.person_id = $2 ORDER BY s.created_at, s.id`,
        [conversationId, personId],
      );
      return rows.map(({ group, wrapped, named, reader, ...row }) => {
        const whom = wrapped === null || named === null ? { group: group ?? '' } : { address: addresses.open(row.id, { wrapped, named }) };
        return { ...row, whom, reader: reader ?? undefined };
      });
    },

    /**
     * Shares it; with whom it is shared already it is from now on with or without files, as is said last. That the group is one of theirs is checked before.
     * @throws BalieError `conversation-unknown` for one that is not theirs; `shares-full`.
     */
    add: ({ conversationId, personId }: Place, whom: Whom, withFiles: boolean): Promise<void> =>
      db.transaction(async (tx) => {
        // What is shared at the same time is counted one after the other.
        const own = await tx.query('SELECT 1 FROM conversations WHERE id = $1 AND person_id = $2 FOR UPDATE', [conversationId, personId]);
        if (own.length === 0) throw new BalieError('conversation-unknown');
        const [group, digest] = 'group' in whom ? [whom.group, null] : [null, addresses.digest(whom.address)];
        const [known] = await tx.query<{ id: string }>(
          'UPDATE conversation_shares SET with_files = $4 WHERE conversation_id = $1 AND (group_id = $2 OR address = $3) RETURNING id',
          [conversationId, group, digest, withFiles],
        );
        if (known === undefined) {
          const [counted] = await tx.query<{ count: number }>('SELECT count(*) AS count FROM conversation_shares WHERE conversation_id = $1', [conversationId]);
          if ((counted?.count ?? 0) >= MOST) throw new BalieError('shares-full');
        }
        const share = known?.id ?? (await insert(tx, conversationId, whom, withFiles));
        // Of an address not even the digest: who it is follows when they come.
        await record(tx, { kind: 'share.made', facts: { share, conversation: conversationId, ...(group !== null && { toGroup: group }), withFiles, byKey: personId } });
      }),

    /** Stops it at once; one that is not there has stopped already. */
    stop: ({ conversationId, personId }: Place, shareId: string): Promise<void> =>
      db.transaction(async (tx) => {
        const gone = await tx.query(
          'DELETE FROM conversation_shares s USING conversations c WHERE s.id = $1 AND c.id = s.conversation_id AND c.id = $2 AND c.person_id = $3 RETURNING s.id',
          [shareId, conversationId, personId],
        );
        if (gone.length > 0) await record(tx, { kind: 'share.stopped', facts: { share: shareId, conversation: conversationId, byKey: personId } });
      }),
  };
}
