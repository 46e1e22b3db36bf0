import { z } from 'zod';
import { faultsAt } from '../../config/faults.ts';
import { ASSISTANT_FILES, type AssistantFiles, type AssistantFolder, assistantIn, type FileFault } from '../../models/prompts/assistants.ts';
import type { Section } from '../../settings/section.ts';

/** The texts of an assistant's files, as they are published: all of them. */
export interface AssistantTexts {
  readonly files: AssistantFiles;
}

type Filling = Parameters<typeof assistantIn>[2];

/** As of a prompt: a model must have room for more. */
const MAX_LETTERS = 40_000;
const schema = z.strictObject({ files: z.partialRecord(z.enum(ASSISTANT_FILES), z.string()) });

interface Known {
  /** As its folder has them. */
  readonly files: AssistantFiles;
  readonly filling: () => Filling;
}

/** Versions of an assistant: the texts of its files, over those of its folder. */
export function assistantSection(name: string, { files, filling }: Known): Section<AssistantTexts> {
  return {
    name: `assistant:${name}`,
    initial: { files },
    check(value) {
      const parsed = schema.safeParse(value);
      if (!parsed.success) return { faults: faultsAt(parsed.error) };
      const given = parsed.data.files as AssistantFiles;
      const missing = Object.keys(files).filter((file) => given[file] === undefined);
      if (missing.length > 0) return { faults: missing.map((file) => ({ at: `files.${file}`, message: 'ontbreekt' })) };
      const read = readDraft(name, given, { files, filling });
      return 'faults' in read ? { faults: read.faults.map(({ file, message }) => ({ at: `files.${file}`, message })) } : { value: { files: given } };
    },
  };
}

/** The assistant that texts would make, or what is wrong with them; without the file in front of each fault. */
export function readDraft(name: string, given: AssistantFiles, { files, filling }: Known): { readonly assistant: AssistantFolder } | { readonly faults: readonly FileFault[] } {
  const long = Object.entries(given).filter(([, text]) => text.length > MAX_LETTERS);
  if (long.length > 0) return { faults: long.map(([file]) => ({ file, message: `is langer dan ${MAX_LETTERS} tekens` })) };
  const read = assistantIn(name, given, filling());
  if ('faults' in read) return { faults: read.faults.map(({ file, message }) => ({ file, message: message.split('\n').map((line) => line.replace(`${file}: `, '')).join('\n') })) };
  const before = assistantIn(name, files, filling());
  if ('faults' in before) return read;
  // Who may ask it, and what it runs on, is known to more than the assistant: rights of groups and keys, and the list of models that may run.
  const fixed = (['audience', 'model'] as const).filter((part) => before.assistant[part] !== read.assistant[part]);
  return fixed.length === 0 ? read : { faults: fixed.map((part) => ({ file: 'assistant.yaml', message: `${part}: verandert u niet hier, maar in de map van de assistent` })) };
}
