import { bagOf, isLight, type WordBag } from '../claims/word.ts';
import { type Token, tokensOf } from '../claims/tokens.ts';
import { type Value, valuesOf } from '../claims/values.ts';
import type { Passage } from '../ports.ts';
import { clausesIn, type SourceClause, sourceClauseOf } from './clause.ts';
import { unitsOf, type UnitText } from './units.ts';

/** One claim of a passage: a sentence, list item or cell of a table, with what it is said of. */
export interface Unit {
  readonly own: WordBag;
  /** Also the words of title, headings and what it points back to: they say what it is about, not what is so. */
  readonly reach: WordBag;
  readonly values: readonly Value[];
  readonly clauses: readonly SourceClause[];
  readonly whole: SourceClause;
  /** Words of what must be so for it to hold. */
  readonly condition?: WordBag;
  /** The same as it stands there, where the claim itself begins with "dan". */
  readonly lead?: string;
  readonly isItem: boolean;
  /** It says what somebody must have or do, though no word of it says "must". */
  readonly isDemand: boolean;
  readonly row?: { readonly table: number; readonly label: WordBag; readonly values: readonly Value[]; readonly isFirst: boolean };
  /** Its words, one after the other. */
  readonly literal: string;
}

/** A passage read for what it claims. */
export interface Evidence {
  readonly documentId: string;
  readonly units: readonly Unit[];
  /** Whole rows of tables. */
  readonly joint: readonly Unit[];
  /** All its words: what is not among them no unit of it says. */
  readonly all: WordBag;
  /** Words of title and headings. */
  readonly title: WordBag;
  /** Words of the title that mean something. */
  readonly subject: WordBag;
}

const DEMANDS = /voorwaarde|meenemen|meesturen|nodig|regels|verplicht|moet/i;
/** Fewer words stand in many texts by chance. */
const MIN_LITERAL = 3;
const MIN_TAIL = 4;
/** Words of a name that is shortened to its initials. */
const MAX_NAME = 6;
const STRICT = new Set(['altijd', 'zelf', 'verplicht']);

/** Takes a few milliseconds at most: done while nothing has come from the model. */
export function readEvidence(passages: readonly Passage[]): Evidence[] {
  return passages.map(evidenceOf);
}

function evidenceOf({ documentId, title, headings, text }: Passage): Evidence {
  const above = [title, ...headings].join('. ');
  const words = wordsIn(above);
  const about = { words, rates: ratesOf(above), isDemand: DEMANDS.test(headings.at(-1) ?? '') };
  const texts = unitsOf(text, headings);
  const read = texts.map((unit) => readUnit(unit, about));
  return {
    documentId,
    units: read.map(({ unit }) => unit),
    joint: texts.flatMap((unit) => (unit.joint === undefined ? [] : [readUnit({ ...unit, text: unit.joint.join(' ') }, about, unit.joint).unit])),
    all: bagOf([...words, ...read.flatMap((each) => each.words)]),
    title: bagOf(words),
    subject: bagOf(wordsIn(title).filter((word) => !isLight(word)), false),
  };
}

/** What title and headings say of all units of a passage. */
interface About {
  readonly words: readonly string[];
  readonly rates: readonly Value[];
  readonly isDemand: boolean;
}

