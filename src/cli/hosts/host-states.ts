import type { OnHostState } from '../../models/pool/pools.ts';

/** Logs when a model host is left alone, with what it said, and when it answers again: what its calls met is otherwise told to nobody. */
export function hostStates(logger: { warn(facts: object, message: string): void }): OnHostState {
  return (host, pool, state, fault) => {
    if (state === 'closed') return logger.warn({ host, pool }, 'model host answers again');
    // What hosts quote of a request is taken out of causes where they are read.
    const cause = fault?.cause instanceof Error ? `${fault.cause.name}: ${fault.cause.message}` : undefined;
    logger.warn({ host, pool, code: fault?.code, detail: fault?.detail, cause }, 'model host left alone');
  };
}
