import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { BalieError } from '../../errors.ts';
import { withoutFrontMatter } from './front-matter.ts';
import { LANGUAGES_FOLDER } from './languages.ts';

const settingsSchema = z.strictObject({
  title: z.string().min(1),
  audience: z.enum(['resident', 'employee']),
  greeting: z.string().min(1),
  examples: z.array(z.string().min(1)).max(8).default([]),
  /** Another model than `CHAT_MODEL`. */
  model: z.string().min(1).optional(),
  maxPassages: z.int().min(1).max(20),
  maxTokens: z.int().min(16).max(4096),
});

const repliesSchema = z.strictObject({
  quoted: z.string().min(1),
  abstained: z.string().min(1),
  notUnderstood: z.string().min(1).default('Ik begrijp uw vraag niet. Stel uw vraag opnieuw, in gewone woorden.\n\nEen medewerker helpt u graag verder. Bel {{phone}} ({{phoneHours}}) of mail naar {{email}}.'),
  translated: z.string().min(1).default('Dit is een vertaling door een computer (AI). Alleen de Nederlandse tekst telt.'),
});

/** An assistant as its folder under `prompts/` describes it, with the municipality's own names filled in. */
export interface AssistantFolder extends Omit<z.infer<typeof settingsSchema>, 'model'> {
  readonly name: string;
  readonly model: string;
  readonly systemPrompt: string;
  readonly questionPrompt: string;
  readonly replies: z.infer<typeof repliesSchema>;
}

interface Options {
  readonly folder: string;
  readonly defaultModel: string;
  /** What `{{name}}` in prompts and replies stands for. */
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Reads all assistants: `assistant.yaml`, `system.md`, `question.md` and `replies.yaml` in a folder each.
 * @throws BalieError `config-invalid` whose detail names every fault in every file.
 */
export async function readAssistants({ folder, defaultModel, values }: Options): Promise<Map<string, AssistantFolder>> {
  const faults: string[] = [];
  const assistants = new Map<string, AssistantFolder>();
  for (const name of await folders(folder, faults)) {
    const file = (part: string) => join(folder, name, part);
    const settings = await read(file('assistant.yaml'), (text) => settingsSchema.parse(parse(text)), faults);
    const systemPrompt = await read(file('system.md'), (text) => fill(withoutFrontMatter(text), values), faults);
    const questionPrompt = await read(file('question.md'), (text) => checkQuestionPrompt(withoutFrontMatter(text)), faults);
    const replies = await read(file('replies.yaml'), (text) => fillReplies(repliesSchema.parse(parse(text)), values), faults);
    if (settings === undefined || systemPrompt === undefined || questionPrompt === undefined || replies === undefined) continue;
    assistants.set(name, { ...settings, name, model: settings.model ?? defaultModel, systemPrompt, questionPrompt, replies });
  }
  if (faults.length > 0) throw new BalieError('config-invalid', { detail: faults.join('\n') });
  return assistants;
}

async function folders(folder: string, faults: string[]): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory() && entry.name !== LANGUAGES_FOLDER).map((entry) => entry.name).toSorted();
    if (names.length === 0) faults.push(`${folder}: bevat geen assistenten`);
    return names;
  } catch {
    faults.push(`${folder}: de map met assistenten is niet te lezen`);
    return [];
  }
}

async function read<T>(path: string, interpret: (text: string) => T, faults: string[]): Promise<T | undefined> {
  try {
    return interpret(await readFile(path, 'utf8'));
  } catch (error) {
    if (error instanceof z.ZodError) {
      faults.push(...error.issues.map((issue) => `${path}: ${issue.path.join('.')}: ${issue.message}`));
    } else faults.push(`${path}: ${error instanceof Error ? error.message.split('\n')[0] : 'niet te lezen'}`);
    return undefined;
  }
}

/** What it stands for comes with each turn; what else is in braces would reach the model as it is. */
function checkQuestionPrompt(text: string): string {
  const names = [...text.matchAll(/\{\{(.*?)\}\}/g)].map((match) => match[1]);
  if (names.join() !== 'sources,question' && names.join() !== 'question,sources') throw new Error('moet {{sources}} en {{question}} elk één keer hebben');
  return text;
}

function fillReplies(replies: z.infer<typeof repliesSchema>, values: Options['values']) {
  const { quoted, abstained, notUnderstood, translated } = replies;
  return { quoted: fill(quoted, values), abstained: fill(abstained, values), notUnderstood: fill(notUnderstood, values), translated: fill(translated, values) };
}

/** @throws Error for a name that stands for nothing: a person would read the braces. */
export function fill(text: string, values: Options['values']): string {
  return text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`{{${name}}} is niet bekend; wel: ${Object.keys(values).join(', ')}`);
    return value;
  });
}
