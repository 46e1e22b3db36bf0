import type { RecordedRequest } from './recorded.ts';
import { reply } from './script.ts';
import type { Step } from './script.ts';

const source = /<bron nummer="(\d+)"(?:\s+\w+="[^"]*")*\s*>([\s\S]*?)<\/bron>/;

/**
 * The default script: answers from the prompt as a model would that reads only its first source. Looks in the last
 * user message for `<bron nummer="1" titel="…">…</bron>` and says its first two sentences and ` [1].`; without a
 * source it repeats the message.
 */
export function echoScript(request: RecordedRequest): Step[] {
  const message = request.body.messages?.findLast(({ role }) => role === 'user')?.content ?? '';
  const found = source.exec(message);
  if (found === null) return reply(`Dit is een proefantwoord op: ${message}`);
  const [, number = '1', passage = ''] = found;
  return reply(`${firstSentences(passage, 2)} [${number}].`);
}

/** The first sentences of a text, without the last full stop. */
function firstSentences(text: string, count: number): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  const segments = [...new Intl.Segmenter('nl', { granularity: 'sentence' }).segment(plain)];
  return segments.slice(0, count).map(({ segment }) => segment).join('').trim().replace(/[.!?]+$/, '');
}
