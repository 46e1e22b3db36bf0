import { NO_HOLDS_MEANWHILE } from '../../audit/retention.ts';
import { BalieError, type ErrorCode } from '../../errors.ts';
import type { Database, Queryable } from '../../store/database.ts';
import { type ChatFile, FILE_LIMITS, type OpenFile, type Place, type ReadFile } from './file.ts';
import { holdConversation, requireUnerased } from './erase.ts';
import { folderKeys, openPart, sealPart } from './keys.ts';

interface Options {
  readonly db: Database;
  readonly masterKey: Buffer;
  readonly now: () => Date;
  /** Whose turns there are in a conversation: `free` when there are none, `theirs` when all are this person's. They stay when what was said is erased. */
  readonly turnsOf: (db: Queryable, place: Place) => Promise<'free' | 'theirs' | 'others'>;
}

/** Puts a file in the line of those that are to be read, in the transaction that keeps it. */
export type EnqueueFile = (tx: Queryable, fileId: string) => Promise<void>;

/** A file as it comes in. */
export interface GivenFile extends Place {
  readonly id: string;
  readonly name: string;
  readonly contentType?: string;
  readonly bytes: Uint8Array;
}

interface Named {
  readonly name: string;
  readonly contentType?: string;
}

export type ChatFiles = ReturnType<typeof createChatFiles>;

/** A conversation that holds files. */
export interface Folder {
  readonly conversationId: string;
  /** Their names, the last one first. */
  readonly files: readonly string[];
  readonly lastAt: Date;
}

/** Files of one person, in all conversations, that are listed. */
const MAX_LISTED = 500;

interface Row extends Omit<ChatFile, 'name'> {
  readonly wrapped: Buffer;
  readonly named: Buffer;
}

const FACTS = 'f.id, f.created_at AS "createdAt", f.state, f.fault, f.bytes, f.pages, f.passages, f.characters, f.named, d.wrapped';
const MINE = 'FROM chat_files f JOIN chat_folders d USING (conversation_id) WHERE d.conversation_id = $1 AND d.person_id = $2';

