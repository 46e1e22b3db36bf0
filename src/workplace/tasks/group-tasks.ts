import { createHash, randomUUID } from 'node:crypto';
import type { RecordAct } from '../../audit/management-log.ts';
import { BalieError } from '../../errors.ts';
import type { Database, Queryable } from '../../store/database.ts';
import { type Recipe, recipeRules } from './recipe.ts';
import { type KeptRecipe, RecipeSeal } from './sealed.ts';
import { slugOf } from '../slug.ts';
import type { Task } from './task.ts';

interface Options {
  readonly db: Database;
  readonly masterKey: Buffer;
  readonly now: () => Date;
  readonly defaultModel: string;
  /** Puts into the audit log what was done; the last thing of a transaction. */
  readonly record: RecordAct;
}

/** A recipe as somebody writes it: its prompt is what is to be done, and each field stands below that. */
export interface WrittenRecipe {
  readonly recipe: Recipe;
  readonly instruction: string;
}

/** A version of a task that a group makes. */
export interface TaskVersion extends WrittenRecipe {
  readonly id: string;
  readonly task: string;
  readonly group: string;
  readonly version: number;
  readonly state: 'proposed' | 'approved' | 'rejected';
  /** Id of the person, and their name while they are known. */
  readonly author: string;
  readonly authorName: string | null;
  readonly proposedAt: Date;
  readonly decidedByName: string | null;
  readonly decidedAt: Date | null;
}

type Row = Omit<TaskVersion, 'recipe' | 'instruction'> & KeptRecipe;

/** Of one group: more is nobody's to keep an eye on. */
const MOST_TASKS = 100;
const MOST_OPEN = 20;

const VERSION = `v.id, v.task, t.group_id AS "group", v.version, v.recipe, v.instruction, v.wrapped, v.content, v.state, v.author, v.proposed_at AS "proposedAt", v.decided_at AS "decidedAt",
  a.name AS "authorName", d.name AS "decidedByName"`;
const VERSIONS = 'group_task_versions v JOIN group_tasks t ON t.name = v.task LEFT JOIN people a ON a.id = v.author LEFT JOIN people d ON d.id = v.decided_by';

export type GroupTasks = ReturnType<typeof createGroupTasks>;

