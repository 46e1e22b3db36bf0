import type { Token } from './tokens.ts';

/** What stands around a number: at most so much, at least so much, about so much, or just that. */
export type Bound = 'exact' | 'most' | 'within' | 'least' | 'about';

const MOST = new Set('tot uiterlijk maximaal hoogstens hooguit maximum max jonger minder onder lager korter'.split(' '));
const LEAST = new Set('vanaf minstens minimaal minimum min na ouder meer boven hoger langer sinds tussen'.split(' '));
/** These bind a time or a day only: "voor 8.30 uur", not "voor 2 personen". */
const OF_TIME: Readonly<Record<string, Bound>> = { voor: 'most', van: 'least' };
const ABOUT = new Set('ongeveer circa ca rond'.split(' '));
/** With "niet" before them these turn into the other. */
const TURNED = new Set('ouder meer hoger langer jonger minder lager korter later eerder'.split(' '));
const COMPARED = new Set('jonger minder lager korter ouder meer hoger langer'.split(' '));
const BETWEEN = new Set('de het dan te en met een of nog dat laatst laatste hoogste minste op zijn € is'.split(' '));
const LOOKS_BACK = 5;

/** @param isTime whether it is of the clock or the calendar. @returns the bound of the number at `at`, whose words end before `end`, and how many "niet" it took in. */
export function boundOf(tokens: readonly Token[], at: number, end: number, isTime: boolean): { readonly bound: Bound; readonly negations: readonly number[] } {
  const behind = trailing(tokens, end);
  if (behind !== undefined) return { bound: behind, negations: [] };
  for (let back = at - 1; back >= Math.max(0, at - LOOKS_BACK); back -= 1) {
    const word = tokens[back]?.text ?? '';
    if (ABOUT.has(word)) return { bound: 'about', negations: [] };
    if (word === 'binnen') return { bound: 'within', negations: [] };
    if (word === 'hoogste' && tokens[back - 1]?.text === 'ten') return { bound: 'most', negations: [] };
    if (word === 'minste' && tokens[back - 1]?.text === 'ten') return { bound: 'least', negations: [] };
    if (word === 'tenminste') return { bound: 'least', negations: [] };
    const side = isTime && Object.hasOwn(OF_TIME, word) ? OF_TIME[word] : sideOf(word, [tokens[back + 1]?.text, tokens[back + 2]?.text]);
    // "Uiterlijk na 3 jaar".
    if (word === 'na' && MOST.has(tokens[back - 1]?.text ?? '')) continue;
    if (side !== undefined) return turned(tokens, back, side);
    if (!BETWEEN.has(word)) break;
  }
  return { bound: 'exact', negations: [] };
}

function sideOf(word: string, next: readonly (string | undefined)[]): Bound | undefined {
  if (COMPARED.has(word) && !next.includes('dan') && word !== 'onder') return undefined;
  if (MOST.has(word)) return 'most';
  return LEAST.has(word) ? 'least' : undefined;
}

/** "Niet meer dan": at most. */
function turned(tokens: readonly Token[], at: number, side: Bound): { readonly bound: Bound; readonly negations: readonly number[] } {
  const before = tokens[at - 1]?.text;
  if (!TURNED.has(tokens[at]?.text ?? '') || (before !== 'niet' && before !== 'geen')) return { bound: side, negations: [] };
  return { bound: side === 'most' ? 'least' : 'most', negations: [at - 1] };
}

/** "18 jaar of ouder", "2 of meer". */
function trailing(tokens: readonly Token[], end: number): Bound | undefined {
  const [first, second] = [tokens[end]?.text, tokens[end + 1]?.text ?? ''];
  if (first !== 'of' && first !== 'en') return undefined;
  if (['ouder', 'meer', 'hoger', 'langer'].includes(second)) return 'least';
  return ['jonger', 'minder', 'lager', 'korter'].includes(second) ? 'most' : undefined;
}

/** Whether what a sentence says of a number is what its source says of it. */
export function sameBound(said: Bound, source: Bound): boolean {
  if (said === source || (said === 'about' && source === 'exact')) return true;
  if (source === 'within') return said === 'most' || said === 'exact';
  return source === 'most' && said === 'within';
}
