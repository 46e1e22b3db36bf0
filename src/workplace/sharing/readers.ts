import type { KeyObject } from 'node:crypto';
import type { RecordAct } from '../../audit/management-log.ts';
import type { Database } from '../../store/database.ts';
import { openTitle } from '../titles.ts';
import { addressIn, type createAddresses } from './address.ts';
import type { SharedConversation, ShareReader } from './share.ts';

/** What somebody may who owns a conversation, from what their provider last said of them. */
export type RightsNow = (claimed: readonly string[], issuer: string) => { readonly isEmployee: boolean; readonly groups: readonly string[] };

interface Options {
  readonly db: Database;
  readonly master: KeyObject;
  readonly addresses: Pick<ReturnType<typeof createAddresses>, 'digest'>;
  readonly record: RecordAct;
  readonly rightsNow: RightsNow;
}

interface Row {
  readonly id: string;
  readonly assistant: string;
  readonly wrapped: Buffer | null;
  readonly title: Buffer | null;
  readonly createdAt: Date;
  readonly usedAt: Date;
  readonly ownerId: string;
  readonly owner: string;
  readonly issuer: string;
  readonly claimed: readonly string[];
  readonly group: string | null;
  readonly withFiles: boolean;
  readonly sharedAt: Date;
}

/** More than anybody leafs through: the last ones. */
const MOST_LISTED = 200;

/** Work on a file has its name in the title: where files are not shared only one that its owner chose is told. */
const TITLE = 'CASE WHEN c.is_named OR s.with_files OR NOT c.is_of_file THEN c.title END';

/** What is shared with somebody at this moment: of who left, and of who is not in the group any more, on either side, nothing is. */
export function createShareReaders({ db, master, addresses, record, rightsNow }: Options) {
  /** Who comes with an address first has what was shared with it. */
  async function take({ id, email }: ShareReader): Promise<void> {
    const address = email === null ? undefined : addressIn(email);
    if (address === undefined) return;
    const digest = addresses.digest(address);
    const waiting = await db.query('SELECT 1 FROM conversation_shares WHERE address = $1 AND reader_id IS NULL LIMIT 1', [digest]);
    if (waiting.length === 0) return;
    await db.transaction(async (tx) => {
      const taken = await tx.query<{ id: string; conversation: string }>('UPDATE conversation_shares SET reader_id = $2 WHERE address = $1 AND reader_id IS NULL RETURNING id, conversation_id AS conversation', [digest, id]);
      for (const { id: share, conversation } of taken) await record(tx, { kind: 'share.taken', facts: { share, conversation, byKey: id } });
    });
  }

  async function rowsFor({ id, groups }: ShareReader, conversationId?: string): Promise<Row[]> {
    const rows = await db.query<Row>(
      `SELECT c.id, c.assistant, c.wrapped, ${TITLE} AS title, c.created_at AS "createdAt", c.used_at AS "usedAt",
         p.id AS "ownerId", p.name AS owner, p.issuer, p.claimed, s.group_id AS "group", s.with_files AS "withFiles", s.created_at AS "sharedAt"
       FROM conversation_shares s JOIN conversations c ON c.id = s.conversation_id JOIN people p ON p.id = c.person_id
       WHERE (s.reader_id = $1 OR s.group_id = ANY ($2)) AND c.person_id <> $1 AND p.disabled_at IS NULL AND ($3::uuid IS NULL OR c.id = $3)
       ORDER BY s.created_at DESC, s.id LIMIT ${MOST_LISTED}`,
      [id, groups, conversationId],
    );
    return rows.filter(({ claimed, issuer, group }) => {
      const owner = rightsNow(claimed, issuer);
      return owner.isEmployee && (group === null || owner.groups.includes(group));
    });
  }

  /** @param rows of one conversation: who has it in more ways than one has the most of them. */
  function sharedIn(rows: readonly Row[]): SharedConversation[] {
    const [row] = rows;
    if (row === undefined) return [];
    const { id, assistant, wrapped, createdAt, usedAt, ownerId, owner, sharedAt } = row;
    const title = rows.find((one) => one.title !== null)?.title ?? null;
    const conversation = { id, assistant, title: openTitle(master, { id, wrapped, title }), pinned: false, model: null, shares: 0, createdAt, usedAt };
    return [{ conversation, owner: { id: ownerId, name: owner }, sharedAt, withFiles: rows.some((one) => one.withFiles) }];
  }

  return {
    /** What others share with somebody, the last first. */
    async sharedWith(reader: ShareReader): Promise<SharedConversation[]> {
      await take(reader);
      return [...Map.groupBy(await rowsFor(reader), ({ id }) => id).values()].flatMap(sharedIn);
    },

    /** One of those; undefined for all others, whether they are there or not. */
    async findShared(reader: ShareReader, conversationId: string): Promise<SharedConversation | undefined> {
      await take(reader);
      return sharedIn(await rowsFor(reader, conversationId))[0];
    },
  };
}
