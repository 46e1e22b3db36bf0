import type { Config } from '../../config.ts';
import { BalieError } from '../../errors.ts';
import type { KnownNames } from '../../http/deps/key-deps.ts';
import { assistantNames } from '../../models/prompts/assistants.ts';
import { unknownCollection } from '../collections.ts';

/** What there is in this installation. @throws BalieError `config-invalid`. */
export async function knownNames(config: Config): Promise<KnownNames> {
  return { collections: config.collections.map(({ id }) => id), models: configuredModels(config), assistants: await assistantNames(config.promptsDir) };
}

export function configuredModels({ chatModel, embedModel, rewriteModel }: Config): string[] {
  return [...new Set([chatModel, embedModel, rewriteModel].filter((name) => name !== undefined))];
}

/** @throws BalieError `collection-unknown` or `key-names-unknown` with what there is. */
export function requireKnown(wanted: KnownNames, known: KnownNames): void {
  const collections = wanted.collections.filter((name) => !known.collections.includes(name));
  if (collections.length > 0) throw unknownCollection(collections.join(', '), known.collections);
  for (const [kind, one, many] of [['models', 'model', 'modellen'], ['assistants', 'assistent', 'assistenten']] as const) {
    const missing = wanted[kind].filter((name) => name !== '*' && !known[kind].includes(name));
    if (missing.length > 0) throw new BalieError('key-names-unknown', { detail: `${one} ${missing.join(', ')}; deze ${many} zijn er: ${known[kind].join(', ')}, of * voor alle` });
  }
}
