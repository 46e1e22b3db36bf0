import { covers, wordOf } from '../claims/cover.ts';
import { tokensOf } from '../claims/tokens.ts';
import { asPart, clausesIn, judgedClauseOf, type Clause, type JudgedClause } from './clause.ts';
import { holdsValue, nearest, sameAgent, sameModality, samePolarity, standsNear } from './agreement.ts';
import type { SentenceContext } from './check.ts';
import { literalOf, standsIn, wordsIn, type Evidence, type Unit } from './evidence.ts';
import { isOnSubject, rowFits } from './subject.ts';

/** Why no passage carries a sentence. */
export type Reason = 'nothing-said' | 'number' | 'words' | 'subject' | 'negation' | 'modality' | 'condition' | 'agent';

export type Judgement = { readonly carriedBy: readonly number[] } | { readonly reason: Reason };

/** So much of the words of a clause without numbers must stand in the sentence of the source itself, not only around it. */
const OWN = 1 / 3;
/** Of more passages nobody can see which says what. */
const MAX_TOGETHER = 2;
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
  const whole = judgedClauseOf(tokensOf(sentence));
  if (whole.content.length === 0 && whole.values.length === 0) return { reason: 'nothing-said' };
  const clauses = clausesIn(whole.tokens, true).map((tokens) => asPart(judgedClauseOf(tokens), whole));
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
  const pair = clauses.length > 1 ? carriedTogether(order, whole, clauses, context) : undefined;
  return pair === undefined ? { reason } : { carriedBy: pair };
}

/** All that the model named and that carry it, or else the first that does. */
function chosen(carriers: readonly number[], cited: readonly number[]): readonly number[] {
  const named = carriers.filter((index) => cited.includes(index));
  return named.length > 0 ? named : carriers.slice(0, 1);
}

/** @returns undefined when the passage carries the sentence, as a whole or clause by clause. */
function carriedIn(evidence: Evidence | undefined, whole: JudgedClause, clauses: readonly JudgedClause[], context: SentenceContext): Reason | undefined {
  if (evidence === undefined) return 'nothing-said';
  const asWhole = unitFor(whole, evidence, whole, context);
  if (asWhole === undefined || clauses.length < 2) return asWhole;
  return clauses.map((clause) => unitFor(clause, evidence, whole, context)).find((reason) => reason !== undefined);
}

/** Clause by clause: passages of one document, or two documents of which each is named by what it carries. */
function carriedTogether(order: readonly number[], whole: JudgedClause, clauses: readonly JudgedClause[], context: SentenceContext): number[] | undefined {
  const passageOf = (clause: JudgedClause, sentence: Clause, isMeant: (evidence: Evidence) => boolean) =>
    order.find((index) => {
      const evidence = context.evidence[index];
      return evidence !== undefined && isMeant(evidence) && unitFor(clause, evidence, sentence, context) === undefined;
    });
  for (const documentId of new Set(order.map((index) => context.evidence[index]?.documentId))) {
    const found = all(clauses.map((clause) => passageOf(clause, whole, (evidence) => evidence.documentId === documentId)));
    if (found !== undefined) return found;
  }
  return all(clauses.map((clause) => passageOf(clause, clause, ({ subject }) => clause.content.some((word) => covers(subject, word)))));
}

/** Undefined when one is missing, or when they are too many for one sentence. */
function all(found: readonly (number | undefined)[]): number[] | undefined {
  const passages = [...new Set(found)].filter((index) => index !== undefined);
  return found.includes(undefined) || passages.length > MAX_TOGETHER ? undefined : passages;
}

/** @returns undefined when one claim of the passage carries the clause; else why the nearest one does not. */
function unitFor(clause: JudgedClause, evidence: Evidence, sentence: Clause, context: SentenceContext): Reason | undefined {
  let reason: Reason = 'nothing-said';
  for (const unit of evidence.units) {
    const found = against(clause, unit, evidence, sentence, context);
    if (found === undefined) return undefined;
    reason = further(reason, found);
  }
  return reason;
}

function against(clause: JudgedClause, unit: Unit, evidence: Evidence, sentence: Clause, context: SentenceContext): Reason | undefined {
  const own = clause.content.filter((word) => covers(unit.own, word)).length;
  if (clause.content.some((word) => !covers(unit.own, word) && !covers(unit.around, word))) return 'words';
  if (!clause.values.every((value) => holdsValue(unit.values, value))) return 'number';
  if (clause.values.length === 0 && (own === 0 || own < clause.content.length * OWN)) return 'words';
  const asked = [context.question, context.said.at(-1) ?? ''].flatMap(wordsIn).map(wordOf);
  if (!standsNear(clause, unit) || !rowFits(clause, unit, evidence, { sentence, asked }) || !isOnSubject(sentence, evidence, { asked, all: context.evidence })) return 'subject';
  const near = nearest(clause, unit);
  if (!sameAgent(clause, unit)) return 'agent';
  if (!clause.parts.every((part) => samePolarity(part, clause.parts.length > 1 ? nearest(part, unit) : near))) return 'negation';
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
