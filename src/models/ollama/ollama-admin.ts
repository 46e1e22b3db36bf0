import { createOllamaHost } from './host.ts';
import { sameModel } from './model-name.ts';

export interface ModelState {
  readonly state: 'ready' | 'missing' | 'unreachable';
  /** For `missing`: the command that brings the model to the host. */
  readonly hint?: string;
}

/**
 * Whether a host has a model. Takes at most `timeoutMs` in all. Never throws: a host that is away, slow, or no Ollama is `unreachable`.
 */
export async function modelState(
  { url, model, timeoutMs }: { readonly url: string; readonly model: string; readonly timeoutMs: number },
): Promise<ModelState> {
  const host = createOllamaHost({ id: 'ollama', url, connectMs: timeoutMs, firstByteMs: timeoutMs, embedMs: timeoutMs, silenceMs: timeoutMs, checkMs: timeoutMs });
  try {
    const models = await host.models(AbortSignal.timeout(timeoutMs));
    if (models.some(({ name }) => sameModel(name, model))) return { state: 'ready' };
    return { state: 'missing', hint: `ollama pull ${model}` };
  } catch {
    return { state: 'unreachable' };
  } finally {
    await host.close();
  }
}
