import type { Config } from '../../config/config.ts';
import { BalieError } from '../../errors.ts';
import type { KnownNames } from '../../identity/keys.ts';
import type { Database } from '../../store/database.ts';
import { installedAssistants } from '../desk/assistants.ts';
import { openCatalogue } from '../hosts/catalogue.ts';
import { unknownCollection } from '../collections.ts';

/** What there is in this installation: also models that admins added. @throws BalieError `config-invalid`, `database-unavailable`. */
async function knownNames(config: Config, db: Database): Promise<KnownNames> {
  const assistants = await installedAssistants(config);
  const { catalogue } = await openCatalogue({ config, assistants, db });
  return { collections: config.collections.map(({ id }) => id), models: catalogue.data.models.map(({ name }) => name), assistants: [...assistants.keys()] };
}

/**
 * @param present names that a key has already: they may have gone meanwhile.
 * @throws BalieError `collection-unknown` or `key-names-unknown` with what there is; those of reading that.
 */
export async function requireKnown(wanted: Partial<KnownNames>, { config, db, present }: { readonly config: Config; readonly db: Database; readonly present?: KnownNames }): Promise<void> {
  const known = await knownNames(config, db);
  const missingOf = (kind: keyof KnownNames) => (wanted[kind] ?? []).filter((name) => !known[kind].includes(name) && present?.[kind].includes(name) !== true);
  const collections = missingOf('collections');
  if (collections.length > 0) throw unknownCollection(collections.join(', '), known.collections);
  for (const [kind, one, many] of [['models', 'model', 'modellen'], ['assistants', 'assistent', 'assistenten']] as const) {
    const missing = missingOf(kind).filter((name) => name !== '*');
    if (missing.length > 0) throw new BalieError('key-names-unknown', { detail: `${one} ${missing.join(', ')}; deze ${many} zijn er: ${known[kind].join(', ')}, of * voor alle` });
  }
}