/** Tasks that groups make for themselves: nothing runs before somebody else than its author has let it through. */
export function createGroupTasks({ db, masterKey, now, defaultModel, record }: Options) {
  const sealing = new RecipeSeal(masterKey);

  function opened(row: Row): TaskVersion {
    const { id, task, group, version, state, author, authorName, proposedAt, decidedByName, decidedAt } = row;
    return { id, task, group, version, state, author, authorName, proposedAt, decidedByName, decidedAt, ...sealing.open(row, row) };
  }

  return {
    /** What runs now. */
    async running(): Promise<Task[]> {
      const rows = await db.query<Row>(
        `SELECT DISTINCT ON (v.task) ${VERSION} FROM ${VERSIONS} WHERE v.state = 'approved' AND t.withdrawn_at IS NULL ORDER BY v.task, v.version DESC`,
      );
      return rows.map((row) => taskOf(opened(row), defaultModel));
    },

    /** All versions of the tasks of these groups that still count, newest first. */
    async versions(groups: readonly string[]): Promise<TaskVersion[]> {
      const rows = await db.query<Row>(`SELECT ${VERSION} FROM ${VERSIONS} WHERE t.group_id = ANY($1) AND t.withdrawn_at IS NULL ORDER BY v.proposed_at DESC, v.version DESC LIMIT 500`, [groups]);
      return rows.map(opened);
    },

    async version(id: string): Promise<TaskVersion | undefined> {
      const [row] = await db.query<Row>(`SELECT ${VERSION} FROM ${VERSIONS} WHERE v.id = $1 AND t.withdrawn_at IS NULL`, [id]);
      return row && opened(row);
    },

    /**
     * Proposes a recipe: a new task of the group, or the next version of one that it has.
     * @throws BalieError `task-unknown`, `task-proposed`, `tasks-full`.
     */
    async propose({ group, task, recipe, instruction }: WrittenRecipe & { readonly group: string; readonly task?: string }, by: string): Promise<string> {
      const id = randomUUID();
      await db.transaction(async (tx) => {
        // One at a time of all groups: each knows how many there are, and which names are taken.
        await tx.query('LOCK TABLE group_tasks IN SHARE ROW EXCLUSIVE MODE');
        const name = task ?? (await newTask(tx, group, recipe.title, now()));
        const [known] = await tx.query<{ last: number | null; isOpen: boolean | null }>(
          `SELECT max(v.version) AS last, bool_or(v.state = 'proposed') AS "isOpen" FROM group_tasks t LEFT JOIN group_task_versions v ON v.task = t.name
            WHERE t.name = $1 AND t.group_id = $2 AND t.withdrawn_at IS NULL GROUP BY t.name`,
          [name, group],
        );
        if (known === undefined) throw new BalieError('task-unknown');
        if (known.isOpen === true) throw new BalieError('task-proposed');
        await requireRoom(tx, group);
        const version = (known.last ?? 0) + 1;
        await tx.query(
          'INSERT INTO group_task_versions (id, task, version, wrapped, content, author, proposed_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
          [id, name, version, ...sealing.seal({ id, task: name }, { recipe, instruction }), by, now()],
        );
        await record(tx, { kind: 'task.proposed', facts: { name, group, version, byPerson: by } });
      });
      return id;
    },

    /** @throws BalieError `task-unknown`, `task-decided`; `task-own-proposal` for who wrote it. */
    async decide(id: string, isApproved: boolean, by: string): Promise<void> {
      await db.transaction(async (tx) => {
        const [row] = await tx.query<{ task: string; group: string; version: number; author: string; state: string }>(
          `SELECT v.task, t.group_id AS "group", v.version, v.author, v.state FROM group_task_versions v JOIN group_tasks t ON t.name = v.task WHERE v.id = $1 AND t.withdrawn_at IS NULL FOR UPDATE`,
          [id],
        );
        if (row === undefined) throw new BalieError('task-unknown');
        if (row.state !== 'proposed') throw new BalieError('task-decided');
        if (row.author === by) throw new BalieError('task-own-proposal');
        await tx.query('UPDATE group_task_versions SET state = $2, decided_by = $3, decided_at = $4 WHERE id = $1', [id, isApproved ? 'approved' : 'rejected', by, now()]);
        const { task: name, group, version } = row;
        await record(tx, { kind: isApproved ? 'task.approved' : 'task.rejected', facts: { name, group, version, byPerson: by } });
      });
    },

    /** Nobody can run it any more, nor decide about it. @returns false when there is none such of these groups. */
    async withdraw(name: string, groups: readonly string[], by: string): Promise<boolean> {
      return db.transaction(async (tx) => {
        const [gone] = await tx.query<{ group: string }>(
          'UPDATE group_tasks SET withdrawn_at = $3 WHERE name = $1 AND group_id = ANY($2) AND withdrawn_at IS NULL RETURNING group_id AS "group"',
          [name, groups, now()],
        );
        if (gone !== undefined) await record(tx, { kind: 'task.withdrawn', facts: { name, group: gone.group, byPerson: by } });
        return gone !== undefined;
      });
    },
  };
}

async function newTask(tx: Queryable, group: string, title: string, at: Date): Promise<string> {
  // No recipe in a file has two hyphens in its name.
  const first = `${group}--${slugOf(title, 'taak')}`;
  const taken = new Set((await tx.query<{ name: string }>('SELECT name FROM group_tasks WHERE group_id = $1', [group])).map(({ name }) => name));
  let name = first;
  for (let count = 2; taken.has(name); count += 1) name = `${first}-${count}`;
  await tx.query('INSERT INTO group_tasks (name, group_id, created_at) VALUES ($1, $2, $3)', [name, group, at]);
  return name;
}

async function requireRoom(tx: Queryable, group: string): Promise<void> {
  const [count] = await tx.query<{ tasks: number; open: number }>(
    `SELECT count(DISTINCT t.name) AS tasks, count(v.id) FILTER (WHERE v.state = 'proposed') AS open
       FROM group_tasks t LEFT JOIN group_task_versions v ON v.task = t.name WHERE t.group_id = $1 AND t.withdrawn_at IS NULL`,
    [group],
  );
  if (count !== undefined && (count.tasks > MOST_TASKS || count.open >= MOST_OPEN)) throw new BalieError('tasks-full');
}

/** A version as it would run. */
export function taskOf({ task: name, group, version, recipe: kept, instruction }: Pick<TaskVersion, 'task' | 'group' | 'version' | 'recipe' | 'instruction'>, defaultModel: string): Task {
  const recipe = recipeRules.parse(kept);
  const text = [instruction, ...recipe.fields.map((field) => `${field.label}:\n<${field.name}>\n{{${field.name}}}\n</${field.name}>`)].join('\n\n');
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { ...recipe, name, model: recipe.model ?? defaultModel, prompt: { name: `taak/${name}`, version, sha256, text }, madeBy: group };
}
