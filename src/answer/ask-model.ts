import { BalieError } from '../errors.ts';
import type { Asker, Assistant, ChatModel, ChatRequest, PromptStamp } from './ports.ts';

/** A prompt with its name, version and digest; `{{…}}` in its text stand for what each question brings. */
export type TextPrompt = PromptStamp & { readonly text: string };

/** What of a turn its model is asked with. */
interface Asking {
  readonly context: { readonly assistant: Pick<Assistant, 'model'>; readonly asker: Asker; readonly prompts: PromptStamp[] };
  readonly ports: { readonly model: ChatModel };
  readonly signal: AbortSignal;
}

/** Longest time for one text: somebody waits for it. */
const LIMIT_MS = 30_000;

/**
 * Asks the assistant's model one thing beside its answer: what nothing of the turn depends on.
 * @returns its words, unjudged, or the code of the fault for which there are none. @throws only the signal's reason, when aborted.
 */
export async function askModel({ text: prompt, ...stamp }: TextPrompt, values: Readonly<Record<string, string>>, maxTokens: number, { context, ports, signal }: Asking): Promise<{ text: string; fault?: string }> {
  const messages = [{ role: 'user' as const, content: filled(prompt, values) }];
  if (!context.prompts.some(({ name }) => name === stamp.name)) context.prompts.push(stamp);
  try {
    return { text: await answerOf(ports.model, { model: context.assistant.model, messages, maxTokens, asker: context.asker }, LIMIT_MS, signal) };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof BalieError) return { text: '', fault: error.code };
    throw error;
  }
}

/**
 * Gives back a model's words, unjudged.
 * @throws BalieError `model-…`, `queue-…`, also when it takes too long; the signal's reason when aborted.
 */
export async function answerOf(model: ChatModel, request: ChatRequest, limitMs: number, signal: AbortSignal): Promise<string> {
  const limit = AbortSignal.timeout(limitMs);
  let text = '';
  try {
    for await (const chunk of model.chat({ ...request, limitMs }, AbortSignal.any([signal, limit]))) {
      if (chunk.type === 'text') text += chunk.text;
      if (chunk.type === 'waiting' && chunk.expectedMs > limitMs) throw new BalieError('model-busy', { detail: request.model });
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
