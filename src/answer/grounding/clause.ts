import { bagOf, isLight, type Word, type WordBag, wordOf } from '../claims/word.ts';
import { type Signs, signsOf } from '../claims/signs.ts';
import type { Token } from '../claims/tokens.ts';
import { type Value, valuesOf } from '../claims/values.ts';

/** A piece of a sentence that claims something of its own. */
export interface Clause {
  readonly tokens: readonly Token[];
  readonly values: readonly Value[];
  /** Words with a meaning of their own. */
  readonly content: readonly Word[];
  readonly signs: Signs;
}

/** A clause of a source: also ready to be asked what it says. */
export interface SourceClause extends Clause {
  readonly bag: WordBag;
  /** The words behind its first number. */
  readonly behind: WordBag;
}

const ENDS = new Set([',', ';', '(', ')', '?', '.', '!', '\n', '–', '—']);
const MAX_PART = 3;
const DAY = /^(?:maan|dins|woens|donder|vrij|zater|zon)dag$/;
const JOINS = new Set(['en', 'maar', 'want', 'dus']);
/** "18 jaar of ouder" is one thing. */
const COMPARED = new Set(['ouder', 'meer', 'jonger', 'minder', 'hoger', 'lager', 'langer']);

export function clauseOf(tokens: readonly Token[]): Clause {
  const values = valuesOf(tokens);
  const inValue = new Set(values.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, step) => start + step)));
  const taken = new Set(values.flatMap(({ negations }) => negations));
  const content = tokens.filter(({ kind, text }, at) => kind === 'word' && !inValue.has(at) && !isLight(text)).map(({ text }) => wordOf(text));
  return { tokens, values, content, signs: signsOf(tokens, taken) };
}

export function sourceClauseOf(tokens: readonly Token[]): SourceClause {
  const clause = clauseOf(tokens);
  const words = (from: number) => bagOf(tokens.slice(from).filter(({ kind }) => kind === 'word').map(({ text }) => text));
  return { ...clause, bag: words(0), behind: words(clause.values[0]?.end ?? 0) };
}

/** A clause of a sentence that is judged, with what its main and its subordinate parts claim. */
export interface JudgedClause extends Clause {
  readonly parts: readonly Clause[];
  /** Of a few words that are listed: what is said of all that is listed. */
  readonly head?: readonly Word[];
}

const SUBORDINATE = new Set(['als', 'wanneer', 'indien', 'omdat', 'tenzij', 'zodat', 'terwijl', 'nadat', 'voordat', 'zodra', 'mits']);

export function judgedClauseOf(tokens: readonly Token[]): JudgedClause {
  const clause = clauseOf(tokens);
  const cuts = [0, ...tokens.flatMap(({ text }, at) => (SUBORDINATE.has(text) || text === ',' || joins(tokens, at) ? [at] : [])), tokens.length];
  const parts = cuts.slice(1).map((end, index) => clauseOf(tokens.slice(cuts[index], end))).filter(({ content }) => content.length > 0);
  return { ...clause, parts: parts.length > 1 ? parts.map((part) => asPart(part, clause)) : [clause] };
}

/** A few words between commas are denied, asked or allowed with the whole ("asbest en verf nemen we niet mee"). */
export function asPart<Part extends Clause>(clause: Part, { signs: { isNegated, modals } }: Clause): Part {
  return isShort(clause) ? { ...clause, signs: { ...clause.signs, isNegated: isNegated || clause.signs.isNegated, modals } } : clause;
}

/** A few words without somebody who does something. */
export function isShort({ tokens, signs }: Clause): boolean {
  return tokens.filter(({ kind, text }) => kind === 'word' && text !== 'of').length <= MAX_PART && signs.agents.size === 0;
}

/** Cuts where a sentence goes on to something else, on request also before "of"; what is left of a cut without meaning stays with what stands before it. */
export function clausesIn(tokens: readonly Token[], splitsOr = false): Token[][] {
  const clauses: Token[][] = [];
  let current: Token[] = [];
  const close = () => {
    const last = clauses.at(-1);
    if (!isMeant(current) && last !== undefined) last.push(...current);
    else if (current.length > 0) clauses.push(current);
    current = [];
  };
  for (const [at, token] of tokens.entries()) {
    if (ENDS.has(token.text) || joins(tokens, at) || (splitsOr && token.text === 'of' && !COMPARED.has(tokens[at + 1]?.text ?? ''))) close();
    if (!ENDS.has(token.text)) current.push(token);
  }
  close();
  const [first, second, ...rest] = clauses;
  return first !== undefined && second !== undefined && !isMeant(first) ? [[...first, ...second], ...rest] : clauses;
}

function isMeant(tokens: readonly Token[]): boolean {
  return tokens.some(({ kind, text }) => kind !== 'mark' && !isLight(text));
}

/** Not "tot en met", "dinsdag en vrijdag", "tussen 9.00 en 12.00". */
function joins(tokens: readonly Token[], at: number): boolean {
  const [before, token, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (token === undefined || !JOINS.has(token.text) || /^hoe(?:ft|ven)$/.test(before?.text ?? '')) return false;
  if (before?.text === 'tot' || after?.text === 'met' || (DAY.test(before?.text ?? '') && DAY.test(after?.text ?? ''))) return false;
  return !(token.text === 'en' && (before?.kind === 'number' || before?.text === 'uur') && after?.kind === 'number');
}
