import { createHash } from 'node:crypto';
import type { Made, PassageStamp } from '../../answer/details.ts';
import type { PromptStamp, RanOn } from '../../answer/ports.ts';
import { OWN_PROMPTS } from '../../config/config.ts';
import { passageTexts } from '../../knowledge/documents/documents.ts';
import { promptNow } from '../../models/prompts/prompt.ts';
import { sameModel } from '../../models/ollama/model-name.ts';
import type { Queryable } from '../../store/database.ts';
import { promptValues } from '../desk/assistants.ts';
import type { Desk } from '../desk/desk.ts';

/** What an answer was made of, beside what that is now. */
export interface Compared {
  /** `moved`: the same text stands elsewhere in the document. */
  readonly passages: readonly (PassageStamp & { readonly now: 'same' | 'moved' | 'changed' | 'gone' })[];
  readonly prompts: readonly (PromptStamp & { readonly now: PromptStamp | null; readonly isSame: boolean })[];
  /** `digestNow` is null where the host does not tell, or is not there. */
  readonly model: (RanOn & { readonly now: 'same' | 'changed' | 'gone' | 'unknown'; readonly digestNow: string | null }) | null;
}

interface Asking {
  readonly db: Queryable;
  readonly desk: Pick<Desk, 'hostOf' | 'assistants' | 'config'>;
  readonly signal: AbortSignal;
}

const HOST_MS = 5_000;

/** Never throws for a host or a prompt that is away. @throws BalieError `database-unavailable`; the signal's reason. */
export async function compareMade({ passages, prompts, model }: Made, { db, desk, signal }: Asking): Promise<Compared> {
  return {
    passages: await passagesNow(db, passages),
    prompts: await Promise.all(prompts.map((prompt) => withNow(prompt, desk))),
    model: model === undefined ? null : await modelNow(model, desk, signal),
  };
}

async function passagesNow(db: Queryable, passages: readonly PassageStamp[]): Promise<Compared['passages']> {
  const texts = await passageTexts(db, [...new Set(passages.map(({ documentId }) => documentId))]);
  const present = texts.map(({ documentId, ordinal, text }) => ({ documentId, ordinal, sha256: createHash('sha256').update(text).digest('hex') }));
  return passages.map((passage) => {
    const ofDocument = present.filter(({ documentId }) => documentId === passage.documentId);
    const here = ofDocument.find(({ ordinal }) => ordinal === passage.ordinal);
    if (here?.sha256 === passage.sha256) return { ...passage, now: 'same' };
    if (ofDocument.some(({ sha256 }) => sha256 === passage.sha256)) return { ...passage, now: 'moved' };
    return { ...passage, now: here === undefined ? 'gone' : 'changed' };
  });
}

async function withNow(prompt: PromptStamp, { assistants, config }: Pick<Desk, 'assistants' | 'config'>): Promise<Compared['prompts'][number]> {
  const values = promptValues(config);
  // What an assistant has now, which may have been published; else the municipality's own file, or Balie's.
  const own = [...assistants.values()].flatMap(({ prompts }) => prompts).find(({ name }) => name === prompt.name);
  const now = own ?? (await promptNow(config.promptsDir, prompt.name, values)) ?? (await promptNow(OWN_PROMPTS, prompt.name, values)) ?? null;
  return { ...prompt, now, isSame: now?.sha256 === prompt.sha256 && now.version === prompt.version };
}

async function modelNow(model: RanOn, desk: Asking['desk'], signal: AbortSignal): Promise<Compared['model']> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(HOST_MS)]);
  const stored = await desk.hostOf(model.host)?.models(limit).catch(() => undefined);
  signal.throwIfAborted();
  if (stored === undefined) return { ...model, now: 'unknown', digestNow: null };
  const found = stored.find(({ name }) => name === model.model || sameModel(name, model.model));
  if (found === undefined) return { ...model, now: 'gone', digestNow: null };
  if (model.digest === undefined || found.digest === undefined) return { ...model, now: 'unknown', digestNow: found.digest ?? null };
  return { ...model, now: found.digest === model.digest ? 'same' : 'changed', digestNow: found.digest };
}