/** Files of conversations of employees: each is for one conversation and one person, and kept encrypted with the key of that conversation. */
export function createChatFiles({ db, masterKey, now, turnsOf }: Options) {
  const keys = folderKeys(masterKey);

  /** @throws BalieError `conversation-unknown` for one that has turns or files of somebody else. */
  async function requireOwn(place: Place): Promise<void> {
    const [folder] = await db.query<{ mine: boolean }>('SELECT person_id = $2 AS mine FROM chat_folders WHERE conversation_id = $1', [place.conversationId, place.personId]);
    if (folder?.mine === false || (await turnsOf(db, place)) === 'others') throw new BalieError('conversation-unknown');
  }

  function shown(conversationId: string, rows: readonly Row[]): ChatFile[] {
    const [first] = rows;
    const key = first && keys.open(conversationId, first.wrapped);
    return rows.flatMap(({ wrapped: _wrapped, named, ...facts }) => (key === undefined ? [] : [{ ...facts, name: nameOf(openPart(key, facts.id, 'named', named)).name }]));
  }

  return {
    requireOwn,

    /** Whether a person has files here, and nobody asked anything yet: then the first question may name this conversation. */
    async isUnasked(place: Place): Promise<boolean> {
      const held = await db.query('SELECT 1 FROM chat_folders WHERE conversation_id = $1 AND person_id = $2', [place.conversationId, place.personId]);
      return held.length > 0 && (await turnsOf(db, place)) === 'free';
    },

    /** @throws BalieError `conversation-unknown`, also for one that was erased while the file was on its way; `chat-files-full`, `upload-busy`. */
    async add({ id, conversationId, personId, bytes, ...named }: GivenFile, enqueue: EnqueueFile): Promise<ChatFile> {
      await requireOwn({ conversationId, personId });
      const at = now();
      return db.transaction(async (tx) => {
        await holdConversation(tx, conversationId);
        if ((await turnsOf(tx, { conversationId, personId })) !== 'free') await requireUnerased(tx, { conversationId, personId });
        await tx.query('INSERT INTO chat_folders (conversation_id, person_id, wrapped, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [conversationId, personId, keys.wrapped(conversationId), at]);
        // Of two files that come at once, the second is counted after the first.
        const [folder] = await tx.query<{ wrapped: Buffer }>('SELECT wrapped FROM chat_folders WHERE conversation_id = $1 AND person_id = $2 FOR UPDATE', [conversationId, personId]);
        if (folder === undefined) throw new BalieError('conversation-unknown');
        await checkRoom(tx, { conversationId, personId }, bytes.length);
        const key = keys.open(conversationId, folder.wrapped);
        await tx.query('INSERT INTO chat_files (id, conversation_id, created_at, bytes, named, original) VALUES ($1, $2, $3, $4, $5, $6)', [
          id, conversationId, at, bytes.length, sealPart(key, id, 'named', JSON.stringify(named)), sealPart(key, id, 'original', bytes),
        ]);
        await enqueue(tx, id);
        return { id, name: named.name, createdAt: at, state: 'waiting' as const, fault: null, bytes: bytes.length, pages: null, passages: null, characters: null };
      });
    },

    /** The files of a conversation, the first one first. @throws BalieError `conversation-unknown`. */
    async list(place: Place): Promise<ChatFile[]> {
      await requireOwn(place);
      return shown(place.conversationId, await db.query<Row>(`SELECT ${FACTS} ${MINE} ORDER BY f.created_at, f.id`, [place.conversationId, place.personId]));
    },

    /** The conversations of somebody that hold files, the last one first. */
    async folders(personId: string): Promise<Folder[]> {
      const rows = await db.query<Row & { conversationId: string }>(
        `SELECT ${FACTS}, d.conversation_id AS "conversationId" FROM chat_files f JOIN chat_folders d USING (conversation_id) WHERE d.person_id = $1 ORDER BY f.created_at DESC, f.id LIMIT $2`,
        [personId, MAX_LISTED],
      );
      const all = Map.groupBy(rows, ({ conversationId }) => conversationId);
      return [...all].map(([conversationId, own]) => ({ conversationId, files: shown(conversationId, own).map(({ name }) => name), lastAt: own[0]?.createdAt ?? now() }));
    },

    /** What stands in the files that were read. @param ids these alone. @returns in the order in which they came; without those that are not there. */
    async open(place: Place, ids?: readonly string[]): Promise<OpenFile[]> {
      const rows = await db.query<Row & { content: Buffer }>(
        `SELECT ${FACTS}, f.content ${MINE} AND f.state = 'ready' AND ($3::uuid[] IS NULL OR f.id = ANY($3)) ORDER BY f.created_at, f.id`,
        [place.conversationId, place.personId, ids ?? null],
      );
      const [first] = rows;
      if (first === undefined) return [];
      const key = keys.open(place.conversationId, first.wrapped);
      return rows.map(({ id, bytes, named, content }) => ({ id, bytes, name: nameOf(openPart(key, id, 'named', named)).name, read: JSON.parse(openPart(key, id, 'content', content).toString('utf8')) as ReadFile }));
    },

    /** Whether one here is still to be read. */
    async isWaiting({ conversationId, personId }: Place): Promise<boolean> {
      return (await db.query(`SELECT 1 ${MINE} AND f.state = 'waiting' LIMIT 1`, [conversationId, personId])).length > 0;
    },

    /** The file as it came in; undefined when there is none. */
    async original(place: Place, id: string): Promise<{ readonly name: string; readonly bytes: Uint8Array } | undefined> {
      const [row] = await db.query<Row & { original: Buffer }>(`SELECT ${FACTS}, f.original ${MINE} AND f.id = $3`, [place.conversationId, place.personId, id]);
      if (row === undefined) return undefined;
      const key = keys.open(place.conversationId, row.wrapped);
      return { name: nameOf(openPart(key, id, 'named', row.named)).name, bytes: openPart(key, id, 'original', row.original) };
    },

    /** @returns whether it was there. @throws BalieError `erasure-held` for one that must be kept. */
    remove: ({ conversationId, personId }: Place, id: string): Promise<boolean> =>
      db.transaction(async (tx) => {
        await tx.query(NO_HOLDS_MEANWHILE);
        const [file] = await tx.query<{ isHeld: boolean }>(`SELECT is_conversation_held(d.conversation_id, d.person_id) AS "isHeld" ${MINE} AND f.id = $3`, [conversationId, personId, id]);
        if (file?.isHeld === true) throw new BalieError('erasure-held');
        return file !== undefined && (await tx.query('DELETE FROM chat_files WHERE id = $1 RETURNING id', [id])).length > 0;
      }),

    /** A file that waits to be read; undefined when it does not any more. */
    async toRead(id: string): Promise<(Named & { readonly bytes: Uint8Array }) | undefined> {
      const [row] = await db.query<{ conversationId: string; wrapped: Buffer; named: Buffer; original: Buffer }>(
        `SELECT conversation_id AS "conversationId", d.wrapped, f.named, f.original FROM chat_files f JOIN chat_folders d USING (conversation_id) WHERE f.id = $1 AND f.state = 'waiting'`,
        [id],
      );
      if (row === undefined) return undefined;
      const key = keys.open(row.conversationId, row.wrapped);
      return { ...nameOf(openPart(key, id, 'named', row.named)), bytes: openPart(key, id, 'original', row.original) };
    },

    /** Keeps what was read of one that waits; one that went meanwhile stays away. @throws BalieError `chat-files-full` for more than a conversation may hold. */
    async keep(id: string, read: ReadFile): Promise<void> {
      const characters = read.passages.reduce((sum, { text }) => sum + text.length, 0);
      await db.transaction(async (tx) => {
        const [folder] = await tx.query<{ conversationId: string; wrapped: Buffer }>(
          'SELECT d.conversation_id AS "conversationId", d.wrapped FROM chat_folders d JOIN chat_files f USING (conversation_id) WHERE f.id = $1 FOR UPDATE OF d',
          [id],
        );
        if (folder === undefined) return;
        const [held] = await tx.query<{ characters: number }>('SELECT coalesce(sum(characters), 0)::integer AS characters FROM chat_files WHERE conversation_id = $1', [folder.conversationId]);
        if ((held?.characters ?? 0) + characters > FILE_LIMITS.conversationCharacters) throw new BalieError('chat-files-full');
        const content = sealPart(keys.open(folder.conversationId, folder.wrapped), id, 'content', JSON.stringify(read));
        await tx.query(`UPDATE chat_files SET state = 'ready', content = $2, pages = $3, passages = $4, characters = $5 WHERE id = $1 AND state = 'waiting'`, [id, content, read.pages ?? null, read.passages.length, characters]);
      });
    },

    /** Says why one could not be read. */
    async fail(id: string, fault: ErrorCode): Promise<void> {
      await db.query(`UPDATE chat_files SET state = 'failed', fault = $2 WHERE id = $1 AND state = 'waiting'`, [id, fault]);
    },
  };
}

async function checkRoom(tx: Queryable, { conversationId, personId }: Place, more: number): Promise<void> {
  const [held] = await tx.query<{ here: number; all: number; waiting: number; bytes: number }>(
    `SELECT count(*) FILTER (WHERE d.conversation_id = $1)::integer AS here, count(*)::integer AS all, count(*) FILTER (WHERE f.state = 'waiting')::integer AS waiting,
            coalesce(sum(f.bytes), 0)::float8 AS bytes
       FROM chat_files f JOIN chat_folders d USING (conversation_id) WHERE d.person_id = $2`,
    [conversationId, personId],
  );
  const { here, all, waiting, bytes } = held ?? { here: 0, all: 0, waiting: 0, bytes: 0 };
  if (here >= FILE_LIMITS.perConversation || all >= FILE_LIMITS.perPerson || bytes + more > FILE_LIMITS.personBytes) throw new BalieError('chat-files-full');
  if (waiting >= FILE_LIMITS.waiting) throw new BalieError('upload-busy');
}

function nameOf(named: Buffer): Named {
  return JSON.parse(named.toString('utf8')) as Named;
}
