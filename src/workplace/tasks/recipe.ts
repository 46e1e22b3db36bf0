/** What a recipe is: what is asked of who runs it, and what is said of it. In files and in the database alike. */
import { z } from 'zod';

export const FIELD_KINDS = ['text', 'long-text', 'choice', 'date', 'yes-no'] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

/** More letters than any model of a municipality's own reads at once. */
const MOST_LETTERS = 60_000;
const USUAL_LENGTH: Readonly<Record<FieldKind, number>> = { text: 200, 'long-text': 20_000, choice: 120, date: 10, 'yes-no': 3 };
/** What is told to somebody who reads it on a page. */
const text = (most: number) => z.string('moet tekst zijn').trim().min(1, 'mag niet leeg zijn').max(most, `mag hoogstens ${most} tekens hebben`);
const names = z.array(z.string().min(1).max(64), 'moet een lijst zijn').max(50).default([]);

const fieldRules = z
  .strictObject({
    /** `{{name}}` in the prompt stands for it. */
    name: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'mag alleen kleine letters, cijfers en _ hebben, en begint met een letter'),
    label: text(120),
    kind: z.enum(FIELD_KINDS, `moet een van deze zijn: ${FIELD_KINDS.join(', ')}`).default('text'),
    required: z.boolean('moet true of false zijn').default(true),
    maxLength: z.int('moet een heel getal zijn').min(1).max(MOST_LETTERS, `mag hoogstens ${MOST_LETTERS} zijn`).optional(),
    hint: text(300).optional(),
    /** What can be chosen, of a `choice`. */
    choices: z.array(text(120)).min(2, 'moet minstens twee keuzes hebben').max(20, 'mag hoogstens twintig keuzes hebben').optional(),
  })
  .refine(({ kind, choices }) => (kind === 'choice') === (choices !== undefined), { message: 'choices horen bij kind: choice, en alleen daar', path: ['choices'] });

export const recipeRules = z
  .strictObject({
    title: text(80),
    description: text(300),
    /** What must not be filled in, or only with care. */
    privacy: text(400),
    /** Who may use it, by ids of groups; empty: every employee. */
    groups: names,
    /** Another model than that of the assistant for employees. */
    model: z.string().min(1).max(200).optional(),
    maxTokens: z.int('moet een heel getal zijn').min(64).max(4_096, 'mag hoogstens 4096 zijn').default(1_500),
    fields: z.array(fieldRules, 'moet een lijst zijn').min(1, 'moet minstens een veld hebben').max(12, 'mag hoogstens twaalf velden hebben'),
    /** Filled in, by field. */
    example: z.record(z.string(), z.string('moet tekst zijn: zet een datum of ja tussen aanhalingstekens')),
  })
  .superRefine(({ fields, example }, context) => {
    for (const [index, { name }] of fields.entries()) {
      if (fields.findIndex((other) => other.name === name) < index) context.addIssue({ code: 'custom', message: `${name} komt twee keer voor`, path: ['fields', index, 'name'] });
    }
    const { faults } = checkGiven(fields, example);
    for (const [name, fault] of Object.entries(faults)) context.addIssue({ code: 'custom', message: fault, path: ['example', name] });
  });

export type Recipe = z.infer<typeof recipeRules>;
export type RecipeField = Recipe['fields'][number];

export function maxLengthOf({ kind, maxLength }: Pick<RecipeField, 'kind' | 'maxLength'>): number {
  return maxLength ?? USUAL_LENGTH[kind];
}

/**
 * Checks what was given in the fields of a recipe.
 * @returns it, trimmed, with an empty text for what was not; and by field what is wrong, as the end of a sentence about it.
 */
export function checkGiven(fields: readonly RecipeField[], given: Readonly<Record<string, string>>): { given: Record<string, string>; faults: Record<string, string> } {
  const checked: Record<string, string> = {};
  const faults: Record<string, string> = Object.fromEntries(Object.keys(given).filter((name) => !fields.some((field) => field.name === name)).map((name) => [name, 'is geen veld van deze taak']));
  for (const field of fields) {
    const value = (given[field.name] ?? '').replaceAll('\r\n', '\n').trim();
    checked[field.name] = value;
    const fault = faultIn(field, value);
    if (fault !== undefined) faults[field.name] = fault;
  }
  return { given: checked, faults };
}

function faultIn(field: RecipeField, value: string): string | undefined {
  const { kind, required, choices = [] } = field;
  if (value === '') return required ? 'is nog niet ingevuld' : undefined;
  if (kind === 'choice' && !choices.includes(value)) return 'is geen van de keuzes';
  if (kind === 'date' && !isDay(value)) return 'is geen datum';
  if (kind === 'yes-no' && value !== 'ja' && value !== 'nee') return 'moet ja of nee zijn';
  const most = maxLengthOf(field);
  if (value.length > most) return `is te lang: hoogstens ${most.toLocaleString('nl-NL')} tekens, en dit zijn er ${value.length.toLocaleString('nl-NL')}`;
  return value.isWellFormed() ? undefined : 'is geen leesbare tekst';
}

function isDay(value: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value);
}
