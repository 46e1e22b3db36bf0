import { createHash } from 'node:crypto';
import type { CallMessage } from '../../models/call.ts';
import type { KeyHolder } from '../../identity/keys.ts';

const MAX_KEPT = 10_000;

/**
 * Knows a conversation again by what was said in it. Programs that speak OpenAI's words send all that was said before along, not a
 * conversation's number. What they send is not believed: only a conversation that went here in the very same words is gone on with.
 * In memory, of this process; whoever wants to be sure sends the number.
 */
export class Conversations {
  private readonly ids = new Map<string, string>();
  private readonly max: number;

  constructor(max = MAX_KEPT) {
    this.max = max;
  }

  /** @param said all that came before the question. */
  find(key: KeyHolder, assistant: string, said: readonly CallMessage[]): string | undefined {
    const digest = digestOf(key, assistant, said);
    return digest === undefined ? undefined : this.ids.get(digest);
  }

  /** @param said up to and including the answer. */
  keep(key: KeyHolder, assistant: string, said: readonly CallMessage[], id: string): void {
    const digest = digestOf(key, assistant, said);
    if (digest === undefined) return;
    // The longest unused goes first.
    this.ids.delete(digest);
    this.ids.set(digest, id);
    const oldest = this.ids.size > this.max ? this.ids.keys().next().value : undefined;
    if (oldest !== undefined) this.ids.delete(oldest);
  }
}

/** Undefined when nothing was said yet. An assistant has instructions of its own: those of a program do not count. */
function digestOf(key: KeyHolder, assistant: string, said: readonly CallMessage[]): string | undefined {
  const words = said.filter(({ role }) => role === 'user' || role === 'assistant').map(({ role, content }) => [role, content.trim()]);
  if (words.length === 0) return undefined;
  return createHash('sha256').update(JSON.stringify([key.id, assistant, words])).digest('base64url');
}
