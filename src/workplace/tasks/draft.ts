/** A recipe as a form has it, and back: all as text, with fields that are numbered. */
import { type FieldKind, recipeRules } from './recipe.ts';
import type { WrittenRecipe } from './group-tasks.ts';

export interface DraftField {
  readonly label: string;
  readonly kind: string;
  readonly required: boolean;
  readonly hint: string;
  /** One on a line. */
  readonly choices: string;
  readonly example: string;
}

export interface Draft {
  readonly title: string;
  readonly description: string;
  readonly privacy: string;
  readonly instruction: string;
  /** Whether it is for every employee, and not for the group alone. */
  readonly forAll: boolean;
  readonly fields: readonly DraftField[];
}

export const MAX_INSTRUCTION = 6_000;
const SAID: Readonly<Record<string, string>> = { title: 'Naam', description: 'Omschrijving', privacy: 'Privacy', fields: 'Velden', label: 'naam', kind: 'soort', hint: 'uitleg', choices: 'keuzes', example: 'voorbeeld' };

/** @returns the recipe, or what is wrong, in sentences. */
export function recipeOf(draft: Draft, group: string): WrittenRecipe | { readonly faults: readonly string[] } {
  const used = draft.fields.filter(({ label }) => label.trim() !== '');
  const given = {
    title: draft.title,
    description: draft.description,
    privacy: draft.privacy,
    groups: draft.forAll ? [] : [group],
    fields: used.map(({ label, kind, required, hint, choices }, index) => ({
      name: `veld${index + 1}`,
      label,
      kind,
      required,
      ...(hint.trim() !== '' && { hint }),
      ...(kind === 'choice' && { choices: linesOf(choices) }),
    })),
    example: Object.fromEntries(used.flatMap(({ example }, index) => (example.trim() === '' ? [] : [[`veld${index + 1}`, example]]))),
  };
  const parsed = recipeRules.safeParse(given);
  const instruction = draft.instruction.replaceAll('\r\n', '\n').trim();
  const faults = [
    ...(parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${placeOf(path)} ${message}.`)),
    ...(instruction === '' ? ['Opdracht is nog niet ingevuld.'] : instruction.length > MAX_INSTRUCTION ? [`Opdracht is te lang: hoogstens ${MAX_INSTRUCTION} tekens.`] : []),
  ];
  return parsed.success && faults.length === 0 ? { recipe: parsed.data, instruction } : { faults };
}

export function draftOf({ recipe, instruction }: WrittenRecipe): Draft {
  const { title, description, privacy, groups, fields, example } = recipe;
  return {
    title,
    description,
    privacy,
    instruction,
    forAll: groups.length === 0,
    fields: fields.map(({ name, label, kind, required, hint = '', choices = [] }) => ({ label, kind: kind satisfies FieldKind, required, hint, choices: choices.join('\n'), example: example[name] ?? '' })),
  };
}

/** What of a recipe is otherwise than it was, in words. */
export function changesIn(now: WrittenRecipe, before: WrittenRecipe): string[] {
  const parts: readonly (readonly [string, (of: WrittenRecipe) => unknown])[] = [
    ['de naam', ({ recipe }) => recipe.title],
    ['de omschrijving', ({ recipe }) => recipe.description],
    ['de privacytekst', ({ recipe }) => recipe.privacy],
    ['voor wie hij is', ({ recipe }) => recipe.groups],
    ['de opdracht', ({ instruction }) => instruction],
    ['de velden', ({ recipe }) => recipe.fields],
    ['het voorbeeld', ({ recipe }) => recipe.example],
  ];
  return parts.filter(([, of]) => canonical(of(now)) !== canonical(of(before))).map(([name]) => name);
}

/** The database keeps the parts of an object in an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'object' && part !== null && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1))) : part));
}

function linesOf(text: string): string[] {
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
}

/** `fields.1.label` as `Veld 2, naam:`. */
function placeOf(path: readonly PropertyKey[]): string {
  const [first = '', second, third] = path.map(String);
  if (first === 'fields' && second !== undefined) return `Veld ${Number(second) + 1}${third === undefined ? '' : `, ${SAID[third] ?? third}`}:`;
  if (first === 'example' && second !== undefined) return `Veld ${second.replace('veld', '')}, voorbeeld:`;
  return `${SAID[first] ?? first}:`;
}

