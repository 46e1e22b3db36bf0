import type { HostModel, ModelHost } from '../../models/call.ts';
import type { Backend, CatalogueData, ListedModel } from '../../models/catalogue.ts';
import { asBalieError, BalieError } from '../../errors.ts';
import { type Away, awayOf } from './away.ts';
import { sameModel } from '../../models/ollama/model-name.ts';

/** A model at one of the backends where it may run. */
export interface Place {
  readonly backend: string;
  readonly state: 'loaded' | 'ready' | 'missing' | 'unreachable';
  /** For `missing`: what brings it there. */
  readonly hint?: string;
  /** For `unreachable`: why. */
  readonly away?: Away;
  /** Whether it takes nothing new there. */
  readonly isDraining?: true;
}

export interface PlacedModel extends ListedModel {
  readonly places: readonly Place[];
}

interface Asking {
  /** The host of a backend; undefined for one that is not in use. */
  readonly hostOf: (backend: string) => ModelHost | undefined;
  readonly signal: AbortSignal;
  /** Longest time for all hosts together. */
  readonly limitMs: number;
}

type Told = readonly HostModel[] | BalieError | undefined;

/** Where each model of a catalogue is now. All hosts are asked at once; never throws for one that does not answer. */
export async function placesOf({ backends, models }: CatalogueData, asking: Asking): Promise<PlacedModel[]> {
  const stored = await storedModels(backends, asking);
  return models.map((model) => ({
    ...model,
    places: backends.filter(({ pool }) => pool === model.pool).map((backend) => ({ ...placeOf(model, backend, stored.get(backend.id)), ...(backend.draining === true && { isDraining: true }) })),
  }));
}

/** What each backend has, or what came instead; undefined for one that is not in use. */
async function storedModels(backends: readonly Backend[], { hostOf, signal, limitMs }: Asking): Promise<Map<string, Told>> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
  const asked = backends.map(async ({ id }) => [id, await hostOf(id)?.models(limit).catch((error: unknown) => asBalieError(error))] as const);
  return new Map(await Promise.all(asked));
}

function placeOf(model: ListedModel, backend: Backend, stored: Told): Place {
  if (stored === undefined || stored instanceof BalieError) return { backend: backend.id, state: 'unreachable', away: awayOf(backend, stored) };
  const found = stored.find(({ name }) => (backend.kind === 'ollama' ? sameModel(name, model.model) : name === model.model));
  if (found === undefined) return { backend: backend.id, state: 'missing', hint: pullLine(backend, model) };
  return { backend: backend.id, state: found.isLoaded === true ? 'loaded' : 'ready' };
}

/** What brings a model to a backend: a line as it is typed on the machine where Balie runs, where there is one. */
export function pullLine({ kind, url, keyFile }: Backend, { name, model }: Pick<ListedModel, 'name' | 'model'>): string {
  if (kind === 'openai') return `start de server op ${url} met het model ${model}`;
  // Ollama's own command cannot give the key that the host wants.
  if (keyFile !== undefined) return `balie models pull ${typed(name)}`;
  const pull = `ollama pull ${typed(model)}`;
  return url === 'http://127.0.0.1:11434' ? pull : `OLLAMA_HOST=${typed(url)} ${pull}`;
}

/** As a shell takes it for one word: names may have been chosen by others than who types them. */
function typed(word: string): string {
  return /^[\w.:/@-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
