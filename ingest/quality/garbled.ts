import { cut } from '../../src/cut.ts';

/** How much of a text is no words: what a wrong encoding, a broken font map or a bad scan leaves. */
export interface Garbled {
  /** 0 to 1: of all words, the part that is none. */
  readonly share: number;
  /** A few of them, for an editor to look up in the document. */
  readonly examples: readonly string[];
  /** Words looked at; under some tens the share says little. */
  readonly words: number;
  /** Words that only a wrong encoding makes. Of Dutch, with few accents, even all of them are a small share. */
  readonly misread: number;
}

/**
 * Per letter the letters that hardly follow it: pairs under 1 in 10,000 in Dutch (3.1 million pairs of wetten.nl and
 * retrieval-nl) and under 3 in 10,000 in English (0.7 million of manuals). Of normal text .4 to 1.2 % is such a pair, of random
 * letters 41 %. Not among them is `j` after a consonant: official texts have few diminutives, other texts many.
 */
const unlikely = new Set(
  (
    'a:ehjoqxz b:cdfghkmnpqvwx c:bdfgjmnpqvwxz d:bcfknqx f:bckmnpqvxz g:bcfkpqwxyz h:bcdfghjklmpqsvwxyz i:hiqwy ' +
    'j:chijmpqrtxy k:cdfgmnpqvxyz l:bchmnqrwxz m:cfknqrvwxyz n:qx o:hqyz p:bcfhjknqwxz q:abcdefghijklmnopqrstvwxyz ' +
    'r:qx s:qxz t:fjqx u:hjoqvxyz v:bcdfghjkmnpqstvwxyz w:bcdfgjklmpqtuvwxyz x:bdfghijklmnoqrsuvwxyz ' +
    'y:bdefghjkmqtuvwxyz z:bcdfghjlmnpqrstuvxyz'
  )
    .split(' ')
    .flatMap((row) => row.slice(2).split('').map((after) => row.charAt(0) + after)),
);

/** UTF-8 read as windows-1252, also where tidying took its control characters away; and characters that stand for none. */
const mojibake = new RegExp(
  String.raw`[ÃÅÄ][\u0080-\u00bf\u0152-\u0178\u02c6-\u02dc\u2013-\u2122]|Ã(?![\p{Lu}\p{M}])|Â(?!\p{L})` +
    String.raw`|â[\u0080-\u00bf€‚„†‡]|ï»¿|[\ufffd\ue000-\uf8ff]`,
  'u',
);
const maxExamples = 5;
/** Letters that stand alone, one after the other, are a word that fell apart; three in a row may be a list. */
const fallenApart = 5;

/** Looks at every word of a text; linear. Numbers, codes, addresses and abbreviations are no fault. */
export function garbledShare(texts: Iterable<string>): Garbled {
  const examples = new Set<string>();
  let words = 0;
  let faults = 0;
  let misread = 0;
  const fault = (example: string, count = 1): void => {
    faults += count;
    if (examples.size < maxExamples) examples.add(cut(example, 40));
  };
  for (const text of texts) {
    let alone: string[] = [];
    const endOfRun = (): void => {
      if (alone.length >= fallenApart) fault(alone.slice(0, 12).join(' '), alone.length);
      alone = [];
    };
    for (const [token] of text.matchAll(/\S+/g)) {
      // What has no end is no word: keys, pictures as text. It costs no more than its first stretch.
      const word = cut(token, 100);
      if (/^\p{L}$/u.test(word)) alone.push(word);
      else endOfRun();
      if (!/\p{L}/u.test(word) && !mojibake.test(word)) continue;
      words += 1;
      const isMisread = mojibake.test(word);
      if (isMisread) misread += 1;
      if (isMisread || isGarbled(word)) fault(word);
    }
    endOfRun();
  }
  return { share: words === 0 ? 0 : faults / words, examples: [...examples], words, misread };
}

function isGarbled(word: string): boolean {
  // Addresses, paths, file names, e-mail, references: made of signs, and read as they are.
  if (/[/@\\_#=~]|\w\.\w|:\S/.test(word)) return false;
  // Tidying makes a bullet of a symbol font's letters: inside a word it stands for a letter that is lost.
  if (/\p{L}[•¤¦¬]\p{L}/u.test(word)) return true;
  const digits = /\p{Ll}[^\D24]\p{Ll}/u.test(word);
  // 16u00, 2e, A4, 1011AB, m2, app2app are fine; l0ket and g3meente are not. A long row of both is a key.
  if (digits) return word.length <= 24 && !/\d\p{Ll}?\d/u.test(word);
  return word.split(/[^\p{L}\p{M}]+/u).some(isSoup);
}

/** Letters that make no word in a language written with Latin letters; other scripts are left alone. */
function isSoup(part: string): boolean {
  if (part.length < 4 || !/^[\p{Script=Latin}\p{M}]+$/u.test(part)) return false;
  const letters = part.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  // Abbreviations are short and hold capitals, or are all small: VWS, PvdD, lhbti; dhr, mvr.
  const isShort = letters.length <= 5;
  if (isShort && (part.match(/\p{Lu}/gu)?.length ?? 0) >= 2) return false;
  if (!/[aeiouy]/.test(letters)) return letters.length >= 5;
  let odd = 0;
  for (let i = 1; i < letters.length; i += 1) if (unlikely.has(letters.slice(i - 1, i + 1))) odd += 1;
  // In a short word two odd pairs are a name or from elsewhere: Azure, taxi.
  return odd >= 3 && odd / (letters.length - 1) >= 0.34;
}
