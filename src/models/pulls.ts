import { asBalieError, type ErrorCode } from '../errors.ts';
import type { PullProgress } from './call.ts';

/** A model on its way to a host, or what became of it. */
export interface Pull {
  readonly backend: string;
  readonly model: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly startedAt: Date;
  readonly completedBytes?: number;
  readonly totalBytes?: number;
  readonly fault?: ErrorCode;
}

/** Those that ended last are told of, so many in all. */
const SHOWN = 10;

/** Models that this process brings to hosts while nobody waits: who asked looks again later. */
export class Pulls {
  #pulls: Pull[] = [];

  /** The last one first. */
  list(): readonly Pull[] {
    return this.#pulls;
  }

  isRunning(backend: string, model: string): boolean {
    return this.#pulls.some((pull) => pull.backend === backend && pull.model === model && pull.state === 'running');
  }

  /** Begins one, unless the same is under way. */
  start(backend: string, model: string, steps: AsyncIterable<PullProgress>): void {
    if (this.isRunning(backend, model)) return;
    const startedAt = new Date();
    this.#set({ backend, model, state: 'running', startedAt });
    void this.#follow({ backend, model, startedAt }, steps);
  }

  async #follow(pull: Pick<Pull, 'backend' | 'model' | 'startedAt'>, steps: AsyncIterable<PullProgress>): Promise<void> {
    try {
      for await (const { completedBytes, totalBytes } of steps) {
        this.#set({ ...pull, state: 'running', ...(completedBytes !== undefined && { completedBytes }), ...(totalBytes !== undefined && { totalBytes }) });
      }
      this.#set({ ...pull, state: 'done' });
    } catch (error) {
      this.#set({ ...pull, state: 'failed', fault: asBalieError(error).code });
    }
  }

  #set(pull: Pull): void {
    const others = this.#pulls.filter(({ backend, model }) => backend !== pull.backend || model !== pull.model);
    this.#pulls = [pull, ...others].slice(0, SHOWN);
  }
}
