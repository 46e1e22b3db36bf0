import { BalieError } from '../errors.ts';
import type { ModelHost } from './call.ts';
import type { Backend } from './catalogue.ts';
import { keyOfFile } from './key-file.ts';
import { createOllamaHost } from './ollama/host.ts';
import { createOpenAiHost } from './openai/host.ts';
import type { CatalogueHost } from './pool/catalogue.ts';
import type { HostLimits } from './transport/place.ts';

/** It makes one batch of vectors at a time, and has been reported to mix up those that come together (ollama/ollama#6262). */
const OLLAMA_EMBED_SLOTS = 1;

/**
 * Makes hosts of backends. A backend that is there already, and is reached in the same way, stays the same host: what runs there goes
 * on, also when another key is in its file. Who takes a host out of use closes it.
 */
export class HostMaker {
  readonly #limits: HostLimits;
  readonly #onFault: (fault: BalieError) => void;
  #made = new Map<string, { readonly way: string; readonly host: ModelHost }>();

  /** @param onFault hears of a key that cannot be read, once: the host is asked with the one before it, or with none, and says what it thinks of that. */
  constructor(limits: HostLimits, onFault: (fault: BalieError) => void = () => undefined) {
    this.#limits = limits;
    this.#onFault = onFault;
  }

  /** The hosts of these backends, in order. */
  hostsOf(backends: readonly Backend[]): CatalogueHost[] {
    const made = new Map<string, { readonly way: string; readonly host: ModelHost }>();
    for (const backend of backends) {
      const { id, kind, url, keyFile } = backend;
      const way = JSON.stringify([kind, url, keyFile]);
      const known = this.#made.get(id);
      made.set(id, known?.way === way ? known : { way, host: this.#hostOf(backend) });
    }
    this.#made = made;
    return backends.flatMap(({ id, kind, pool, slots, draining = false }) => {
      const host = made.get(id)?.host;
      return host === undefined ? [] : [{ host, pool, slots, embedSlots: kind === 'ollama' ? OLLAMA_EMBED_SLOTS : slots, isDraining: draining }];
    });
  }

  #hostOf({ id, kind, url, keyFile }: Backend): ModelHost {
    const tell = (fault: string) => this.#onFault(new BalieError('config-invalid', { detail: `backend ${id}: keyFile: ${fault}` }));
    const settings = { id, url, ...this.#limits, ...(keyFile !== undefined && { apiKey: keyOfFile(keyFile, tell) }) };
    return kind === 'ollama' ? createOllamaHost(settings) : createOpenAiHost(settings);
  }
}
