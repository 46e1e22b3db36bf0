import type { CatalogueData } from '../../models/catalogue.ts';
import { sameModel } from '../../models/ollama/model-name.ts';
import type { OpenGateway } from '../hosts/gateway.ts';
import { keepLooking } from './look.ts';

const LOOK_MS = 60_000;
const LIMIT_MS = 10_000;

interface Watching extends Pick<OpenGateway, 'hostOf'> {
  /** The catalogue as it is now. */
  readonly data: () => CatalogueData;
  /** The embedding model's name in it. */
  readonly name: string;
  readonly note: (line: string) => void;
}

/**
 * Tells when a host has another embedding model under the same name than it had, or than another host has: vectors of the two say nothing
 * about each other, and as long as they have the same length nothing else shows it.
 * @returns what stops it.
 */
export function watchDigest(watching: Watching, onError: (error: unknown) => void): () => void {
  const look = digestLook(watching);
  look().catch(onError);
  return keepLooking(look, { everyMs: LOOK_MS, onError });
}

/** One look; each remembers what the one before it saw. A host that does not answer is as it was. */
export function digestLook({ data, hostOf, name, note }: Watching): () => Promise<void> {
  const seen = new Map<string, string>();
  let told = '';
  return async () => {
    const { backends, models } = data();
    const model = models.find((one) => one.name === name);
    if (model === undefined) return;
    const placed = backends.filter(({ pool }) => pool === model.pool);
    const found = await Promise.all(
      placed.map(async ({ id }) => {
        const listed = await hostOf(id)?.models(AbortSignal.timeout(LIMIT_MS)).catch(() => undefined);
        return { key: JSON.stringify([id, model.model]), id, digest: listed?.find((one) => sameModel(one.name, model.model))?.digest };
      }),
    );
    for (const { key, id, digest } of found) {
      if (digest === undefined) continue;
      const before = seen.get(key);
      if (before !== undefined && before !== digest) note(`Vectoren: ${model.model} op ${id} is vervangen door een ander model met dezelfde naam. Vectoren van voor en na de wissel passen niet bij elkaar. Zet het vorige terug, of geef het nieuwe een eigen naam met ollama cp, en zet die in EMBED_MODEL.`);
      seen.set(key, digest);
    }
    const known = found.flatMap(({ key, id }) => (seen.has(key) ? [{ id, digest: seen.get(key) }] : []));
    const isMixed = new Set(known.map(({ digest }) => digest)).size > 1;
    const line = isMixed ? `Vectoren: ${model.model} is niet hetzelfde model op ${known.map(({ id }) => id).join(' en ')}. Vectoren van het ene passen niet bij die van het andere. Haal op elke modelserver hetzelfde op.` : '';
    if (line !== '' && line !== told) note(line);
    told = line;
  };
}
