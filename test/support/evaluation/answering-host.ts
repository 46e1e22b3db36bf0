import { type OllamaHost, type RecordedRequest, reply, startOllamaHost, type Step } from '../ollama-host/index.ts';

/** A source as a model is given it. */
export interface Given {
  readonly number: string;
  readonly title: string;
  readonly text: string;
}

/** What a scripted model is asked. */
export interface AskedModel {
  readonly question: string;
  /** Questions before it. */
  readonly earlier: readonly string[];
  readonly sources: readonly Given[];
  /** All of the prompt. */
  readonly prompt: string;
}

/** What a scripted model says to that. */
export type Answering = (asked: AskedModel) => string;

const SOURCE = /<bron nummer="(\d+)"[^>\n]*? titel="([^"\n]*)"[^>\n]*>\n([\s\S]*?)\n<\/bron>/g;
/** What is to be translated, to a model that cannot: it gives it back as it is. */
const TO_TRANSLATE = /<(vraag|zin)>\n([\s\S]*?)\n<\/\1>/;
/** A dot in a number or an address ends nothing. */
const SENTENCE = /(?:[^.!?\n]|[.!?](?=\S))+[.!?]*/g;
const ASKS_NUMBER = /\b(?:hoe\s?veel|wat kost|kosten|prijs|duur|tarief|wanneer|hoe lang|hoe laat|hoe vaak|hoe oud|hoe snel|hoe hoog|welke dag|binnen|termijn)/i;
const MAX_SENTENCES = 3;
const PREFIX = 4;
/** Words that say how something is asked, not what about. */
const ASKING = /^(?:hoev|hoel|wann|waar|welk|kost|krij|moet|moge|kunn|word|hebb|heef|gaat|doen|voor|mijn|over|naar|zijn|deze|geme|lind|dage|weke|euro|prij|aanv|vraa|wien|duur|open|nieu|echt|aan|alle|iets|graa|will)/;
/** Of what a question is about, so much must be in a source that answers it. */
const ABOUT = 0.5;

/** An Ollama host with one chat model, `chat`, that answers so. */
export function startAnsweringHost(answering: Answering): Promise<OllamaHost> {
  return startOllamaHost({ models: ['chat'], script: (request) => steps(request, answering) });
}

function steps({ body }: RecordedRequest, answering: Answering): Step[] {
  const messages = body.messages ?? [];
  const users = messages.filter(({ role }) => role === 'user').map(({ content }) => content);
  const last = users.at(-1) ?? '';
  const [, , untranslated] = TO_TRANSLATE.exec(last) ?? [];
  if (untranslated !== undefined) return reply(untranslated);
  const sources = [...last.matchAll(SOURCE)].map(([, number = '', title = '', text = '']) => ({ number, title, text }));
  const question = /Vraag: ([\s\S]*?)\n\n/.exec(last)?.[1] ?? last;
  return reply(answering({ question, earlier: users.slice(0, -1), sources, prompt: messages.map(({ content }) => content).join('\n') }));
}

/**
 * As a small model that does what it was told: of the source that has most to do with the question, the sentences that share most words
 * with it, word for word, each with its source.
 */
export const honest: Answering = ({ question, earlier, sources }) => {
  const asked = beginnings(question);
  const before = beginnings(earlier.join(' '));
  const wantsNumber = ASKS_NUMBER.test(question);
  const shared = (text: string) => count(asked, text) + count(before, text) / 4;
  const ranked = sources.map((source, place) => ({ source, score: 2 * shared(source.title) + shared(source.text) - place / 10 })).toSorted((a, b) => b.score - a.score);
  const best = ranked.find(({ source }) => isAbout(source, asked.size === 0 ? before : asked, before));
  if (best === undefined) return 'GEEN_ANTWOORD';
  const sentences = (best.source.text.match(SENTENCE) ?? []).map((sentence) => sentence.trim()).filter((sentence) => !sentence.endsWith('?') && !sentence.endsWith(':') && beginnings(sentence).size > 1);
  const chosen = sentences
    .map((sentence) => ({ sentence, score: shared(sentence) + (wantsNumber && /\d/.test(sentence) ? 1.5 : 0) }))
    .toSorted((a, b) => b.score - a.score)
    .slice(0, MAX_SENTENCES);
  if (chosen.length === 0) return 'GEEN_ANTWOORD';
  return chosen.map(({ sentence }) => `${sentence.replace(/[.!;]+$/, '')} [${best.source.number}].`).join(' ');
};

function isAbout({ title, text }: Given, asked: ReadonlySet<string>, before: ReadonlySet<string>): boolean {
  const own = [...asked].filter((word) => !ASKING.test(word));
  const subject = new Set(own.length > 0 ? own : [...before].filter((word) => !ASKING.test(word)));
  return subject.size === 0 || count(subject, title) > 0 || count(subject, text) >= subject.size * ABOUT;
}

function count(wanted: ReadonlySet<string>, text: string): number {
  return beginnings(text).intersection(wanted).size;
}

/** How words of some length begin: "kost" and "kosten" are near enough. */
function beginnings(text: string): Set<string> {
  return new Set((text.toLowerCase().match(/\p{L}+/gu) ?? []).filter((word) => word.length >= 4).map((word) => word.slice(0, PREFIX)));
}
