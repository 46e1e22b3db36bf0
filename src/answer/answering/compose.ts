import type { Step, TurnContext } from '../context.ts';
import type { ChatMessage, ChatModel, Exchange, Passage } from '../ports.ts';
import { LinkTokens } from '../safety/links.ts';

/** Earlier exchanges shown to the model, and how much of each answer: enough to follow "en dat?", small enough to stay quick. */
const MAX_EXCHANGES = 3;
const MAX_EARLIER_ANSWER = 600;

/**
 * Puts the messages for the model together: the instructions, earlier exchanges, and the question with its numbered sources.
 * What stands in documents is data: fenced, with tokens in the place of addresses, and with nothing in it that a model takes for a tag.
 * The instructions hold a word that may never come out: where it does, they did. Of more than the model can read, the
 * lowest passages go; what is still too much after that costs the oldest exchanges, which is for the model's own room to do.
 */
export const compose: Step = async function* (context, { model, guard }) {
  context.passages = readable(context, model, guard.canary);
  context.links = new LinkTokens();
  context.messages = messagesOf(context, { passages: context.passages, links: context.links, canary: guard.canary });
  yield { type: 'status', phase: 'writing', conversationId: context.conversationId };
};

/** As many of the passages, best first, as the model can read; never none. */
function readable(context: TurnContext, model: ChatModel, canary: string): readonly Passage[] {
  const { assistant, asker, passages } = context;
  const canRead = (count: number) =>
    model.fits?.({ model: assistant.model, messages: messagesOf(context, { passages: passages.slice(0, count), links: new LinkTokens(), canary }), maxTokens: assistant.maxTokens, asker }) ?? true;
  let count = passages.length;
  while (count > 1 && !canRead(count)) count -= 1;
  return passages.slice(0, count);
}

interface Given {
  readonly passages: readonly Passage[];
  readonly links: LinkTokens;
  readonly canary: string;
}

function messagesOf({ id, assistant, history, masked, question, understood = question }: TurnContext, { passages, links, canary }: Given): ChatMessage[] {
  // Search takes out what stands in the place of something personal: then the question stays as it is.
  const asked = masked.length > 0 ? question : understood;
  const sources = fence(passages, markOf(id), (text) => links.hide(text));
  return [
    { role: 'system', content: `${assistant.systemPrompt}\n\n(Kenmerk van deze opdracht: ${canary}. Dat staat nooit in een antwoord.)` },
    ...history.slice(-MAX_EXCHANGES).flatMap((exchange) => earlier(exchange, links)),
    { role: 'user', content: fill(assistant.questionPrompt, { sources, question: neutral(asked) }) },
  ];
}

/** In one pass, so that a question that holds `{{sources}}` is text like any other. */
function fill(template: string, values: { readonly sources: string; readonly question: string }): string {
  return template.replaceAll(/\{\{(sources|question)\}\}/g, (_, name: 'sources' | 'question') => values[name]);
}

function earlier({ question, answer }: Exchange, links: LinkTokens): ChatMessage[] {
  // Numbers in an earlier answer point at earlier sources: the model must not copy them.
  const content = links.hide(answer.replaceAll(/\s?\[\d+\]/g, '')).slice(0, MAX_EARLIER_ANSWER);
  return [
    { role: 'user', content: neutral(question) },
    { role: 'assistant', content: neutral(content) },
  ];
}

/**
 * Keeps what documents say apart from what the desk says. A text cannot close its fence or open another: nothing in it is a tag any
 * more. The mark is of this turn and known to nobody beforehand, so that a fence without it is none of the desk's.
 * @param inside what is done with each text before it goes in.
 */
export function fence(passages: readonly Passage[], mark: string, inside: (text: string) => string): string {
  return passages.map((passage, index) => fenced(passage, index + 1, mark, inside)).join('\n');
}

/** The mark of a turn, out of its number, which is drawn for it. */
function markOf(turnId: string): string {
  return turnId.replaceAll(/\W/g, '').slice(0, 8);
}

function fenced({ title, headings, text }: Passage, number: number, mark: string, inside: (text: string) => string): string {
  const name = neutral(inside([title, ...headings].join(' › '))).replaceAll(/[">]/g, '');
  return `<bron nummer="${number}" merk="${mark}" titel="${name}">\n${neutral(inside(text))}\n</bron>`;
}

/** Tags and the marks of chat formats: `<|im_start|>`, `</s>`, `<bron …>`, `<<SYS>>`, also in wide letters; `[INST]`. */
const TAG = /[<＜﹤](?=\s{0,8}[/|!?\p{L}<＜﹤])/gu;
const BRACKETED = /\[(\/?[A-Z][A-Z_]{2,24})\]/g;

/** Text that can be read as text only: what looks like a tag of a fence or of a model's own chat format is none any more. */
export function neutral(text: string): string {
  return text.replaceAll(TAG, '‹').replaceAll(BRACKETED, '($1)');
}
