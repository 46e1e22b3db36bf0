import { BalieError } from '../../errors.ts';
import type { TurnContext, TurnPorts } from '../context.ts';

/** Longest time for one text: somebody waits for it. */
const LIMIT_MS = 30_000;

/**
 * Asks the assistant's model one thing and gives back its first words, unjudged.
 * @throws BalieError `model-…`, `queue-…`, also when it takes too long; the signal's reason when aborted.
 */
export async function askModel(content: string, maxTokens: number, { context, ports, signal }: { context: TurnContext; ports: TurnPorts; signal: AbortSignal }): Promise<string> {
  const limit = AbortSignal.timeout(LIMIT_MS);
  const request = { model: context.assistant.model, messages: [{ role: 'user' as const, content }], maxTokens, asker: context.asker };
  let text = '';
  try {
    for await (const chunk of ports.model.chat(request, AbortSignal.any([signal, limit]))) {
      if (chunk.type === 'text') text += chunk.text;
      if (chunk.type === 'waiting' && chunk.expectedMs > LIMIT_MS) throw new BalieError('model-busy', { detail: request.model });
    }
  } catch (error) {
    if (!signal.aborted && limit.aborted) throw new BalieError('model-silent', { detail: request.model, cause: error });
    throw error;
  }
  return text;
}

/** In one pass, so that a text that holds `{{text}}` is text like any other; it cannot close the prompt's fence. */
export function filled(prompt: string, values: Readonly<Record<string, string>>): string {
  return prompt.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name]?.replaceAll('<', '‹') ?? whole);
}
