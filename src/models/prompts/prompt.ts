import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { BalieError } from '../../errors.ts';
import { faultsIn } from './yaml.ts';

/** A prompt as a model gets it, apart from what comes with each question. */
export interface Prompt {
  /** Its file without `.md`, seen from the folder of prompts: `loket/system`. */
  readonly name: string;
  /** As its maker counts. */
  readonly version: number;
  /** Of `text`, in hexadecimal: tells a text that was changed under the same version. */
  readonly sha256: string;
  readonly text: string;
}

/** A prompt by its name, version and digest. */
export type PromptStamp = Omit<Prompt, 'text'>;

interface PromptOptions {
  /** What `{{name}}` stands for in every question, such as the municipality's name. */
  readonly values?: Readonly<Record<string, string>>;
  /** Told when the file is missing: what needs it. */
  readonly neededFor?: string;
}

const frontMatterSchema = z.strictObject(
  {
    version: z.int('moet een geheel getal zijn').min(1, 'moet 1 of meer zijn'),
    /** What it makes a model do, for who reads the folder. */
    description: z.string('moet tekst zijn').min(1, 'mag niet leeg zijn').max(500, 'hoogstens 500 tekens').optional(),
    /** For whom or what. */
    for: z.string('moet tekst zijn').min(1, 'mag niet leeg zijn').max(200, 'hoogstens 200 tekens').optional(),
  },
  { error: (issue) => (issue.code === 'unrecognized_keys' ? `${issue.keys.join(', ')}: onbekend` : 'heeft geen regels met de versie bovenaan (---, version: 1, ---)') },
);

const FILE = /^---\r?\n(?<front>[\s\S]*?)\r?\n---(?:\r?\n|$)(?<text>[\s\S]*)$/;
const BRACED = /\{\{(.*?)\}\}/g;
/** Longer ones leave a model no room for sources. */
const MAX_LETTERS = 40_000;

/** The same prompt with values as they are now; the names are those that it was read with. */
export type Refilled = (values: Readonly<Record<string, string>>) => Prompt;

/**
 * Reads `NAME.md`: lines about it between dashes (`version`, `description`, `for`), and below those the prompt.
 * @param placeholders what comes with each question: `{{…}}` that must stand in it once each, beside those of `values`.
 * @throws BalieError `config-invalid` naming the file, when it is not there, has no version, or has other placeholders.
 */
export async function readPrompt(folder: string, name: string, placeholders: readonly string[], options: PromptOptions = {}): Promise<Prompt> {
  return (await readFilling(folder, name, placeholders, options))(options.values ?? {});
}

/** As `readPrompt`, to be filled anew when values change. @throws BalieError as `readPrompt`. */
export async function readFilling(folder: string, name: string, placeholders: readonly string[], { values = {}, neededFor }: PromptOptions = {}): Promise<Refilled> {
  const path = join(folder, `${name}.md`);
  const raw = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new BalieError('config-invalid', { detail: `${path}: niet te lezen${neededFor === undefined ? '' : `, en nodig voor ${neededFor}`}`, cause });
  });
  const place = { name, path, placeholders };
  let last = { values, prompt: promptIn(raw, { ...place, values }) };
  return (now) => {
    if (last.values !== now) last = { values: now, prompt: promptIn(raw, { ...place, values: now }) };
    return last.prompt;
  };
}

interface PromptPlace {
  readonly name: string;
  /** By which its faults are told. */
  readonly path: string;
  readonly placeholders: readonly string[];
  readonly values: Readonly<Record<string, string>>;
}

/** The prompt that the text of a file is. @throws BalieError `config-invalid` naming the file. */
export function promptIn(raw: string, { name, path, placeholders, values }: PromptPlace): Prompt {
  try {
    const { front, text } = parts(raw);
    const { version } = frontMatterSchema.parse(parse(front));
    const whole = filled(text, placeholders, values);
    return { name, version, sha256: digestOf(whole), text: whole };
  } catch (cause) {
    throw new BalieError('config-invalid', { detail: faultsIn(path, cause), cause });
  }
}

/**
 * The version and digest that `NAME.md` has now, to compare with a stamp that was kept.
 * @returns undefined when it is not there any more, or is no prompt.
 */
export async function promptNow(folder: string, name: string, values: Readonly<Record<string, string>>): Promise<PromptStamp | undefined> {
  try {
    const { front, text } = parts(await readFile(join(folder, `${name}.md`), 'utf8'));
    return { name, version: frontMatterSchema.parse(parse(front)).version, sha256: digestOf(withValues(text, values)) };
  } catch {
    return undefined;
  }
}

function parts(raw: string): { front: string; text: string } {
  if (raw.length > MAX_LETTERS) throw new Error(`is langer dan ${MAX_LETTERS} tekens`);
  const { front, text } = FILE.exec(raw)?.groups ?? {};
  return { front: front ?? '', text: (text ?? raw).trim() };
}

/** With values filled in. @throws Error for a placeholder that is missing, stands there twice or stands for nothing. */
function filled(text: string, placeholders: readonly string[], values: Readonly<Record<string, string>>): string {
  const found = [...text.matchAll(BRACED)].map((match) => match[1] ?? '');
  const isOnce = placeholders.every((name) => found.filter((one) => one === name).length === 1);
  // It would reach the model as it is.
  const unknown = found.filter((name) => !placeholders.includes(name) && !Object.hasOwn(values, name.trim()));
  if (!isOnce || unknown.length > 0) throw new Error(wanted(placeholders, values, unknown));
  return withValues(text, values);
}

/** What comes with each question stays in braces. */
function withValues(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(BRACED, (braces, name: string) => (Object.hasOwn(values, name.trim()) ? (values[name.trim()] ?? '') : braces));
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function wanted(placeholders: readonly string[], values: Readonly<Record<string, string>>, unknown: readonly string[]): string {
  const braced = (names: readonly string[], between: string) => names.map((name) => `{{${name}}}`).join(between);
  const known = Object.keys(values);
  return [
    ...(placeholders.length === 0 ? [] : [`moet ${braced(placeholders, ' en ')} elk één keer hebben`]),
    ...(unknown.length === 0 ? [] : [`${braced(unknown, ', ')} is niet bekend`]),
    ...(known.length === 0 ? [] : [`wel bekend: ${braced(known, ', ')}`]),
  ].join('; ');
}

export function stampOf({ name, version, sha256 }: Prompt): PromptStamp {
  return { name, version, sha256 };
}
