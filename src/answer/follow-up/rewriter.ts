import { BalieError } from '../../errors.ts';
import type { ChatModel, Exchange, Rewriter } from '../ports.ts';

export interface RewriterSettings {
  readonly model: ChatModel;
  /** The model's name at its host. */
  readonly name: string;
  /** `{{history}}` and `{{question}}` stand for what was said. */
  readonly prompt: string;
  /** Longest time for one question: somebody waits for it. */
  readonly limitMs: number;
}

/** A question of a line or two. */
const MAX_TOKENS = 60;
/** Of what was said: enough to know what it was about, little enough to be read quickly. */
const MAX_EXCHANGES = 3;
const MAX_QUESTION = 300;
const MAX_ANSWER = 200;

/** A rewriter that asks a chat model. */
export function createRewriter({ model, name, prompt, limitMs }: RewriterSettings): Rewriter {
  return {
    async rewrite({ question, history, asker }, caller) {
      const limit = AbortSignal.timeout(limitMs);
      const values = { history: history.slice(-MAX_EXCHANGES).map(shown).join('\n'), question: oneLine(question, MAX_QUESTION) };
      const content = prompt.replaceAll(/\{\{(history|question)\}\}/g, (_, part: keyof typeof values) => values[part]);
      const request = { model: name, messages: [{ role: 'user' as const, content }], maxTokens: MAX_TOKENS, ...(asker && { asker }) };
      let text = '';
      try {
        for await (const chunk of model.chat(request, AbortSignal.any([caller, limit]))) {
          if (chunk.type === 'text') text += chunk.text;
          if (chunk.type === 'waiting' && chunk.expectedMs > limitMs) throw new BalieError('model-busy', { detail: name });
        }
      } catch (error) {
        if (!caller.aborted && limit.aborted) throw new BalieError('model-silent', { detail: name, cause: error });
        throw error;
      }
      return text;
    },
  };
}

function shown({ question, answer }: Exchange): string {
  return `Vraag: ${oneLine(question, MAX_QUESTION)}\nAntwoord: ${oneLine(answer, MAX_ANSWER)}`;
}

/** Cannot close the prompt's fence, nor begin a line that looks like the prompt's own. */
function oneLine(text: string, length: number): string {
  return text.replaceAll(/[\p{C}\s]+/gu, ' ').replaceAll('<', '‹').trim().slice(0, length);
}
