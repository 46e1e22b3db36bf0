import { covers, wordOf } from '../claims/cover.ts';
import { tokensOf } from '../claims/tokens.ts';
import { clauseOf, clausesIn, type Clause } from './clause.ts';
import { holdsValue, nearest, sameAgent, sameModality, samePolarity, standsNear } from './agreement.ts';
import type { SentenceContext } from './check.ts';
import { literalOf, standsIn, wordsIn, type Evidence, type Unit } from './evidence.ts';
import { isOnSubject, rowFits } from './subject.ts';

/** Why no passage carries a sentence. */
export type Reason = 'nothing-said' | 'number' | 'words' | 'subject' | 'negation' | 'modality' | 'condition' | 'agent';

export type Judgement = { readonly carriedBy: readonly number[] } | { readonly reason: Reason };

/** So much of the words of a clause without numbers must stand in the sentence of the source itself, not only around it. */
const OWN = 1 / 3;
const MAX_PART = 3;
/** How far a sentence came before it failed: the furthest reason is the one that is told. */
const FURTHEST: readonly Reason[] = ['nothing-said', 'words', 'number', 'subject', 'agent', 'negation', 'modality', 'condition'];

/**
 * Finds the passages that carry a sentence: one that holds all it claims, or two of which each carries clauses of it.
 * @param sentence without references and marks.
 * @param cited indexes of passages that the model named, which go before the others.
 */
export function judge(sentence: string, cited: readonly number[], context: SentenceContext): Judgement {
  const order = [...new Set([...cited, ...context.evidence.keys()])].filter((index) => index < context.evidence.length);
  const literal = literalOf(sentence);
  const quoted = order.filter((index) => standsIn(context.evidence[index], literal));
  if (quoted.length > 0) return { carriedBy: chosen(quoted, cited) };
  const whole = clauseOf(tokensOf(sentence));
  if (whole.content.length === 0 && whole.values.length === 0) return { reason: 'nothing-said' };
  const clauses = clausesIn(whole.tokens, true).map((tokens) => asPart(clauseOf(tokens), whole));
  let reason: Reason = 'nothing-said';
  const carriers: number[] = [];
  for (const index of order) {
    // One that the model did not name is only sought where none of those it named carries the sentence.
    if (carriers.length > 0 && !cited.includes(index)) break;
    const found = carriedIn(context.evidence[index], whole, clauses, context);
    if (found === undefined) carriers.push(index);
    else reason = further(reason, found);
  }
  if (carriers.length > 0) return { carriedBy: chosen(carriers, cited) };
  const pair = clauses.length > 1 ? carriedByTwo(order, clauses, context) : undefined;
  return pair === undefined ? { reason } : { carriedBy: pair };
}

/** A few words between commas are denied, asked or allowed with the whole ("asbest en verf nemen we niet mee"). */
function asPart(clause: Clause, whole: Clause): Clause {
  const words = clause.tokens.filter(({ kind }) => kind === 'word').length;
  return words <= MAX_PART && clause.signs.agents.size === 0 ? { ...clause, signs: { ...clause.signs, isNegated: whole.signs.isNegated, modals: whole.signs.modals } } : clause;
}

/** All that the model named and that carry it, or else the first that does. */
function chosen(carriers: readonly number[], cited: readonly number[]): readonly number[] {
  const named = carriers.filter((index) => cited.includes(index));
  return named.length > 0 ? named : carriers.slice(0, 1);
}

/** @returns undefined when the passage carries the sentence, as a whole or clause by clause. */
function carriedIn(evidence: Evidence | undefined, whole: Clause, clauses: readonly Clause[], context: SentenceContext): Reason | undefined {
  if (evidence === undefined) return 'nothing-said';
  const asWhole = unitFor(whole, evidence, whole, context);
  if (asWhole === undefined || clauses.length < 2) return asWhole;
  return clauses.map((clause) => unitFor(clause, evidence, whole, context)).find((reason) => reason !== undefined);
}

function carriedByTwo(order: readonly number[], clauses: readonly Clause[], context: SentenceContext): number[] | undefined {
  const carriers = clauses.map((clause) => order.find((index) => {
    const evidence = context.evidence[index];
    // A clause of its own subject: not what stands in any document ("5 werkdagen").
    return evidence !== undefined && clause.content.some((word) => covers(evidence.title, word)) && unitFor(clause, evidence, clause, context) === undefined;
  }));
  const found = new Set(carriers);
  return found.has(undefined) || found.size !== 2 ? undefined : (carriers as number[]).filter((index, at) => carriers.indexOf(index) === at);
}

/** @returns undefined when one claim of the passage carries the clause; else why the nearest one does not. */
function unitFor(clause: Clause, evidence: Evidence, sentence: Clause, context: SentenceContext): Reason | undefined {
  let reason: Reason = 'nothing-said';
  for (const unit of evidence.units) {
    const found = against(clause, unit, evidence, sentence, context);
    if (found === undefined) return undefined;
    reason = further(reason, found);
  }
  return reason;
}

function against(clause: Clause, unit: Unit, evidence: Evidence, sentence: Clause, context: SentenceContext): Reason | undefined {
  const own = clause.content.filter((word) => covers(unit.own, word)).length;
  if (clause.content.some((word) => !covers(unit.own, word) && !covers(unit.around, word))) return 'words';
  if (!clause.values.every((value) => holdsValue(unit.values, value))) return 'number';
  if (clause.values.length === 0 && (own === 0 || own < clause.content.length * OWN)) return 'words';
  const asked = [context.question, context.said.at(-1) ?? ''].flatMap(wordsIn).map(wordOf);
  if (!standsNear(clause, unit) || !rowFits(clause, unit, evidence, { sentence, asked }) || !isOnSubject(sentence, evidence, { asked, all: context.evidence })) return 'subject';
  const near = nearest(clause, unit);
  if (!sameAgent(clause, unit)) return 'agent';
  if (!samePolarity(clause, near)) return 'negation';
  if (!sameModality(clause, near, unit)) return 'modality';
  return holdsAlways(clause, sentence, unit, near) ? undefined : 'condition';
}

/** Whether the sentence names the condition of its source, or says no less surely what the source says of most cases. */
function holdsAlways(clause: Clause, sentence: Clause, unit: Unit, near: readonly { readonly signs: Clause['signs'] }[]): boolean {
  if (near.some(({ signs }) => signs.isHedged) && !sentence.signs.isHedged && !sentence.signs.modals.has('may')) return false;
  const { condition } = unit;
  const isFree = sentence.signs.isConditional || condition === undefined || clause.signs.modals.has('may');
  return isFree || sentence.content.some((word) => covers(condition, word) && !covers(unit.around, word));
}

function further(one: Reason, other: Reason): Reason {
  return FURTHEST.indexOf(other) > FURTHEST.indexOf(one) ? other : one;
}
