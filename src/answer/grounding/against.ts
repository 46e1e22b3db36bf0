import { covers, type Word } from '../claims/cover.ts';
import { holdsValue, nearest, sameAgent, sameModality, samePolarity, standsNear } from './agreement.ts';
import type { Clause, JudgedClause } from './clause.ts';
import type { Evidence, Unit } from './evidence.ts';
import { isPriceOfOther } from './prices.ts';
import { hasOtherActor, isTurned, isWidened } from './relations.ts';
import { isOnSubject, rowFits } from './subject.ts';

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
