import { createSecretKey, randomUUID } from 'node:crypto';
import { newKey, seal, unseal } from '../../audit/content.ts';
import { NO_HOLDS_MEANWHILE } from '../../audit/retention.ts';
import { BalieError } from '../../errors.ts';
import type { Database, Queryable } from '../../store/database.ts';

interface Options {
  readonly db: Database;
  readonly masterKey: Buffer;
  readonly now: () => Date;
}

/** A prompt that somebody keeps, to ask it again. */
export interface KeptPrompt {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** The group that it is for; null: for who made it alone. */
  readonly group: string | null;
  /** Who made it. */
  readonly person: string;
  readonly changedAt: Date;
}

/** Who asks for prompts. */
export interface PromptReader {
  readonly id: string;
  readonly groups: readonly string[];
  /** Groups whose prompts they may change, besides their own. */
  readonly edits: readonly string[];
}

export type PromptText = Pick<KeptPrompt, 'title' | 'text' | 'group'>;

/** Of one person, and of one group. */
const MOST = 200;

interface Row extends Omit<KeptPrompt, 'title' | 'text'> {
  readonly wrapped: Buffer;
  readonly content: Buffer;
}

const COLUMNS = 'id, person_id AS person, group_id AS "group", changed_at AS "changedAt", wrapped, content';
/** What somebody made for a group is the group's: who left that neither reads nor changes it any more. */
const READABLE = '(CASE WHEN group_id IS NULL THEN person_id = $1 ELSE group_id = ANY($2) END)';

export type KeptPrompts = ReturnType<typeof createKeptPrompts>;

/** Prompts that people keep: each under a key of its own, bound to its maker, so that it opens in nobody else's name. */
export function createKeptPrompts({ db, masterKey, now }: Options) {
  const master = createSecretKey(masterKey);
  const context = (id: string, person: string) => `${id} prompt ${person}`;

  function opened({ wrapped, content, ...row }: Row): KeptPrompt {
    const key = unseal(master, wrapped, context(row.id, row.person));
    return { ...row, ...(JSON.parse(unseal(key, content, context(row.id, row.person)).toString('utf8')) as Pick<KeptPrompt, 'title' | 'text'>) };
  }

  function sealed({ title, text }: PromptText, id: string, person: string): [Buffer, Buffer] {
    const key = newKey();
    return [seal(master, key, context(id, person)), seal(key, Buffer.from(JSON.stringify({ title, text })), context(id, person))];
  }

  async function find({ id: person, groups }: PromptReader, id: string): Promise<KeptPrompt | undefined> {
    const [row] = await db.query<Row>(`SELECT ${COLUMNS} FROM kept_prompts WHERE id = $3 AND ${READABLE}`, [person, groups, id]);
    return row && opened(row);
  }

  /** @throws BalieError `prompt-unknown`, `prompt-not-yours`. */
  async function changeable(reader: PromptReader, id: string): Promise<KeptPrompt> {
    const prompt = await find(reader, id);
    if (prompt === undefined) throw new BalieError('prompt-unknown');
    if (prompt.person !== reader.id && !(prompt.group !== null && reader.edits.includes(prompt.group))) throw new BalieError('prompt-not-yours');
    return prompt;
  }

  /** Changes or takes one of `person`. @throws BalieError `erasure-held` where what they kept must stay as it is. */
  const unlessHeld = (person: string, sql: string, params: readonly unknown[]): Promise<void> =>
    db.transaction(async (tx) => {
      await tx.query(NO_HOLDS_MEANWHILE);
      const [hold] = await tx.query<{ isHeld: boolean | null }>('SELECT is_held(NULL, $1::uuid, NULL, NULL) AS "isHeld"', [person]);
      if (hold?.isHeld === true) throw new BalieError('erasure-held');
      await tx.query(sql, params);
    });

  return {
    /** Somebody's own prompts and those of their groups, by title. */
    async list({ id: person, groups }: PromptReader): Promise<KeptPrompt[]> {
      const rows = await db.query<Row>(`SELECT ${COLUMNS} FROM kept_prompts WHERE ${READABLE}`, [person, groups]);
      return rows.map(opened).toSorted((one, other) => one.title.localeCompare(other.title, 'nl') || one.id.localeCompare(other.id));
    },

    /** One that somebody may use; undefined for all others, whether they are there or not. */
    find,

    /** @returns its id. @throws BalieError `prompts-full`; `prompt-unknown` for a group that somebody is not in. */
    async add(reader: PromptReader, prompt: PromptText): Promise<string> {
      requireGroup(reader, prompt);
      const id = randomUUID();
      await db.transaction(async (tx) => {
        await requireRoom(tx, reader.id, prompt.group);
        const [wrapped, content] = sealed(prompt, id, reader.id);
        await tx.query('INSERT INTO kept_prompts (id, person_id, group_id, wrapped, content, changed_at) VALUES ($1, $2, $3, $4, $5, $6)', [id, reader.id, prompt.group, wrapped, content, now()]);
      });
      return id;
    },

    /** @throws BalieError `prompt-unknown`, `prompt-not-yours`, `erasure-held`. */
    async change(reader: PromptReader, id: string, prompt: PromptText): Promise<void> {
      requireGroup(reader, prompt);
      const { person, group } = await changeable(reader, id);
      // Only its maker takes it out of the hands of the others.
      const kept = person === reader.id ? prompt.group : group;
      const [wrapped, content] = sealed(prompt, id, person);
      await unlessHeld(person, 'UPDATE kept_prompts SET group_id = $2, wrapped = $3, content = $4, changed_at = $5 WHERE id = $1', [id, kept, wrapped, content, now()]);
    },

    /** @throws BalieError `prompt-unknown`, `prompt-not-yours`, `erasure-held`. */
    async remove(reader: PromptReader, id: string): Promise<void> {
      const { person } = await changeable(reader, id);
      await unlessHeld(person, 'DELETE FROM kept_prompts WHERE id = $1', [id]);
    },
  };
}

function requireGroup({ groups }: PromptReader, { group }: PromptText): void {
  if (group !== null && !groups.includes(group)) throw new BalieError('prompt-unknown');
}

async function requireRoom(tx: Queryable, person: string, group: string | null): Promise<void> {
  const [row] = await tx.query<{ own: number; shared: number }>(
    'SELECT count(*) FILTER (WHERE person_id = $1) AS own, count(*) FILTER (WHERE group_id = $2) AS shared FROM kept_prompts WHERE person_id = $1 OR group_id = $2',
    [person, group],
  );
  if (row !== undefined && (row.own >= MOST || row.shared >= MOST)) throw new BalieError('prompts-full');
}

const PAST = 'changed_at < $1';
const HELD = 'is_held(NULL, person_id, NULL, NULL)';

/** Prompts that nobody changed since a moment. */
export const agedPrompts = { past: `kept_prompts WHERE ${PAST}`, held: HELD, erase: [{ from: 'kept_prompts', where: `${PAST} AND NOT ${HELD}` }] };
