import { sameBound } from '../claims/bounds.ts';
import { bagOf, covers } from '../claims/cover.ts';
import { sameKey } from '../claims/special-values.ts';
import type { Value } from '../claims/values.ts';
import type { Modal } from '../claims/signs.ts';
import type { Clause, SourceClause } from './clause.ts';
import type { Unit } from './evidence.ts';

/** What happens to the asker, or is given or taken: of these "may" and "will" are not the same. */
const OUTCOME = /^(?:krijg|kreg|ontvang|vergoed|vervalt?|ingaa?|gaat|wordt|worden|duur|stop|is|zijn|heeft|hebt|betaal|betal|kwijt)/;

/** Whether a source says that number, of the same thing and with the same bound. */
export function holdsValue(values: readonly Value[], said: Value): boolean {
  return values.some((value) => {
    if (!value.keys.some((key) => said.keys.some((other) => sameKey(key, other)))) return false;
    if (!sameBound(said.bound, value.bound)) return false;
    return value.counted === undefined || said.counted === undefined || covers(bagOf([value.counted]), said.counted);
  });
}

/** The clauses of a source that speak most of what a clause says. */
export function nearest(clause: Clause, unit: Unit): SourceClause[] {
  const scored = unit.clauses.map((source) => ({ source, score: overlap(clause, source) }));
  const best = Math.max(...scored.map(({ score }) => score));
  return best <= 0 ? [unit.whole] : scored.filter(({ score }) => score === best).map(({ source }) => source);
}

export function overlap(clause: Clause, source: SourceClause): number {
  const words = clause.content.filter((word) => covers(source.bag, word)).length;
  return words + clause.values.filter((value) => holdsValue(source.values, value)).length;
}

/** Whether a number stands with the words of the clause, not with those of another number of its kind in the same sentence. */
export function standsNear(clause: Clause, unit: Unit): boolean {
  return clause.values.every((value) => {
    const kind = kindOf(value);
    const rivals = unit.clauses.filter((source) => source.values.some((other) => kindOf(other) === kind));
    if (rivals.length < 2) return true;
    const words = (source: SourceClause) => clause.content.filter((word) => covers(source.bag, word)).length;
    const own = Math.max(...rivals.filter((source) => holdsValue(source.values, value)).map(words), 0);
    return rivals.every((source) => holdsValue(source.values, value) || words(source) <= own);
  });
}

function kindOf({ keys }: Value): string {
  return (keys[0] ?? '').split(':')[0] ?? '';
}

/** Whether what is said is denied just where the source denies it. */
export function samePolarity({ signs }: Clause, near: readonly SourceClause[]): boolean {
  return signs.isNegated ? near.some((source) => source.signs.isNegated) : near.every((source) => !source.signs.isNegated);
}

/** Whether "must", "may" and "need not" are what the source says. */
export function sameModality(clause: Clause, near: readonly SourceClause[], unit: Unit): boolean {
  const said = clause.signs;
  const has = (modal: Modal) => near.some(({ signs }) => signs.modals.has(modal));
  const [must, may, needNot] = [has('must'), has('may'), has('need-not')];
  const isNegated = near.some(({ signs }) => signs.isNegated);
  if (said.modals.has('need-not')) return needNot || (isNegated && !may && !must);
  if (said.modals.has('must')) return must || (!may && !needNot);
  if (said.modals.has('may')) return may || (!must && !needNot && !unit.isDemand);
  return !may || said.isHedged || !clause.tokens.some(({ text }) => OUTCOME.test(text));
}

/** Whether the one who does it is the one who does it in the source: "u betaalt" is not "wij betalen". */
export function sameAgent({ signs }: Clause, unit: Unit): boolean {
  const agents = unit.whole.signs.agents;
  return [...signs.agents].every((agent) => {
    const [who, verb] = agent.split(':');
    return agents.has(agent) || !agents.has(`${who === 'u' ? 'wij' : 'u'}:${verb}`);
  });
}
