import { covers, wordOf } from '../claims/word.ts';
import { tokensOf } from '../claims/tokens.ts';
import { type Refusal, refusalBy, type Setting } from './against.ts';
import { asPart, clausesIn, isShort, type JudgedClause, judgedClauseOf } from './clause.ts';
import { type Evidence, literalOf, standsIn, wordsIn } from './evidence.ts';
import type { Passage } from '../ports.ts';

/** What a sentence is judged against. Made once for a turn, before the model says anything. */
export interface SentenceContext {
  readonly question: string;
  /** What the model was given, in the order of its numbers. */
  readonly passages: readonly Passage[];
  /** The same, read for what they claim. */
  readonly evidence: readonly Evidence[];
  /** Fixed text of the prompts, which is meant for the model alone. */
  readonly prompt: string;
  /** The sentences that were let through before this one, without references. */
  readonly said: readonly string[];
}

/**
 * Why a sentence of the model may not be shown, as a short code ("promise", "leaked-prompt"); undefined: this check has nothing
 * against it. Pure, and linear in the length of the sentence. The text is as the model wrote it, references and markup and all.
 */
export type SentenceCheck = (sentence: string, context: SentenceContext) => string | undefined;

/** Why no passage carries a sentence. */
type Reason = Refusal | 'nothing-said';

type Judgement = { readonly carriedBy: readonly number[] } | { readonly reason: Reason };

/** Of more passages nobody can see which says what. */
const MAX_TOGETHER = 2;
/** "Nee, u mag niet …": what it says is said behind it. */
const ANSWER = /^\W*(?:ja|nee),? (?=\S)/i;
/** A claim that says a clause, and says it otherwise. */
const CONTRADICTS: ReadonlySet<Reason> = new Set(['negation', 'modality', 'agent']);
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
  const whole = judgedClauseOf(tokensOf(sentence.replace(ANSWER, '')));
  if (whole.content.length === 0 && whole.values.length === 0) return { reason: 'nothing-said' };
  const cut = clausesIn(whole.tokens, true).map(judgedClauseOf);
  const clauses = cut.map((clause, at) => {
    const part = asPart(clause, clause.tokens[0]?.text === 'of' ? cut[at - 1] ?? whole : whole);
    const head = isShort(part) ? cut.slice(0, at).findLast(isHead) ?? cut.slice(at + 1).find(isHead) : undefined;
    return head === undefined ? part : { ...part, head: head.content };
  });
  const asked = [context.question, context.said.at(-1) ?? ''].flatMap(wordsIn).map(wordOf);
  const setting = { sentence: whole, asked, all: context.evidence };
  let reason: Reason = 'nothing-said';
  const carriers: number[] = [];
  for (const index of order) {
    // One that the model did not name is only sought where none of those it named carries the sentence.
    if (carriers.length > 0 && !cited.includes(index)) break;
    const found = carriedIn(context.evidence[index], whole, clauses, setting);
    if (found === undefined) carriers.push(index);
    else reason = further(reason, found);
  }
  if (carriers.length > 0) return { carriedBy: chosen(carriers, cited) };
  const together = clauses.length > 1 ? carriedTogether(order, clauses, setting) : undefined;
  return together === undefined ? { reason } : { carriedBy: together };
}

/** Of "de gemeente en de politie controleren" what is said of each that is listed. */
function isHead(clause: JudgedClause): boolean {
  return !isShort(clause) && clause.content.length > 1;
}

/** All that the model named and that carry it, or else the first that does. */
function chosen(carriers: readonly number[], cited: readonly number[]): readonly number[] {
  const named = carriers.filter((index) => cited.includes(index));
  return named.length > 0 ? named : carriers.slice(0, 1);
}

/** @returns undefined when the passage carries the sentence, as a whole or clause by clause. */
function carriedIn(evidence: Evidence | undefined, whole: JudgedClause, clauses: readonly JudgedClause[], setting: Setting): Reason | undefined {
  if (evidence === undefined) return 'nothing-said';
  if (whole.content.some((word) => !covers(evidence.all, word))) return 'words';
  const asWhole = unitFor(whole, evidence, setting);
  if (asWhole === undefined || clauses.length < 2) return asWhole;
  return clauses.map((clause) => unitFor(clause, evidence, setting)).find((reason) => reason !== undefined);
}

/** Clause by clause: passages of one document, or two documents of which each is named by what it carries. */
function carriedTogether(order: readonly number[], clauses: readonly JudgedClause[], setting: Setting): number[] | undefined {
  const passageOf = (clause: JudgedClause, given: Setting, isMeant: (evidence: Evidence) => boolean) =>
    order.find((index) => {
      const evidence = setting.all[index];
      return evidence !== undefined && isMeant(evidence) && unitFor(clause, evidence, given) === undefined;
    });
  for (const documentId of new Set(order.map((index) => setting.all[index]?.documentId))) {
    const found = all(clauses.map((clause) => passageOf(clause, setting, (evidence) => evidence.documentId === documentId)));
    if (found !== undefined) return found;
  }
  return all(clauses.map((clause) => passageOf(clause, { ...setting, sentence: clause }, ({ subject }) => clause.content.some((word) => covers(subject, word)))));
}

/** Undefined when one is missing, or when they are too many for one sentence. */
function all(found: readonly (number | undefined)[]): number[] | undefined {
  const passages = [...new Set(found)].filter((index) => index !== undefined);
  return found.includes(undefined) || passages.length > MAX_TOGETHER ? undefined : passages;
}

/** @returns undefined when one claim of the passage carries the clause; else why the nearest one does not. */
function unitFor(clause: JudgedClause, evidence: Evidence, setting: Setting): Reason | undefined {
  if (clause.content.some((word) => !covers(evidence.all, word))) return 'words';
  let reason: Reason = 'nothing-said';
  const units = [...evidence.units, ...evidence.joint].map((unit) => ({ unit, said: clause.content.filter((word) => covers(unit.own, word)).length }));
  // What says most of it is what it is taken from: where that says otherwise, what says less of it does not carry it.
  for (const { unit } of units.toSorted((one, other) => other.said - one.said)) {
    const found = refusalBy(unit, clause, evidence, setting);
    if (found === undefined) return CONTRADICTS.has(reason) ? reason : undefined;
    reason = further(reason, found);
  }
  return reason;
}

function further(one: Reason, other: Reason): Reason {
  return FURTHEST.indexOf(other) > FURTHEST.indexOf(one) ? other : one;
}
