import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Scope } from '../../answer/ports.ts';
import { BalieError } from '../../errors.ts';
import { LANGUAGES_FOLDER } from './languages.ts';
import { type PromptStamp, readPrompt, stampOf } from './prompt.ts';
import { fillReplies, type Replies, repliesSchema } from './replies.ts';
import { scopeOf, scopeSchema } from './scope.ts';
import { noted, readYaml } from './yaml.ts';

/** The folder under `prompts/` with recipes of tasks. */
export const TASKS_FOLDER = 'taken';

const themesSchema = z.array(z.strictObject({ title: z.string().min(1).max(80), questions: z.array(z.string().min(1).max(200)).min(1).max(8) })).max(12).default([]);

/** What people see of an assistant, in other languages by their codes: `talen.yaml`. */
const saidSchema = z.record(z.string().regex(/^[a-z]{2}$/), z.strictObject({ title: z.string().min(1), greeting: z.string().min(1), themes: themesSchema }));

const settingsSchema = z.strictObject({
  title: z.string().min(1),
  audience: z.enum(['resident', 'employee']),
  greeting: z.string().min(1),
  /** Suggestions: questions that the documents answer, by subject. */
  themes: themesSchema,
  /** Another model than `CHAT_MODEL`. */
  model: z.string().min(1).optional(),
  maxPassages: z.int().min(1).max(20),
  maxTokens: z.int().min(16).max(4096),
  scope: scopeSchema.prefault({}),
});

/** An assistant as its folder under `prompts/` describes it, with the municipality's own names filled in. */
export interface AssistantFolder extends Omit<z.infer<typeof settingsSchema>, 'model' | 'scope'> {
  readonly name: string;
  readonly model: string;
  readonly systemPrompt: string;
  readonly questionPrompt: string;
  /** What it is made of, with which a turn records how its answer came about. */
  readonly prompts: readonly PromptStamp[];
  readonly replies: Replies;
  readonly scope: Scope;
  /** Its title, greeting and suggestions in other languages. */
  readonly said: ReadonlyMap<string, z.infer<typeof saidSchema>[string]>;
}

interface Options {
  readonly folder: string;
  readonly defaultModel: string;
  /** What `{{name}}` in prompts and replies stands for. */
  readonly values: Readonly<Record<string, string>>;
  /** Names of all municipalities; absent: no question counts as one about another. */
  readonly municipalities?: readonly string[];
}

/**
 * Reads all assistants: `assistant.yaml`, `system.md`, `question.md` and `replies.yaml` in a folder each, and `talen.yaml` where there is one; other files there are for people and programs.
 * @throws BalieError `config-invalid` whose detail names every fault in every file.
 */
export async function readAssistants({ folder, defaultModel, values, municipalities = [] }: Options): Promise<Map<string, AssistantFolder>> {
  const faults: string[] = [];
  const assistants = new Map<string, AssistantFolder>();
  for (const name of await folders(folder, faults)) {
    const file = (part: string) => join(folder, name, part);
    const settings = await readYaml(file('assistant.yaml'), (value) => settingsOf(value, values, municipalities)).catch(noted(faults));
    const system = await readPrompt(folder, `${name}/system`, [], { values }).catch(noted(faults));
    const question = await readPrompt(folder, `${name}/question`, ['sources', 'question']).catch(noted(faults));
    const replies = await readYaml(file('replies.yaml'), (value) => fillReplies(repliesSchema.parse(value), values)).catch(noted(faults));
    const said = existsSync(file('talen.yaml')) ? await readYaml(file('talen.yaml'), (value) => saidSchema.parse(value)).catch(noted(faults)) : {};
    if (settings === undefined || said === undefined || system === undefined || question === undefined || replies === undefined) continue;
    const prompts = [system, question].map(stampOf);
    assistants.set(name, { ...settings, name, model: settings.model ?? defaultModel, systemPrompt: system.text, questionPrompt: question.text, prompts, replies, said: new Map(Object.entries(said)) });
  }
  if (faults.length > 0) throw new BalieError('config-invalid', { detail: faults.join('\n') });
  return assistants;
}

/** @throws Error for a name in what it says that stands for nothing. */
function settingsOf(value: unknown, values: Options['values'], municipalities: readonly string[]) {
  const settings = settingsSchema.parse(value);
  return { ...settings, scope: scopeOf(settings.scope, values, municipalities) };
}

async function folders(folder: string, faults: string[]): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory() && ![LANGUAGES_FOLDER, TASKS_FOLDER].includes(entry.name)).map((entry) => entry.name).toSorted();
    if (names.length === 0) faults.push(`${folder}: bevat geen assistenten`);
    return names;
  } catch {
    faults.push(`${folder}: de map met assistenten is niet te lezen`);
    return [];
  }
}