function readUnit({ text, before, condition, lead, row, isItem = false }: UnitText, about: About, cells?: readonly string[]): { readonly unit: Unit; readonly words: readonly string[] } {
  const tokens = tokensOf(text);
  const whole = sourceClauseOf(tokens);
  const words = [...wordsOf(tokens), ...derived(whole.values), ...freeWords(whole), ...(row === undefined ? wordsIn(before) : [])];
  const around = before === '' ? [] : [...wordsIn(before), ...derived(valuesOf(tokensOf(before)))];
  const parts = cells?.map(tokensOf) ?? (row === undefined ? clausesIn(tokens) : []);
  const unit: Unit = {
    own: bagOf(words),
    reach: bagOf([...words, ...around, ...about.words]),
    values: [...whole.values, ...about.rates, ...(before === '' ? [] : ratesOf(before))],
    clauses: parts.length < 2 ? [whole] : parts.map(sourceClauseOf),
    whole,
    ...(condition !== '' && { condition: bagOf(wordsIn(condition)) }),
    ...(lead !== undefined && { lead }),
    isItem,
    isDemand: about.isDemand || words.some((word) => STRICT.has(word)),
    ...(row && { row: { table: row.table, isFirst: row.isFirst, ...readLabel(row.label) } }),
    literal: literalOf(text),
  };
  return { unit, words: [...words, ...around] };
}

/** "Per jaar" in a heading is of all amounts below it. */
function ratesOf(text: string): Value[] {
  return valuesOf(tokensOf(text)).filter(({ keys }) => keys[0]?.startsWith('per:'));
}

function readLabel(label: string): { readonly label: WordBag; readonly values: readonly Value[] } {
  const values = valuesOf(tokensOf(label));
  return { label: bagOf([...wordsIn(label).filter((word) => !isLight(word)), ...derived(values)]), values };
}

export function wordsIn(text: string): string[] {
  return wordsOf(tokensOf(text));
}

function wordsOf(tokens: readonly Token[]): string[] {
  return tokens.flatMap(({ kind, text: word }, at) => (kind === 'word' ? [word, ...joined(word, tokens.slice(at + 1, at + 4).map((token) => token.text)), ...initials(tokens, at)] : []));
}

/** "Europese Unie" says "EU" too, "Binnenlandse Zaken en Koninkrijksrelaties" says "BZK". */
function initials(tokens: readonly Token[], from: number): string[] {
  const made: string[] = [];
  let letters = '';
  for (const { raw, text } of tokens.slice(from, from + MAX_NAME)) {
    if (/^\p{Lu}\p{Ll}/u.test(raw)) letters += text.charAt(0);
    else if (letters === '' || !isLight(text)) break;
    if (letters.length > 1) made.push(letters);
  }
  return made;
}

/** "Bouw- en sloopafval" says "bouwafval" too. */
function joined(word: string, [dash, and, other = '']: readonly string[]): string[] {
  if (dash !== '-' || (and !== 'en' && and !== 'of')) return [];
  return Array.from({ length: Math.max(0, other.length - MIN_TAIL - 1) }, (_, cut) => word + other.slice(cut + 2)).filter((made) => made.length - word.length >= MIN_TAIL);
}

/** Words and numbers alone, so that marks and white space make no difference. */
export function literalOf(text: string): string {
  return tokensOf(text).filter(({ kind }) => kind !== 'mark').map(({ text: word }) => word).join(' ');
}

/** Whether a text is a run of whole sentences of the passage. */
export function standsIn(evidence: Evidence | undefined, literal: string): boolean {
  if (evidence === undefined || literal.split(' ').length < MIN_LITERAL) return false;
  return evidence.units.some((unit, at) => {
    let run = unit.literal;
    for (let next = at + 1; run.length < literal.length && literal.startsWith(run) && next < evidence.units.length; next += 1) run += ` ${evidence.units[next]?.literal}`;
    return run === literal;
  });
}

/** Who is under 18 is a child, who is 18 or older is not. */
function derived(values: readonly Value[]): string[] {
  return values.flatMap(({ keys, bound }) => {
    if (!keys.includes('month:216')) return [];
    return bound === 'most' ? ['kind'] : bound === 'least' ? ['volwassene'] : [];
  });
}

/** What costs nothing is free, in whatever words. */
function freeWords({ values, signs, content }: SourceClause): string[] {
  const isFree = values.some(({ keys }) => keys.includes('eur:0')) || (signs.isNegated && content.some(({ text }) => /^(?:kost|beta)/.test(text)));
  return isFree ? ['gratis'] : [];
}
