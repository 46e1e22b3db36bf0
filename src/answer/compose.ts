import type { Step, TurnContext } from './context.ts';
import type { ChatMessage, ChatModel, Exchange, Passage } from './ports.ts';

/** Earlier exchanges shown to the model, and how much of each answer: enough to follow "en dat?", small enough to stay quick. */
const MAX_EXCHANGES = 3;
const MAX_EARLIER_ANSWER = 600;

/**
 * Puts the messages for the model together: the instructions, earlier exchanges, and the question with its numbered sources.
 * Sources come without web addresses: the model refers by number, and the desk makes the links. Of more than the model can read, the
 * lowest passages go; what is still too much after that costs the oldest exchanges, which is for the model's own room to do.
 */
export const compose: Step = async function* (context, { model }) {
  context.passages = readable(context, model);
  context.messages = messagesOf(context, context.passages);
  yield { type: 'status', phase: 'writing', conversationId: context.conversationId };
};

/** As many of the passages, best first, as the model can read; never none. */
function readable(context: TurnContext, model: ChatModel): readonly Passage[] {
  const { assistant, asker, passages } = context;
  const canRead = (count: number) =>
    model.fits?.({ model: assistant.model, messages: messagesOf(context, passages.slice(0, count)), maxTokens: assistant.maxTokens, asker }) ?? true;
  let count = passages.length;
  while (count > 1 && !canRead(count)) count -= 1;
  return passages.slice(0, count);
}

function messagesOf({ assistant, history, question }: TurnContext, passages: readonly Passage[]): ChatMessage[] {
  return [
    { role: 'system', content: assistant.systemPrompt },
    ...history.slice(-MAX_EXCHANGES).flatMap(earlier),
    { role: 'user', content: fill(assistant.questionPrompt, { sources: passages.map(fence).join('\n'), question }) },
  ];
}

/** In one pass, so that a question that holds `{{sources}}` is text like any other. */
function fill(template: string, values: { readonly sources: string; readonly question: string }): string {
  return template.replaceAll(/\{\{(sources|question)\}\}/g, (_, name: 'sources' | 'question') => values[name]);
}

function earlier({ question, answer }: Exchange): ChatMessage[] {
  // Numbers in an earlier answer point at earlier sources: the model must not copy them.
  const content = answer.replaceAll(/\s?\[\d+\]/g, '').slice(0, MAX_EARLIER_ANSWER);
  return [
    { role: 'user', content: question },
    { role: 'assistant', content },
  ];
}

function fence(passage: Passage, index: number): string {
  const title = [passage.title, ...passage.headings].join(' > ');
  return `<bron nummer="${index + 1}" titel="${neutral(title).replaceAll('"', '')}">\n${neutral(passage.text)}\n</bron>`;
}

/** Text from a document cannot close its own fence or open another. */
function neutral(text: string): string {
  return text.replaceAll(/<(?=\s*\/?\s*bron)/gi, '‹');
}
