import { BalieError } from '../../errors.ts';
import type { ModelFacts } from '../../models/call.ts';
import type { DeskAssistant } from '../deps.ts';
import type { KeyHolder } from '../../identity/keys.ts';

/** Before the name of an assistant, where a model is named. */
export const ASSISTANT_PREFIX = 'balie/';
/** What Ollama's clients put behind a name by themselves. */
const LATEST = ':latest';

export interface Catalogue {
  readonly models: () => readonly ModelFacts[];
  readonly assistants: ReadonlyMap<string, DeskAssistant>;
}

/** What a name stands for; `name` is the whole of it. */
export type Found =
  | { readonly kind: 'model'; readonly name: string; readonly facts: ModelFacts }
  | { readonly kind: 'assistant'; readonly name: string; readonly assistant: DeskAssistant };

/** All that a key may name, models first. */
export function offered(catalogue: Catalogue, key: KeyHolder): Found[] {
  return [
    ...catalogue.models().filter(({ name }) => isIn(key.models, name)).map(ofModel),
    ...[...catalogue.assistants.values()].filter(({ name }) => isIn(key.assistants, name)).map(ofAssistant),
  ];
}

/**
 * What a name stands for. Whether there is what a key may not use is not told.
 * @throws BalieError `key-forbidden`, `model-unknown`.
 */
export function findModel(catalogue: Catalogue, key: KeyHolder, given: string): Found {
  const name = given.endsWith(LATEST) && !catalogue.models().some((model) => model.name === given) ? given.slice(0, -LATEST.length) : given;
  if (name.startsWith(ASSISTANT_PREFIX)) {
    const assistantName = name.slice(ASSISTANT_PREFIX.length);
    if (!isIn(key.assistants, assistantName)) throw new BalieError('key-forbidden');
    const assistant = catalogue.assistants.get(assistantName);
    if (assistant === undefined) throw new BalieError('model-unknown');
    return ofAssistant(assistant);
  }
  if (!isIn(key.models, name)) throw new BalieError('key-forbidden');
  const facts = catalogue.models().find((model) => model.name === name);
  if (facts === undefined) throw new BalieError('model-unknown');
  return ofModel(facts);
}

function ofModel(facts: ModelFacts): Found {
  return { kind: 'model', name: facts.name, facts };
}

function ofAssistant(assistant: DeskAssistant): Found {
  return { kind: 'assistant', name: ASSISTANT_PREFIX + assistant.name, assistant };
}

function isIn(rights: readonly string[], name: string): boolean {
  return rights.includes('*') || rights.includes(name);
}
