import { dateWords } from '../../dutch-time.ts';
import type { Recipe, RecipeField } from './recipe.ts';

/** A recipe that can be run: from a file, or made by a group and approved. */
export interface Task extends Recipe {
  readonly name: string;
  readonly model: string;
  /** Its text, with `{{name}}` for each field, as its maker counts versions. */
  readonly prompt: { readonly name: string; readonly version: number; readonly sha256: string; readonly text: string };
  /** The group that made it; absent: it comes from the folder with prompts. */
  readonly madeBy?: string;
}

/** Whether somebody in these groups may use it. */
export function mayRun({ groups }: Pick<Recipe, 'groups'>, own: readonly string[]): boolean {
  return groups.length === 0 || groups.some((group) => own.includes(group));
}

/** What was given in fields in which nobody can write freely, as a person reads it. */
export function fixedIn(fields: readonly RecipeField[], given: Readonly<Record<string, string>>): Record<string, string> {
  const fixed = fields.filter(({ kind }) => kind !== 'text' && kind !== 'long-text');
  return Object.fromEntries(fixed.map(({ name, kind }) => [name, kind === 'date' ? dateWords(given[name] ?? '') : (given[name] ?? '')]));
}
