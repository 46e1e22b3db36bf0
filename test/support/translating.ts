/** A host that answers from its first source, and translates as it is told to: what a test says it makes of each sentence. */
import { type RecordedRequest, reply } from './ollama-host/index.ts';

interface Translator {
  /** The Dutch of any question. */
  readonly question: string;
  /** What a sentence becomes. */
  readonly sentence: (dutch: string) => string;
  /** The answer in Dutch; absent: what the first source says. */
  readonly answer?: string;
}

export function translator({ question, sentence, answer }: Translator) {
  return ({ body }: RecordedRequest) => {
    const prompt = body.messages?.at(-1)?.content ?? '';
    const [, text = ''] = /<(?:vraag|zin)>\n([^]*?)\n<\/(?:vraag|zin)>/.exec(prompt) ?? [];
    if (prompt.includes('<vraag>')) return reply(question);
    if (prompt.includes('<zin>')) return reply(sentence(text));
    const [, source = ''] = /<bron [^\n]*>\n([^]*?)\n<\/bron>/.exec(prompt) ?? [];
    return reply(answer ?? `${source} [1]`);
  };
}
