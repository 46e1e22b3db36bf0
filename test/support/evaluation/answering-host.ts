import { type RecordedRequest, reply, startOllamaHost, type OllamaHost, type Step } from '../ollama-host/index.ts';

/** A source as a model is given it. */
export interface Given {
  readonly number: string;
  readonly text: string;
}

/** What a scripted model says to a question and its sources. */
export type Answering = (question: string, sources: readonly Given[], prompt: string) => string;

const SOURCE = /<bron nummer="(\d+)"[^>]*>\n([\s\S]*?)\n<\/bron>/g;
const SENTENCE = /[^.!?\n]+[.!?]*/g;
const MAX_SENTENCES = 3;

/** An Ollama host with one chat model, `chat`, that answers so. */
export function startAnsweringHost(answering: Answering): Promise<OllamaHost> {
  return startOllamaHost({ models: ['chat'], script: (request) => steps(request, answering) });
}

function steps({ body }: RecordedRequest, answering: Answering): Step[] {
  const messages = body.messages ?? [];
  const last = messages.findLast(({ role }) => role === 'user')?.content ?? '';
  const sources = [...last.matchAll(SOURCE)].map(([, number = '', text = '']) => ({ number, text }));
  const question = /Vraag: ([\s\S]*?)\n\n/.exec(last)?.[1] ?? last;
  return reply(answering(question, sources, messages.map(({ content }) => content).join('\n')));
}

/** As a small model that does what it was told: the sentences that share most words with the question, each with its source. */
export const honest: Answering = (question, sources) => {
  const asked = new Set(longWords(question));
  const sentences = sources.flatMap(({ number, text }) =>
    (text.replaceAll(/(?<=\d)\.(?=\d)/g, '\u2024').match(SENTENCE) ?? []).map((sentence) => ({ number, sentence: sentence.replaceAll('\u2024', '.').trim(), shared: longWords(sentence).filter((word) => asked.has(word)).length })),
  );
  const chosen = sentences.filter(({ shared }) => shared > 0).toSorted((a, b) => b.shared - a.shared).slice(0, MAX_SENTENCES);
  if (chosen.length === 0) return 'GEEN_ANTWOORD';
  return chosen.map(({ sentence, number }) => `${sentence.replace(/[.!?;]+$/, '')} [${number}].`).join(' ');
};

function longWords(text: string): string[] {
  return (text.toLowerCase().match(/\p{L}+/gu) ?? []).filter((word) => word.length >= 4);
}
