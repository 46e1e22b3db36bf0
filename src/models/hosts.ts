import { BalieError } from '../errors.ts';
import type { ModelHost } from './call.ts';
import type { Backend } from './catalogue.ts';
import { readKeyFile } from './key-file.ts';
import { createOllamaHost } from './ollama/host.ts';
import { createOpenAiHost } from './openai/host.ts';
import type { CatalogueHost } from './pool/catalogue.ts';
import type { HostLimits } from './transport/place.ts';

/** It makes one batch of vectors at a time, and has been reported to mix up those that come together (ollama/ollama#6262). */
const OLLAMA_EMBED_SLOTS = 1;

/**
 * Makes hosts of backends. A backend that is there already, and is reached in the same way, stays the same host: what runs there goes
 * on. Who takes a host out of use closes it.
 */
export class HostMaker {
  readonly #limits: HostLimits;
  #made = new Map<string, { readonly way: string; readonly host: ModelHost }>();

  constructor(limits: HostLimits) {
    this.#limits = limits;
  }

  /** The hosts of these backends, in order. @throws BalieError `config-invalid` for a key that cannot be read; then nothing changes. */
  hostsOf(backends: readonly Backend[]): CatalogueHost[] {
    const made = new Map<string, { readonly way: string; readonly host: ModelHost }>();
    for (const backend of backends) {
      const { id, kind, url } = backend;
      const apiKey = keyOf(backend);
      const way = JSON.stringify([kind, url, apiKey]);
      const known = this.#made.get(id);
      const settings = { id, url, ...this.#limits, ...(apiKey !== undefined && { apiKey }) };
      made.set(id, known?.way === way ? known : { way, host: kind === 'ollama' ? createOllamaHost(settings) : createOpenAiHost(settings) });
    }
    this.#made = made;
    return backends.flatMap(({ id, kind, pool, slots, draining = false }) => {
      const host = made.get(id)?.host;
      return host === undefined ? [] : [{ host, pool, slots, embedSlots: kind === 'ollama' ? OLLAMA_EMBED_SLOTS : slots, isDraining: draining }];
    });
  }
}

/** Read anew each time, so that a key can be replaced while the desk runs. */
function keyOf({ id, keyFile }: Backend): string | undefined {
  if (keyFile === undefined) return undefined;
  const { key, fault } = readKeyFile(keyFile);
  if (fault !== undefined) throw new BalieError('config-invalid', { detail: `backend ${id}: keyFile: ${fault}` });
  return key;
}
