import type { Taken } from './judge.ts';

/** Sentences that say something, and how many of them the cited sources carry. */
export interface Claims {
  readonly all: number;
  readonly carried: number;
}

const NONE: Claims = { all: 0, carried: 0 };
const REFERENCE = /\[(\d+)\]/g;
/** Of a sentence's words of some length, so many must stand in its sources. */
const SHARE = 0.6;
const MIN_LETTERS = 4;
const MIN_WORDS = 3;
const BLANK = '{{';
/** Shorter beginnings are those of other sentences too. */
const MIN_BEGINNING = 20;

/**
 * Counts claims in an answer of a model: sentences of three words or more that are not the desk's own, nor
 * announce a list. One is carried when the sources that
 * it cites (all, where it cites none) hold each of its numbers and three fifths of its longer words. Measured apart from what the
 * desk itself checks, so that a fault there shows.
 * @param fixed texts that need no source; what stands where one has `{{name}}` needs none either.
 */
export function countClaims({ outcome, answer, sources }: Pick<Taken, 'outcome' | 'answer' | 'sources'>, fixed: string): Claims {
  if (outcome !== 'answered') return NONE;
  const own = new Set(sentencesIn(fixed).map(bare));
  const beginnings = [...own].filter((sentence) => sentence.includes(BLANK)).map((sentence) => sentence.slice(0, sentence.indexOf(BLANK))).filter((before) => before.length >= MIN_BEGINNING);
  const isOwn = (sentence: string) => own.has(sentence) || beginnings.some((before) => sentence.startsWith(before));
  const claims = sentencesIn(answer).filter((sentence) => !isOwn(bare(sentence)) && !sentence.endsWith(':') && wordsIn(bare(sentence)).length >= MIN_WORDS);
  const carried = claims.filter((claim) => {
    const cited = [...claim.matchAll(REFERENCE)].map((match) => Number(match[1]));
    const used = cited.length === 0 ? sources : sources.filter(({ number }) => cited.includes(number));
    return isCarried(bare(claim), used.map(({ title, headings, quote }) => [title, ...headings, quote].join('\n')).join('\n'));
  });
  return { all: claims.length, carried: carried.length };
}

function isCarried(claim: string, sources: string): boolean {
  const numbers = new Set(numbersIn(sources));
  if (sources === '' || !numbersIn(claim).every((number) => numbers.has(number))) return false;
  const words = new Set(wordsIn(sources));
  const long = wordsIn(claim).filter((word) => word.length >= MIN_LETTERS);
  return long.filter((word) => words.has(word)).length >= long.length * SHARE;
}

/** With the references behind each; a line of a list is one too. */
function sentencesIn(text: string): string[] {
  return text
    .split(/\n+|(?<=[.!?]["'”’)*]*(?:\s?\[\d+\])*)\s+(?=\p{Lu}|["'“‘(*-])/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

function bare(sentence: string): string {
  return sentence.replaceAll(REFERENCE, '').replaceAll(/^[>\s*-]+|[*_]/g, '').trim();
}

const SMALL = ['nul', 'een', 'twee', 'drie', 'vier', 'vijf', 'zes', 'zeven', 'acht', 'negen', 'tien', 'elf', 'twaalf', 'dertien', 'veertien', 'vijftien', 'zestien', 'zeventien', 'achttien', 'negentien', 'twintig'];
/** `een` is an article far more often than a number. */
const SPELLED = new Map(SMALL.map((word, number) => [word, String(number)] as const).filter(([word]) => word !== 'een'));

/** Words in lower case without accents, in order. */
export function wordsIn(text: string): string[] {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().match(/\p{L}+/gu) ?? [];
}

/** Numbers as a reader takes them: `zes` is 6, `1.250,00` is 1250, `8.30` and `08:30` are 8.30. */
export function numbersIn(text: string): string[] {
  const written = text.normalize('NFKC').match(/\d+(?:[.,:]\d+)*/g) ?? [];
  return [...written.map(evened), ...wordsIn(text).flatMap((word) => SPELLED.get(word) ?? [])];
}

function evened(number: string): string {
  const thousands = number.replaceAll(/(?<=\d)\.(?=\d{3}(?:\D|$))/g, '');
  const [whole = '', ...parts] = thousands.split(/[.,:]/);
  const rest = parts.join('.');
  return [whole.replace(/^0+(?=\d)/, ''), ...(/^0*$/.test(rest) ? [] : [rest])].join('.');
}
