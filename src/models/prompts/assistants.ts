import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Scope } from '../../answer/ports.ts';
import { BalieError, foreignCode } from '../../errors.ts';
import { LANGUAGES_FOLDER } from './languages.ts';
import { type PromptStamp, promptIn, stampOf } from './prompt.ts';
import { fillReplies, type Replies, repliesSchema } from './replies.ts';
import { scopeOf, scopeSchema } from './scope.ts';
import { yamlIn } from './yaml.ts';

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

interface Filling {
  readonly defaultModel: string;
  /** What `{{name}}` in prompts and replies stands for. */
  readonly values: Readonly<Record<string, string>>;
  /** Names of all municipalities; absent: no question counts as one about another. */
  readonly municipalities?: readonly string[];
}

/** The texts of an assistant's files, by their names: of those below that it has. */
export type AssistantFiles = Readonly<Record<string, string>>;

/** What an assistant is made of; the first four it must have. */
export const ASSISTANT_FILES = ['assistant.yaml', 'system.md', 'question.md', 'replies.yaml', 'talen.yaml'] as const;
const OPTIONAL = 'talen.yaml';

/**
 * Reads all assistants: `assistant.yaml`, `system.md`, `question.md` and `replies.yaml` in a folder each, and `talen.yaml` where there is one; other files there are for people and programs.
 * @throws BalieError `config-invalid` whose detail names every fault in every file.
 */
export async function readAssistants({ folder, ...filling }: Filling & { readonly folder: string }): Promise<Map<string, AssistantFolder>> {
  const faults: string[] = [];
  const assistants = new Map<string, AssistantFolder>();
  for (const [name, files] of await assistantFiles(folder)) {
    const place = join(folder, name);
    const missing = ASSISTANT_FILES.filter((file) => files[file] === undefined && file !== OPTIONAL).map((file) => `${join(place, file)}: niet te lezen`);
    faults.push(...missing);
    const read = assistantIn(name, files, { ...filling, place });
    if ('assistant' in read) assistants.set(name, read.assistant);
    else faults.push(...read.faults.map(({ message }) => message));
  }
  if (faults.length > 0) throw new BalieError('config-invalid', { detail: faults.join('\n') });
  return assistants;
}

/** What stands in the folder of each assistant. @throws BalieError `config-invalid` when the folder cannot be read, or has none. */
export async function assistantFiles(folder: string): Promise<ReadonlyMap<string, AssistantFiles>> {
  const faults: string[] = [];
  const names = await folders(folder, faults);
  if (faults.length > 0) throw new BalieError('config-invalid', { detail: faults.join('\n') });
  return new Map(await Promise.all(names.map(async (name) => [name, await filesIn(join(folder, name))] as const)));
}

async function filesIn(place: string): Promise<AssistantFiles> {
  const files: Record<string, string> = {};
  for (const file of ASSISTANT_FILES) {
    const path = join(place, file);
    const text = await readFile(path, 'utf8').catch((cause: unknown) => {
      if (foreignCode(cause) === 'ENOENT') return undefined;
      throw new BalieError('config-invalid', { detail: `${path}: niet te lezen`, cause });
    });
    if (text !== undefined) files[file] = text;
  }
  return files;
}

/** What is wrong with one of its files, in Dutch. */
export interface FileFault {
  readonly file: string;
  /** Begins with the file. */
  readonly message: string;
}

/** The assistant that its files make, or all that is wrong with them; of a file that is not there nothing is said. @param filling `place`: the folder by which faults are told. */
export function assistantIn(name: string, files: AssistantFiles, { defaultModel, values, municipalities = [], place = '' }: Filling & { readonly place?: string }): { readonly assistant: AssistantFolder } | { readonly faults: readonly FileFault[] } {
  const faults: FileFault[] = [];
  function part<Read>(file: string, interpret: (text: string, path: string) => Read): Read | undefined {
    const text = files[file];
    if (text === undefined) return undefined;
    try {
      return interpret(text, join(place, file));
    } catch (error) {
      if (!(error instanceof BalieError) || error.detail === undefined) throw error;
      faults.push({ file, message: error.detail });
      return undefined;
    }
  }
  const settings = part('assistant.yaml', (text, path) => yamlIn(text, path, (value) => settingsOf(value, values, municipalities)));
  const system = part('system.md', (text, path) => promptIn(text, { name: `${name}/system`, path, placeholders: [], values }));
  const question = part('question.md', (text, path) => promptIn(text, { name: `${name}/question`, path, placeholders: ['sources', 'question'], values: {} }));
  const replies = part('replies.yaml', (text, path) => yamlIn(text, path, (value) => fillReplies(repliesSchema.parse(value), values)));
  const said = files[OPTIONAL] === undefined ? {} : part(OPTIONAL, (text, path) => yamlIn(text, path, (value) => saidSchema.parse(value)));
  if (settings === undefined || said === undefined || system === undefined || question === undefined || replies === undefined) return { faults };
  const prompts = [system, question].map(stampOf);
  return { assistant: { ...settings, name, model: settings.model ?? defaultModel, systemPrompt: system.text, questionPrompt: question.text, prompts, replies, said: new Map(Object.entries(said)) } };
}

/** @throws Error for a name in what it says that stands for nothing. */
function settingsOf(value: unknown, values: Filling['values'], municipalities: readonly string[]) {
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
