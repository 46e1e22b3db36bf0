import { wordsOf } from './carry.ts';
import type { Passage } from './ports.ts';

/** More words with a meaning of their own than this are a question by itself. */
const MAX_CONTENT = 3;

/** Words that point at what was said before. Not "het": that is an article far more often. */
const POINTERS = wordSet('dat die daar dit deze ze dan zoiets hetzelfde');
/** As in "daarvoor" and "ermee". */
const POINTING = /^(?:daar|hier|er)(?:aan|bij|door|heen|in|mee|na|naar|naartoe|om|op|over|tegen|uit|van|vandaan|voor)$/;

/** Pronouns, question words and the small words of grammar: they belong to Dutch, and no text is about them. */
const GRAMMAR = wordSet(`
  ik je jij u we wij hij zij het hem haar mij me mijn ons onze uw jouw jullie hun men iemand iets niets alles zelf
  wat wie waar wanneer waarom hoe hoeveel hoelang welk welke waarheen waarvoor waarmee
  de een en of maar dus want als dan toch ook nog al wel niet geen er eigenlijk precies ongeveer even nu weer meer anders ja nee ok
  aan bij door in met na naar om op over te tot uit van voor zonder heen mee per
  ben bent is was zijn wordt worden heb hebt heeft hebben ga gaat gaan kan kun kunt kunnen mag mogen moet moeten wil wilt willen zal
  zou zullen hoef hoeft doe doet doen kom komt komen krijg krijgt krijgen
  veel graag bedoel bedoelt m n s`);

/**
 * The handful of verbs and measures with which people ask on ("hoe lang duurt dat", "wat kost het"). A question of nothing else but
 * these and grammar cannot be about anything but what was asked before; and they tell which part of it is asked for.
 */
const ASKS_ON = wordSet('vraag vragen aanvragen regel regelen kost kosten duurt duren nodig lang lange snel vaak duur laat tijd');

/** A document whose best passage has this share of the best score is about the same thing. */
const NEAR = 0.85;

/** Shorter words begin too many others. */
const MIN_STEM = 4;
const ENDINGS = wordSet('s e n en eren t');

/** Whether a question is about what was asked before: it says too little by itself, or it is short and points back. */
export function pointsBack(question: string): boolean {
  const words = wordsOf(question);
  const content = contentOf(words);
  if (content.length === 0) return words.length > 0;
  return content.length <= MAX_CONTENT && (words[0] === 'en' || words.some((word) => POINTERS.has(word) || POINTING.test(word)));
}

/**
 * Whether passages that were found for a follow-up and the question before it speak of the follow-up too. The words of the
 * question before it find passages for anything ("en de hoofdstad van Peru?"): at least half of its own must be in them.
 */
export function speakOf(passages: readonly Passage[], question: string): boolean {
  const content = contentOf(wordsOf(question));
  const said = passages.flatMap((passage) => wordsOf([passage.title, ...passage.headings, passage.text].join(' ')));
  const isSaid = (word: string) => said.some((other) => isForm(word, other));
  return content.filter(isSaid).length * 2 >= content.length;
}

/** Whether `other` is the word itself, a compound that begins with it, or the word without its ending. */
function isForm(word: string, other: string): boolean {
  if (other === word || (word.length >= MIN_STEM && other.startsWith(word))) return true;
  return other.length >= MIN_STEM && word.startsWith(other) && ENDINGS.has(word.slice(other.length));
}

/**
 * Orders what was found for a follow-up and the question before it by what the follow-up itself asks. The words of the question
 * before it choose the documents; left alone, they would also choose the passages, and "en wat kost dat?" be answered with how to
 * apply. In documents about as good as the best, a passage under a heading with the follow-up's words counts up to twice as much, one
 * with them in its text half of that more.
 */
export function onPoint(passages: readonly Passage[], question: string): Passage[] {
  const asked = wordsOf(question).filter((word) => !isGrammar(word));
  const best = passages[0]?.score ?? 0;
  const near = new Set(passages.filter(({ score }) => score >= best * NEAR).map(({ documentId }) => documentId));
  if (asked.length === 0) return [...passages];
  const share = (text: string) => {
    const said = wordsOf(text);
    return asked.filter((word) => said.some((other) => isForm(word, other))).length / asked.length;
  };
  const weight = ({ documentId, headings, text }: Passage) =>
    near.has(documentId) ? 1 + Math.max(share(headings.join(' ')), share(text) / 2) : 1;
  return passages.map((passage) => ({ ...passage, score: passage.score * weight(passage) })).toSorted((a, b) => b.score - a.score);
}

function contentOf(words: readonly string[]): string[] {
  return words.filter((word) => !isGrammar(word) && !ASKS_ON.has(word));
}

function isGrammar(word: string): boolean {
  return GRAMMAR.has(word) || POINTERS.has(word) || POINTING.test(word);
}

function wordSet(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
