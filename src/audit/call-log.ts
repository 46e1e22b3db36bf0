import { createSecretKey } from 'node:crypto';
import { type Traced, traceFacts } from './trace-facts.ts';
import { type Act, ending, interruption, receipt } from './writing/acts.ts';

interface Options {
  readonly masterKey: Buffer;
  readonly now: () => Date;
  /** Writes to the chain, for this process: `createChainWriter`. */
  readonly write: (act: Act) => Promise<boolean>;
  /** Whether it is kept where a call stands in a trace: for who records processings elsewhere. */
  readonly isTraced?: boolean;
}

export interface CallEnd {
  readonly outcome: 'answered' | 'interrupted' | 'failed';
  /** What was sent to the caller, also of a call that did not end well. */
  readonly said: unknown;
  /** Catalogue code of the fault behind `failed`. */
  readonly reason?: string;
  readonly usage: { readonly promptTokens: number; readonly answerTokens: number };
  readonly durationMs: number;
}

export type CallLog = ReturnType<typeof createCallLog>;

/** The record of the calls that programs make to models: what a method writes is committed when it resolves. */
export function createCallLog({ masterKey, now, write, isTraced = false }: Options) {
  const master = createSecretKey(masterKey);
  return {
    /**
     * @param call `key` is the id of the API key; `said` all that was asked, as JSON.
     * @throws BalieError `database-unavailable`.
     */
    async received(call: { readonly id: string; readonly key: string; readonly model: string; readonly kind: 'chat' | 'embed'; readonly said: unknown } & Traced): Promise<void> {
      const { id, key, model, kind, said } = call;
      await write(receipt({ subject: 'call', id, at: now() }, { key, model, kind, ...(isTraced && traceFacts(call)) }, said, master));
    },

    /**
     * Keeps the end of a call: with what is asked next, or within a moment, as nobody waits for it. A call ends once: a second end is
     * left out. @returns whether this end was kept.
     */
    ended(id: string, { outcome, said, reason, usage, durationMs }: CallEnd): Promise<boolean> {
      const { promptTokens, answerTokens } = usage;
      const facts = { outcome, reason, promptTokens, answerTokens, durationMs };
      return write(ending({ subject: 'call', id, at: now() }, facts, said ?? null, true));
    },

    /** Ends a call that nobody runs. @returns whether it was open. */
    interrupt: (id: string) => write(interruption({ subject: 'call', id, at: now() })),
  };
}
