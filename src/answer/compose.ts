import type { Step } from './context.ts';
import type { ChatMessage, Exchange, Passage } from './ports.ts';

/** Earlier exchanges shown to the model, and how much of each answer: enough to follow "en dat?", small enough to stay quick. */
const MAX_EXCHANGES = 3;
const MAX_EARLIER_ANSWER = 600;

/**
 * Puts the messages for the model together: the instructions, earlier exchanges, and the question with its numbered sources.
 * Sources come without web addresses: the model refers by number, and the desk makes the links.
 */
export const compose: Step = async function* (context) {
  const { assistant, history, passages, question } = context;
  context.messages = [
    { role: 'system', content: assistant.systemPrompt },
    ...history.slice(-MAX_EXCHANGES).flatMap(earlier),
    { role: 'user', content: fill(assistant.questionPrompt, { sources: passages.map(fence).join('\n'), question }) },
  ];
  yield { type: 'status', phase: 'writing', conversationId: context.conversationId };
};

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
