import type { z } from 'zod';
import type { ModelFacts } from './call.ts';
import type { backendRules, modelRules } from './model-rules.ts';
import { sameModel } from './ollama/model-name.ts';

/** A place where models run, as it is configured. */
export interface Backend extends Readonly<z.infer<typeof backendRules>> {
  readonly id: string;
  readonly slots: number;
  /** The file with the key that it wants. */
  readonly keyFile?: string;
}

/** A model that may run. */
export interface ListedModel extends ModelFacts, Readonly<Pick<z.infer<typeof modelRules>, 'pool' | 'queryPrefix' | 'passagePrefix'>> {}

/** What may run, and where: pure data. */
export interface CatalogueData {
  readonly backends: readonly Backend[];
  readonly models: readonly ListedModel[];
}

export interface CatalogueFault {
  readonly kind: 'backends' | 'models';
  readonly index: number;
  readonly field: string;
  /** In Dutch, as what is wrong with the field. */
  readonly reason: string;
}

/** What is wrong with a catalogue of which each part is right by itself. */
export function catalogueFaults({ backends, models }: CatalogueData): CatalogueFault[] {
  return [...backendFaults(backends), ...modelFaults(models, backends)];
}

function backendFaults(backends: readonly Backend[]): CatalogueFault[] {
  return backends.flatMap(({ id, url }, index) => {
    const earlier = backends.slice(0, index);
    const fault = (field: string, reason: string): CatalogueFault => ({ kind: 'backends', index, field, reason });
    const sameUrl = earlier.find((other) => sameAddress(other.url, url));
    return [
      ...(earlier.some((other) => other.id === id) ? [fault('id', `${id} komt twee keer voor`)] : []),
      // Its slots would count twice.
      ...(sameUrl === undefined ? [] : [fault('url', `is hetzelfde adres als dat van ${sameUrl.id}`)]),
    ];
  });
}

function modelFaults(models: readonly ListedModel[], backends: readonly Backend[]): CatalogueFault[] {
  const pools = new Set(backends.map(({ pool }) => pool));
  return models.flatMap((model, index) => {
    const earlier = models.slice(0, index);
    const fault = (field: string, reason: string): CatalogueFault => ({ kind: 'models', index, field, reason });
    const otherContext = earlier.find((other) => other.pool === model.pool && sameModel(other.model, model.model) && other.contextTokens !== model.contextTokens);
    return [
      ...(earlier.some(({ name }) => name === model.name) ? [fault('name', `${model.name} komt twee keer voor`)] : []),
      ...(pools.has(model.pool) ? [] : [fault('pool', `er is geen backend in de pool ${model.pool}`)]),
      // Ollama would load it anew for each call by the other name.
      ...(otherContext === undefined ? [] : [fault('contextTokens', `moet gelijk zijn aan dat van ${otherContext.name}, want het is hetzelfde model in dezelfde pool`)]),
      ...(model.capabilities.includes('embeddings') || model.queryPrefix + model.passagePrefix === '' ? [] : [fault('queryPrefix', 'is alleen voor een model met embeddings')]),
    ];
  });
}

function sameAddress(one: string, other: string): boolean {
  return new URL(one).href.replace(/\/(?:v1\/?)?$/, '') === new URL(other).href.replace(/\/(?:v1\/?)?$/, '');
}

/**
 * What may run now. It is replaced as a whole while the desk runs: who holds on to `data` goes on with what was; who wants to know of
 * the next asks to be told.
 */
export class ModelCatalogue {
  #data: CatalogueData;
  #byName: ReadonlyMap<string, ListedModel>;
  readonly #listeners = new Set<(data: CatalogueData) => void>();

  /** @param data without faults. */
  constructor(data: CatalogueData) {
    this.#data = data;
    this.#byName = byName(data);
  }

  get data(): CatalogueData {
    return this.#data;
  }

  /** The model that is called this; undefined for one that may not run. */
  model(name: string): ListedModel | undefined {
    return this.#byName.get(name);
  }

  /** @param data without faults. Who listens is told at once. */
  replace(data: CatalogueData): void {
    this.#data = data;
    this.#byName = byName(data);
    for (const tell of this.#listeners) tell(data);
  }

  /** @returns what ends the telling. */
  onReplaced(tell: (data: CatalogueData) => void): () => void {
    this.#listeners.add(tell);
    return () => void this.#listeners.delete(tell);
  }
}

function byName({ models }: CatalogueData): ReadonlyMap<string, ListedModel> {
  return new Map(models.map((model) => [model.name, model]));
}
