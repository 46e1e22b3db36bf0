import { createHash } from 'node:crypto';

/** Shorter words are typed well, or cannot be told any more. */
const MIN_LETTERS = 4;
const ERRORS = 2;
/** Rows of a QWERTY keyboard; each key lies half a key (1) to the right of the one above it. */
const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/**
 * The question with two typing errors, each in a word of its own where there are two of four letters or more: neighbours
 * swapped, a letter dropped or doubled, or the key beside it. A word keeps its first letter and always changes. A question
 * without such a word stays as it is.
 * @param seed with the same one (seed and the question's id), the same errors.
 */
export function withTypingErrors(question: string, seed: string): string {
  const choose = chooser(seed);
  const words = [...question.matchAll(/\p{L}+/gu)].map(({ 0: text, index }) => ({ text, index }));
  const eligible = words.filter(({ text }) => Array.from(text).length >= MIN_LETTERS);
  if (eligible.length === 0) return question;
  const chosen = Array.from({ length: Math.min(ERRORS, eligible.length) }, () => eligible.splice(choose(eligible.length), 1)).flat();
  const errorsPerWord = ERRORS / chosen.length;
  let result = question;
  // From the back, so that places in front stay what they are.
  for (const { text, index } of chosen.toSorted((a, b) => b.index - a.index)) {
    let misspelt = text;
    for (let count = 0; count < errorsPerWord; count += 1) misspelt = misspell(misspelt, text, choose);
    result = result.slice(0, index) + misspelt + result.slice(index + text.length);
  }
  return result;
}

type Choose = (count: number) => number;

/** One error in `word`, such that it is not `original` again. */
function misspell(word: string, original: string, choose: Choose): string {
  const letters = Array.from(word);
  const kinds = [swapped, dropped, doubled, beside]
    .map((kind) => letters.flatMap((_, at) => (at === 0 ? [] : kind(letters, at))).filter((other) => other !== word && other !== original))
    .filter((ways) => ways.length > 0);
  const ways = kinds[choose(kinds.length)] ?? [];
  return ways[choose(ways.length)] ?? word;
}

const replaced = (letters: readonly string[], at: number, count: number, ...by: readonly string[]): string => letters.toSpliced(at, count, ...by).join('');

function swapped(letters: readonly string[], at: number): string[] {
  const [letter = '', next] = letters.slice(at);
  return next === undefined ? [] : [replaced(letters, at, 2, next, letter)];
}

function dropped(letters: readonly string[], at: number): string[] {
  return [replaced(letters, at, 1)];
}

function doubled(letters: readonly string[], at: number): string[] {
  const letter = letters[at] ?? '';
  return [replaced(letters, at, 1, letter, letter)];
}

function beside(letters: readonly string[], at: number): string[] {
  const letter = letters[at] ?? '';
  const isCapital = letter !== letter.toLowerCase();
  return neighbours(letter.toLowerCase()).map((key) => replaced(letters, at, 1, isCapital ? key.toUpperCase() : key));
}

function neighbours(letter: string): string[] {
  const row = ROWS.findIndex((keys) => keys.includes(letter));
  if (row === -1) return [];
  const column = (ROWS[row] ?? '').indexOf(letter);
  const places = [[row, column - 1], [row, column + 1], [row - 1, column], [row - 1, column + 1], [row + 1, column - 1], [row + 1, column]];
  return places.map(([y = -1, x = -1]) => ROWS[y]?.[x]).filter((key) => key !== undefined);
}

/** Repeatable choices: each is taken from the next digest, which is fair enough for lists of a few dozen. */
function chooser(seed: string): Choose {
  let count = 0;
  return (options) => {
    const digest = createHash('sha256').update(`${seed}\n${(count += 1)}`).digest();
    return options === 0 ? 0 : digest.readUInt32LE(0) % options;
  };
}
