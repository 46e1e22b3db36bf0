import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Scope } from '../../answer/ports.ts';
import { BalieError } from '../../errors.ts';
import { withoutFrontMatter } from './front-matter.ts';

const text = z.string().min(1).max(2_000);
const phrases = z.array(z.string().min(1).max(300)).min(1).max(300);
/** Of an organisation that helps: how to reach it may be part of what is said. */
const subject = z.strictObject({ about: phrases, say: text, url: z.url({ protocol: /^https?$/ }).optional() });

/** What is none of the assistant's business, and what it says to who only greets it. */
const scopeSchema = z.strictObject({
  elsewhere: z.array(subject).max(100).default([]),
  refused: z.array(subject).max(100).default([]),
  /** Said of a question about another municipality; absent: such a question is one like any other. */
  otherMunicipality: text.optional(),
  /** `isForPerson`: who says this wants a person. */
  smallTalk: z.array(subject.extend({ isForPerson: z.boolean().default(false) })).max(100).default([]),
});

const settingsSchema = z.strictObject({
  title: z.string().min(1),
  audience: z.enum(['resident', 'employee']),
  greeting: z.string().min(1),
  examples: z.array(z.string().min(1)).max(8).default([]),
  /** Another model than `CHAT_MODEL`. */
  model: z.string().min(1).optional(),
  maxPassages: z.int().min(1).max(20),
  maxTokens: z.int().min(16).max(4096),
  scope: scopeSchema.prefault({}),
});

/** Those that an older folder does not have yet get these words. */
const repliesSchema = z.strictObject({
  quoted: z.string().min(1),
  abstained: z.string().min(1),
  missing: z.string().min(1).default('Ik vond niets over {{words}}.'),
  nearest: z.string().min(1).default('Misschien helpt een van deze pagina’s:'),
  outOfScope: z.string().min(1).default('{{who}}\n\n{{contact}}'),
});
/** What a reply holds until the moment that it is given. */
const LATER = ['contact', 'words', 'who'];

/** An assistant as its folder under `prompts/` describes it, with the municipality's own names filled in. */
export interface AssistantFolder extends Omit<z.infer<typeof settingsSchema>, 'model' | 'scope'> {
  readonly name: string;
  readonly model: string;
  readonly systemPrompt: string;
  readonly questionPrompt: string;
  readonly replies: z.infer<typeof repliesSchema>;
  readonly scope: Scope;
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
 * Reads all assistants: `assistant.yaml`, `system.md`, `question.md` and `replies.yaml` in a folder each.
 * @throws BalieError `config-invalid` whose detail names every fault in every file.
 */
export async function readAssistants({ folder, defaultModel, values, municipalities = [] }: Options): Promise<Map<string, AssistantFolder>> {
  const faults: string[] = [];
  const assistants = new Map<string, AssistantFolder>();
  for (const name of await folders(folder, faults)) {
    const file = (part: string) => join(folder, name, part);
    const settings = await read(file('assistant.yaml'), (text) => fillScope(settingsSchema.parse(parse(text)), values), faults);
    const systemPrompt = await read(file('system.md'), (text) => fill(withoutFrontMatter(text), values), faults);
    const questionPrompt = await read(file('question.md'), (text) => checkQuestionPrompt(withoutFrontMatter(text)), faults);
    const replies = await read(file('replies.yaml'), (text) => fillReplies(repliesSchema.parse(parse(text)), values), faults);
    if (settings === undefined || systemPrompt === undefined || questionPrompt === undefined || replies === undefined) continue;
    const scope = scopeOf(settings.scope, { municipalities, own: values['municipality'] ?? '' });
    assistants.set(name, { ...settings, name, model: settings.model ?? defaultModel, systemPrompt, questionPrompt, replies, scope });
  }
  if (faults.length > 0) throw new BalieError('config-invalid', { detail: faults.join('\n') });
  return assistants;
}

async function folders(folder: string, faults: string[]): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name).toSorted();
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

function fillReplies(replies: z.infer<typeof repliesSchema>, values: Options['values']): z.infer<typeof repliesSchema> {
  const known = { ...values, ...Object.fromEntries(LATER.map((name) => [name, `{{${name}}}`])) };
  return Object.fromEntries(Object.entries(replies).map(([name, reply]) => [name, fill(reply, known)])) as typeof replies;
}

type Settings = z.infer<typeof settingsSchema>;

function fillScope(settings: Settings, values: Options['values']): Settings {
  const { scope } = settings;
  const filled = <S extends { readonly say: string }>(subjects: readonly S[]) => subjects.map((one) => ({ ...one, say: fill(one.say, { ...values, contact: '{{contact}}' }) }));
  const otherMunicipality = scope.otherMunicipality && fill(scope.otherMunicipality, { ...values, name: '{{name}}' });
  return { ...settings, scope: { elsewhere: filled(scope.elsewhere), refused: filled(scope.refused), smallTalk: filled(scope.smallTalk), otherMunicipality } };
}

function scopeOf({ elsewhere, refused, smallTalk, otherMunicipality }: Settings['scope'], { municipalities, own }: { readonly municipalities: readonly string[]; readonly own: string }): Scope {
  const told = <S extends Settings['scope']['elsewhere'][number]>({ url, say, ...rest }: S) => ({ ...rest, say: url === undefined ? say : `${say} Zie ${url.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '')}.` });
  const names = otherMunicipality === undefined ? [] : municipalities;
  return { elsewhere: elsewhere.map(told), refused: refused.map(told), smallTalk: smallTalk.map(told), others: { names, own: own.replace(/^gemeente /i, ''), say: otherMunicipality ?? '' } };
}

/** @throws Error for a name that stands for nothing: a person would read the braces. */
function fill(text: string, values: Options['values']): string {
  return text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`{{${name}}} is niet bekend; wel: ${Object.keys(values).join(', ')}`);
    return value;
  });
}
