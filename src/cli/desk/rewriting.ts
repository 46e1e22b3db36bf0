import type { Rewriting } from '../../answer/follow-up/look-up.ts';
import type { ChatModel } from '../../answer/ports.ts';
import { createRewriter } from '../../answer/follow-up/rewriter.ts';
import type { Config } from '../../config/config.ts';
import { readPrompt, stampOf } from '../../models/prompts/prompt.ts';

/**
 * What puts follow-ups anew; undefined when no model is configured for that.
 * @throws BalieError `config-invalid` when its prompt cannot be read.
 */
export async function openRewriting({ rewriteModel, promptsDir }: Config, model: ChatModel, limitMs: number): Promise<Rewriting | undefined> {
  if (rewriteModel === undefined) return undefined;
  const prompt = await readPrompt(promptsDir, 'rewrite', ['history', 'question'], { neededFor: 'REWRITE_MODEL' });
  return { rewrite: createRewriter({ model, name: rewriteModel, prompt: prompt.text, limitMs }), prompt: stampOf(prompt), keepsOwnWords: true };
}
