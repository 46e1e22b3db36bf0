import { isLight } from '../claims/same-words.ts';
import { bagOf, covers, wordOf, type Word } from '../claims/cover.ts';
import type { Token } from '../claims/tokens.ts';
import type { Clause, SourceClause } from './clause.ts';
import type { Unit } from './evidence.ts';

/** What turns over when the one stands for the other. */
const OPPOSED: Readonly<Record<string, readonly string[]>> = {
  na: ['voor', 'voordat', 'alvorens', 'voorafgaand'], nadat: ['voor', 'voordat', 'alvorens', 'voorafgaand', 'eerst', 'daarna'],
  voor: ['na', 'nadat', 'tegen'], voordat: ['na', 'nadat', 'daarna'], tegen: ['voor'], met: ['zonder'], zonder: ['met'], binnen: ['buiten'], buiten: ['binnen', 'in'],
  boven: ['onder'], onder: ['boven'], naar: ['uit', 'vanuit'], uit: ['naar'],
};
/** Who stands behind these is not the one who does it; behind "door" only of what is done there. */
const NOT_DOING = new Set(['aan', 'tot', 'tegen', 'namens', 'door']);
const DETERMINERS = new Set('de het een uw je jouw onze ons hun zijn haar deze dit die dat elke iedere alle'.split(' '));
const MAX_BETWEEN = 3;
const UNIVERSAL = new Set('alle altijd iedereen allemaal overal nergens niemand nooit volledig steeds'.split(' '));
const ONLY = new Set(['alleen', 'slechts', 'uitsluitend', 'enkel', 'pas']);
const CONCEDES = new Set(['ook', 'zelfs']);
const CONCEDED = new Set(['als', 'wanneer', 'indien', 'zonder', 'bij', 'buiten', 'na']);
/** What joins two facts in time or as cause, and how a source says the same. */
const JOINED: Readonly<Record<string, RegExp>> = {
  nadat: /^(?:nadat|na|zodra|als|wanneer)$/, voordat: /^(?:voordat|alvorens|voor|vooraf|voorafgaand|eerst)$/,
  omdat: /^(?:omdat|want|doordat|daarom|dus|namelijk|vanwege|wegens|door|daardoor|zodat)$/,
};

/** Whether a word stands behind "before" where the source has it behind "after", "with" for "without", and so on. */
export function isTurned(clause: Clause, unit: Unit): boolean {
  const isUnjoined = ({ text }: Token) => Object.hasOwn(JOINED, text) && !unit.whole.tokens.some((token) => JOINED[text]?.test(token.text));
  if (clause.tokens.some(isUnjoined)) return true;
  return clause.content.some((word) => {
    const said = governorOf(clause.tokens, clause.tokens.findIndex(({ text }) => text === word.text));
    const opposed = said === undefined || !Object.hasOwn(OPPOSED, said) ? [] : OPPOSED[said] ?? [];
    const governors = governorsOf(word, unit.whole.tokens);
    return governors.length > 0 && governors.every((governor) => governor !== undefined && opposed.includes(governor));
  });
}

/** Whether who does it in a clause is somebody to whom, or by whom something else, is done in its source. */
export function hasOtherActor({ tokens, content }: Clause, unit: Unit, [nearest]: readonly SourceClause[]): boolean {
  const at = tokens.findIndex(({ kind, text }) => kind === 'word' && !DETERMINERS.has(text));
  const actor = content.find(({ text }) => text === tokens[at]?.text);
  const verb = tokens.slice(at + 1).find(({ kind, text }) => kind !== 'word' || isLight(text) || text.endsWith('t') || text.endsWith('en'));
  if (actor === undefined || verb?.kind !== 'word') return false;
  if (nearest !== undefined && isSwapped(actor, content, nearest)) return true;
  const governors = governorsOf(actor, unit.whole.tokens);
  const isDoing = (governor: string | undefined) => governor === undefined || !NOT_DOING.has(governor) || (governor === 'door' && nearest !== undefined && covers(nearest.bag, actor));
  return governors.length > 0 && !governors.some(isDoing);
}

/** "B vervangt A" of "A vervangt B": what a source begins with, bare and right before its verb, does it. */
function isSwapped(actor: Word, content: readonly Word[], { tokens, content: said }: SourceClause): boolean {
  const at = tokens.findIndex(({ kind, text }) => kind === 'word' && !DETERMINERS.has(text));
  const [first, verb] = [tokens[at], tokens[at + 1]];
  if (first === undefined || verb?.kind !== 'word' || isLight(first.text) || isLight(verb.text) || !verb.text.endsWith('t')) return false;
  const isFirst = (word: Word) => covers(bagOf([first.text]), word);
  return !isFirst(actor) && content.some(isFirst) && said.some(({ text }) => covers(bagOf([text]), actor)) && content.some((word) => covers(bagOf([verb.text]), word));
}

/** "Alle", "altijd", "ook als …", or without "alleen": what its source does not say so widely. */
export function isWidened({ tokens, signs }: Clause, { whole }: Unit, [nearest]: readonly SourceClause[]): boolean {
  const isOnly = ({ text }: Token) => ONLY.has(text);
  const isBound = signs.isNegated || signs.modals.has('must') || signs.isConditional;
  const says = (text: string) => covers(whole.bag, wordOf(text));
  const concedes = (list: readonly Token[], at: number) => CONCEDES.has(list[at]?.text ?? '') && CONCEDED.has(list[at + 1]?.text ?? '');
  const isConceded = tokens.some((_, at) => concedes(tokens, at)) && !whole.tokens.some((_, at) => concedes(whole.tokens, at));
  const isFreed = nearest !== undefined && nearest.tokens.some(isOnly) && !tokens.some(isOnly) && !isBound;
  return isConceded || isFreed || tokens.some(({ text }) => UNIVERSAL.has(text) && !says(text) && !(whole.signs.isNegated && text.startsWith('n')));
}

function governorsOf(word: Word, tokens: readonly Token[]): (string | undefined)[] {
  return tokens.flatMap(({ kind, text }, at) => (kind === 'word' && !isLight(text) && covers(bagOf([text]), word) ? [governorOf(tokens, at)] : []));
}

/** The preposition before a noun, over its article and adjectives. */
function governorOf(tokens: readonly Token[], at: number): string | undefined {
  for (let back = at - 1; back >= Math.max(0, at - MAX_BETWEEN); back -= 1) {
    const { kind, text } = tokens[back] ?? { kind: 'mark', text: '' };
    if (kind !== 'word') return undefined;
    if (Object.hasOwn(OPPOSED, text) || NOT_DOING.has(text)) return text;
    if (!DETERMINERS.has(text) && !text.endsWith('e')) return undefined;
  }
  return undefined;
}
