/** A place where models run, for who manages it. The key that it wants is nobody's to see. */
export interface BackendState {
  readonly id: string;
  readonly kind: 'ollama' | 'openai';
  readonly url: string;
  readonly pool: string;
  readonly slots: number;
  readonly watts?: number | undefined;
  /** Whether it is to end what runs there and take nothing new. */
  readonly draining: boolean;
  /** How it is now, as this process sees it: `failing` is left alone for a while after faults. */
  readonly state: 'ready' | 'failing' | 'draining';
  /** Calls that this process has running there. */
  readonly running: number;
  readonly hasKey: boolean;
  /** Whether it is otherwise than the configuration file says, or not in there. */
  readonly isChanged: boolean;
}

/** A model that may run. */
export interface ListedModelState {
  readonly name: string;
  readonly model: string;
  readonly pool: string;
  readonly capabilities: readonly ('chat' | 'embeddings' | 'tools' | 'vision' | 'thinking')[];
  readonly contextTokens: number;
  readonly licence?: string | undefined;
  readonly origin?: string | undefined;
  readonly queryPrefix: string;
  readonly passagePrefix: string;
  readonly isChanged: boolean;
}

/** What is wrong with a change, of which nothing was done. */
export interface ChangeFault {
  readonly kind: 'backends' | 'models';
  readonly name: string;
  readonly field: string;
  readonly reason: string;
}

export interface PullStep {
  readonly status: string;
  readonly completedBytes?: number;
  readonly totalBytes?: number;
}

/** What the routes for backends and models need of the rest; who may call them is checked before. */
export interface CatalogueDeps {
  backends(): readonly BackendState[];
  models(): readonly ListedModelState[];
  /**
   * Has a backend or model be so from now on; null takes it away. Other processes follow within seconds.
   * @param by id of the admin's key.
   * @returns what is wrong with it; empty when it was done.
   */
  change(change: { readonly kind: 'backend' | 'model'; readonly name: string; readonly definition: Readonly<Record<string, unknown>> | null }, by: string): Promise<readonly ChangeFault[]>;
  /**
   * Brings a model that may run to a backend of its pool.
   * @param model its name in the list.
   * @throws BalieError `backend-unknown`, `model-unknown`, `pull-unsupported`; later, from the steps: `model-missing`, `pull-failed`, those of a host.
   */
  pull(backend: string, model: string, signal: AbortSignal): AsyncIterableIterator<PullStep>;
}
