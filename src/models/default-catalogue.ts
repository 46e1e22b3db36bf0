import type { Backend, CatalogueData, ListedModel } from './catalogue.ts';
import { DEFAULT_POOL } from './model-rules.ts';

const CONTEXT_TOKENS = 8_192;

/** The one backend of an installation that names none. */
export function defaultBackend(ollamaUrl: string): Backend {
  return { id: 'ollama', kind: 'ollama', url: ollamaUrl, pool: DEFAULT_POOL, slots: 1 };
}

/**
 * The models of an installation that lists none, by the host's own names. What they can is not known: the host says so when it cannot,
 * but for pictures, which Ollama leaves out without a word.
 */
export function defaultModels(chat: readonly string[], embedding?: { readonly model: string; readonly queryPrefix: string; readonly passagePrefix: string }): ListedModel[] {
  const base = { pool: DEFAULT_POOL, contextTokens: CONTEXT_TOKENS };
  const chatModels = [...new Set(chat)].map((name) => ({ ...base, name, model: name, capabilities: ['chat', 'tools', 'thinking'] as const, queryPrefix: '', passagePrefix: '' }));
  if (embedding === undefined || chatModels.some(({ name }) => name === embedding.model)) return chatModels;
  const { model, ...prefixes } = embedding;
  return [...chatModels, { ...base, name: model, model, capabilities: ['embeddings'], ...prefixes }];
}

/** A catalogue in which these may run too, as models of an installation that lists none. */
export function withChatModels({ backends, models }: CatalogueData, names: readonly string[]): CatalogueData {
  const missing = names.filter((wanted) => !models.some(({ name }) => name === wanted));
  return { backends, models: [...models, ...defaultModels(missing)] };
}
