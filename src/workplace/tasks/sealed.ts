import { createSecretKey, type KeyObject } from 'node:crypto';
import { newKey, seal, unseal } from '../../audit/content.ts';
import type { Database } from '../../store/database.ts';
import type { WrittenRecipe } from './group-tasks.ts';
import type { Recipe } from './recipe.ts';

/** Which version it is of which task: it opens in no other place. */
interface Place {
  readonly id: string;
  readonly task: string;
}

/** What stands in the database of one version: sealed, or in plain text since before recipes were. */
export type KeptRecipe = { readonly wrapped: Buffer; readonly content: Buffer } | { readonly content: null; readonly recipe: Recipe; readonly instruction: string };

/** Recipes of groups, each version under a key of its own. */
export class RecipeSeal {
  private readonly master: KeyObject;

  constructor(masterKey: Buffer) {
    this.master = createSecretKey(masterKey);
  }

  seal(place: Place, { recipe, instruction }: WrittenRecipe): [wrapped: Buffer, content: Buffer] {
    const key = newKey();
    return [seal(this.master, key, contextOf(place)), seal(key, Buffer.from(JSON.stringify({ recipe, instruction })), contextOf(place))];
  }

  /** @throws Error for what was put elsewhere, or altered. */
  open(place: Place, kept: KeptRecipe): WrittenRecipe {
    if (kept.content === null) return { recipe: kept.recipe, instruction: kept.instruction };
    const key = unseal(this.master, kept.wrapped, contextOf(place));
    return JSON.parse(unseal(key, kept.content, contextOf(place)).toString('utf8')) as WrittenRecipe;
  }
}

function contextOf({ id, task }: Place): string {
  return `${id} task ${task}`;
}

/** Seals what is kept in plain text. Of two processes at once each version is sealed by one. @returns how many. */
export function sealRecipes(db: Database, masterKey: Buffer): Promise<number> {
  const sealing = new RecipeSeal(masterKey);
  return db.transaction(async (tx) => {
    const rows = await tx.query<Place & WrittenRecipe>('SELECT id, task, recipe, instruction FROM group_task_versions WHERE content IS NULL ORDER BY id FOR UPDATE');
    for (const { id, task, recipe, instruction } of rows) {
      await tx.query('UPDATE group_task_versions SET wrapped = $2, content = $3, recipe = NULL, instruction = NULL WHERE id = $1', [id, ...sealing.seal({ id, task }, { recipe, instruction })]);
    }
    return rows.length;
  });
}
