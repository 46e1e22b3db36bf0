import { isDeepStrictEqual } from 'node:util';
import { backendRules, modelRules, withSlots } from '../model-rules.ts';
import { type Backend, type CatalogueData, type CatalogueFault, catalogueFaults, type ListedModel } from '../catalogue.ts';

/** What an admin changed: one backend or model, as it is to be, or null for one that is to go. */
export interface ModelChange {
  readonly kind: 'backend' | 'model';
  readonly name: string;
  readonly definition: Readonly<Record<string, unknown>> | null;
}

/**
 * The catalogue of the configuration with what admins changed over it. What was stored by another version and is not understood any more
 * leaves the configuration's own in place.
 */
export function applyChanges(base: CatalogueData, changes: readonly ModelChange[]): CatalogueData {
  const backends = new Map(base.backends.map((backend) => [backend.id, backend]));
  const models = new Map(base.models.map((model) => [model.name, model]));
  for (const { kind, name, definition } of changes) {
    if (kind === 'backend') put(backends, name, definition, (given) => backendOf(name, given, base));
    else put(models, name, definition, (given) => modelOf(name, given));
  }
  return { backends: [...backends.values()], models: [...models.values()] };
}

/** Whether a part is as the configuration has it: the same as none where neither has it. */
export function isAsDeclared(base: CatalogueData, { kind, name }: Pick<ModelChange, 'kind' | 'name'>, data: CatalogueData): boolean {
  if (kind === 'model') return isDeepStrictEqual(modelIn(base, name), modelIn(data, name));
  const [declared, now] = [base, data].map(({ backends }) => backends.find(({ id }) => id === name)).map((backend) => backend && { draining: false, ...backend });
  return isDeepStrictEqual(declared, now);
}

function modelIn({ models }: CatalogueData, wanted: string): ListedModel | undefined {
  return models.find(({ name }) => name === wanted);
}

function put<Part>(parts: Map<string, Part>, name: string, definition: ModelChange['definition'], read: (given: object) => Part | undefined): void {
  if (definition === null) return void parts.delete(name);
  const part = read(definition);
  if (part !== undefined) parts.set(name, part);
}

function backendOf(id: string, given: object, base: CatalogueData): Backend | undefined {
  const { data } = backendRules.safeParse(given);
  if (data === undefined) return undefined;
  const backend = withSlots({ ...data, url: data.url.replace(/\/+$/, '') });
  const declared = base.backends.find((one) => one.id === id);
  // A key goes to the address that it was written down for, and to no other that an admin may choose.
  const keyFile = declared !== undefined && new URL(declared.url).origin === new URL(backend.url).origin ? declared.keyFile : undefined;
  return { id, ...backend, ...(keyFile !== undefined && { keyFile }) };
}

function modelOf(name: string, given: object): ListedModel | undefined {
  const { data } = modelRules.safeParse(given);
  return data && { name, ...data };
}

/**
 * What may run of a catalogue, and what is left out: with each release of a configuration file, changes that were made over another one
 * may no longer fit.
 */
export function usablePart(data: CatalogueData): { readonly data: CatalogueData; readonly leftOut: readonly CatalogueFault[] } {
  const leftOut = catalogueFaults(data);
  const isLeftOut = (kind: CatalogueFault['kind'], index: number) => leftOut.some((fault) => fault.kind === kind && fault.index === index);
  return {
    data: { backends: data.backends.filter((_, index) => !isLeftOut('backends', index)), models: data.models.filter((_, index) => !isLeftOut('models', index)) },
    leftOut,
  };
}
