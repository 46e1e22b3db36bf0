import { bagOf, covers, isLight, type Word, wordOf } from '../claims/word.ts';
import { holdsValue, nearest, sameAgent, sameModality, samePolarity, standsNear } from './agreement.ts';
import type { Clause, JudgedClause, SourceClause } from './clause.ts';
import type { Evidence, Unit } from './evidence.ts';
import { isOnSubject, isPriceOfOther, rowFits } from './subject.ts';
import type { Token } from '../claims/tokens.ts';

/** Why a claim of a source does not carry a clause. */
export type Refusal = 'number' | 'words' | 'subject' | 'negation' | 'modality' | 'condition' | 'agent';

/** The sentence that a clause is of, and what it is said to. */
export interface Setting {
  readonly sentence: Clause;
  /** Words of the question, and of what was said just before. */
  readonly asked: readonly Word[];
  readonly all: readonly Evidence[];
}

/** So much of the words of a clause without numbers must stand in the sentence of the source itself, not only around it. */
const OWN = 1 / 2;
/** Words of an item that has no verb. */
const MAX_LISTED = 8;

/** @returns undefined when one claim of a passage carries a clause. */
export function refusalBy(unit: Unit, clause: JudgedClause, evidence: Evidence, setting: Setting): Refusal | undefined {
  const { sentence } = setting;
  if (isListed(clause) && !unit.isItem && !unit.isDemand) return 'words';
  const own = clause.content.filter((word) => covers(unit.own, word)).length;
  if (own < clause.content.length && clause.content.some((word) => !covers(unit.reach, word))) return 'words';
  if (clause.head !== undefined && clause.values.length === 0 && clause.head.filter((word) => covers(unit.own, word)).length < clause.head.length * OWN) return 'words';
  if (!clause.values.every((value) => holdsValue(unit.values, value))) return 'number';
  if (sentence.tokens.length === clause.tokens.length && isOnlyAsked(clause, unit)) return 'words';
  if (clause.values.length === 0 && (own === 0 || own < clause.content.length * OWN)) return 'words';
  if (!standsNear(clause, unit) || !rowFits(clause, unit, evidence, setting) || !isOnSubject(sentence, evidence, setting)) return 'subject';
  const near = nearest(clause, unit);
  if (isPriceOfOther(clause, unit, evidence)) return 'subject';
  if (!sameAgent(clause, unit) || hasOtherActor(clause, unit, near)) return 'agent';
  if (isTurned(clause, unit)) return 'negation';
  if (isWidened(clause, unit, near)) return 'condition';
  if (!clause.parts.every((part) => samePolarity(part, clause.parts.length > 1 ? nearest(part, unit) : near))) return 'negation';
  if (!sameModality(clause, near, unit)) return 'modality';
  return holdsAlways(clause, sentence, unit, near) ? undefined : 'condition';
}

/** "Is het een fout? Neem dan contact op": what is asked is not said. */
function isOnlyAsked({ content }: Clause, { condition, own, whole }: Unit): boolean {
  const said = content.filter((word) => covers(own, word));
  return condition !== undefined && said.length > 0 && said.every((word) => covers(condition, word)) && whole.tokens.some(({ text }) => text === '?');
}

/** "- Uw oude paspoort": of itself it says nothing, so only what stands in a list, or is asked for, can carry it. */
function isListed({ tokens, values, signs }: Clause): boolean {
  return tokens[0]?.text === '-' && values.length === 0 && signs.agents.size === 0 && tokens.length <= MAX_LISTED;
}

/** Whether the sentence names the condition of its source, or says no less surely what the source says of most cases. */
function holdsAlways(clause: Clause, sentence: Clause, unit: Unit, near: readonly { readonly signs: Clause['signs'] }[]): boolean {
  if (near.some(({ signs }) => signs.isHedged) && !sentence.signs.isHedged && !sentence.signs.modals.has('may')) return false;
  const { condition } = unit;
  const isFree = sentence.signs.isConditional || condition === undefined || clause.signs.modals.has('may');
  return isFree || sentence.content.some((word) => covers(condition, word));
}

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
function isTurned(clause: Clause, unit: Unit): boolean {
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
function hasOtherActor({ tokens, content }: Clause, unit: Unit, [nearest]: readonly SourceClause[]): boolean {
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
function isWidened({ tokens, signs }: Clause, { whole }: Unit, [nearest]: readonly SourceClause[]): boolean {
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
