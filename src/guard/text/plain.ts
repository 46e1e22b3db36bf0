/** Cyrillic and Greek letters that look like a Latin one, in pairs: what it is, what it looks like. */
const PAIRS =
  'аaеeоoрpсcхxуyіiјjѕsԁdһhӏlԛqԝwвbкkмmнhтtАAВBЕEЗ3ІIЈJКKМMНHОOРPСCТTХXУYЅSԌGԚQԜWαaβbεeηnιiκkνvοoρpτtυuχxΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX';

/** By letter the Latin one that it looks like. */
const TWINS = new Map(Array.from({ length: PAIRS.length / 2 }, (_, index) => [PAIRS.charAt(2 * index), PAIRS.charAt(2 * index + 1)] as const));

/** Text as it reads, with for each of its UTF-16 units where that began and ended in the text as it was given. */
interface PlainText {
  readonly text: string;
  readonly startOf: (index: number) => number;
  readonly endOf: (index: number) => number;
}

const PLAIN = /^[\n\x20-\x7e]*$/;
const UNSEEN = /\p{Cf}|\p{Variation_Selector}|[\u115f\u1160\u3164]|\u034f/u;
const SPACE = /[\p{Zs}\t\v\f\u2028\u2029]/u;
const DASH = /[\p{Pd}\u2043\u2212]/u;
const QUOTE = /[\u2018-\u201b\u2032\u02bc\u00b4`]/u;
const MARK = /\p{M}/u;
const DIGIT = /\p{Nd}/u;
/** What hangs together without a space, in which one script is to be expected. */
const RUN = /[^\s,;:!?]{1,200}/gu;
const LATIN = /[A-Za-z0-9]/;
const TWINNED = /[\u0370-\u04ff]/u;

/**
 * Folds the ways in which the same characters are typed: unseen characters go, wide and styled letters, digits of other
 * scripts, spaces, dashes and quotes become their plain forms, and lookalikes become Latin where they stand among Latin.
 */
export function plainText(given: string): PlainText {
  if (PLAIN.test(given)) return { text: given, startOf: (index) => index, endOf: (index) => index + 1 };
  const pieces: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const character of given) {
    const end = at + character.length;
    const plain = plainCharacter(character);
    // An accent that is typed apart belongs to the letter before it.
    if (plain === '' && ends.length > 0 && MARK.test(character)) ends[ends.length - 1] = end;
    for (let unit = 0; unit < plain.length; unit += 1) {
      starts.push(at);
      ends.push(end);
    }
    pieces.push(plain);
    at = end;
  }
  const text = withoutTwins(pieces.join(''));
  return { text, startOf: (index) => starts[index] ?? given.length, endOf: (index) => ends[index] ?? given.length };
}

function plainCharacter(character: string): string {
  if (character < '\u007f') return character === '\t' ? ' ' : character;
  if (UNSEEN.test(character)) return '';
  if (SPACE.test(character)) return ' ';
  if (DASH.test(character)) return '-';
  if (QUOTE.test(character)) return "'";
  if (DIGIT.test(character)) return digitOf(character);
  const folded = character.normalize('NFKC');
  return /^[\x20-\x7e]+$/.test(folded) ? folded : character;
}

/** A digit of any script as 0–9: they stand in rows of ten, so that the first of the row says which this one is. */
export function digitOf(character: string): string {
  const folded = character.normalize('NFKC');
  if (/^\d$/.test(folded)) return folded;
  const point = character.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && DIGIT.test(String.fromCodePoint(point - value - 1))) value += 1;
  return String(value);
}

function withoutTwins(text: string): string {
  if (!TWINNED.test(text)) return text;
  return text.replaceAll(RUN, (run) => (LATIN.test(run) && TWINNED.test(run) ? Array.from(run, (letter) => TWINS.get(letter) ?? letter).join('') : run));
}
