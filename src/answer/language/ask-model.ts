import { BalieError } from '../../errors.ts';
import type { TurnContext, TurnPorts } from '../context.ts';
import type { PromptStamp } from '../ports.ts';

/** A prompt with its name, version and digest; `{{…}}` in its text stand for what each question brings. */
export type TextPrompt = PromptStamp & { readonly text: string };

interface Asking {
  readonly context: TurnContext;
  readonly ports: TurnPorts;
  readonly signal: AbortSignal;
}

/** Longest time for one text: somebody waits for it. */
const LIMIT_MS = 30_000;

/**
 * Asks the assistant's model one thing beside its answer, and gives back its words, unjudged.
 * @throws BalieError `model-…`, `queue-…`, also when it takes too long; the signal's reason when aborted.
 */
export async function askModel({ text: prompt, ...stamp }: TextPrompt, values: Readonly<Record<string, string>>, maxTokens: number, { context, ports, signal }: Asking): Promise<string> {
  const limit = AbortSignal.timeout(LIMIT_MS);
  const messages = [{ role: 'user' as const, content: filled(prompt, values) }];
  const request = { model: context.assistant.model, messages, maxTokens, asker: context.asker };
  if (!context.prompts.some(({ name }) => name === stamp.name)) context.prompts.push(stamp);
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
function filled(prompt: string, values: Readonly<Record<string, string>>): string {
  return prompt.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name]?.replaceAll('<', '‹') ?? whole);
}
