import { isDeepStrictEqual } from 'node:util';
import { BalieError } from '../errors.ts';
import type { CatalogueDeps } from '../http/deps/catalogue-deps.ts';
import type { ModelHost } from '../models/call.ts';
import { type OpenCatalogue, RefusedChange } from './catalogue.ts';

/**
 * The routes for backends and models, over the catalogue.
 * @param hostOf the host of a backend; undefined when it is not in use.
 */
export function catalogueDeps({ catalogue, base, change }: OpenCatalogue, hostOf: (backend: string) => ModelHost | undefined): CatalogueDeps {
  return {
    backends: () =>
      catalogue.data.backends.map((backend) => {
        const { keyFile, ...facts } = backend;
        const declared = base.backends.find(({ id }) => id === backend.id);
        return { ...facts, hasKey: keyFile !== undefined, isChanged: !isDeepStrictEqual(declared, backend) };
      }),
    models: () =>
      catalogue.data.models.map((model) => ({ ...model, isChanged: !isDeepStrictEqual(base.models.find(({ name }) => name === model.name), model) })),
    async change(wanted, by) {
      try {
        await change(wanted, by);
        return [];
      } catch (error) {
        if (error instanceof RefusedChange) return error.faults;
        throw error;
      }
    },
    pull(id, name, signal) {
      const backend = catalogue.data.backends.find((one) => one.id === id);
      const host = hostOf(id);
      if (backend === undefined || host === undefined) throw new BalieError('backend-unknown');
      const model = catalogue.model(name);
      // To another pool it would come for nothing: nobody would call it there.
      if (model === undefined || model.pool !== backend.pool) throw new BalieError('model-unknown', { detail: name });
      if (backend.kind !== 'ollama') throw new BalieError('pull-unsupported', { detail: id });
      return host.pull(model.model, signal);
    },
  };
}
