import { sameBound } from '../claims/bounds.ts';
import { bagOf, covers, isLight, wordOf } from '../claims/word.ts';
import { sameKey } from '../claims/readings.ts';
import type { Value } from '../claims/values.ts';
import type { Modal } from '../claims/signs.ts';
import type { Clause, SourceClause } from './clause.ts';
import type { Unit } from './evidence.ts';

/** What happens to the asker, or is given or taken: of these "may" and "will" are not the same. */
const OUTCOME = /^(?:krijg|kreg|ontvang|vergoed|vervalt?|ingaa?|gaat|wordt|worden|duur|stop|is|zijn|heeft|hebt|betaal|betal|kwijt)/;

/** What a number stands behind, where it matters which: "met 2 jaar" is not "van 2 jaar". */
const PLACES = new Set(['van', 'met', 'na', 'binnen', 'tot', 'om', 'voor', 'vanaf', 'op', 'zijn', 'is']);

/** Whether a source says that number, of the same thing and with the same bound. */
export function holdsValue(values: readonly Value[], said: Value): boolean {
  return values.some((value) => {
    if (!value.keys.some((key) => said.keys.some((other) => sameKey(key, other)))) return false;
    if (!sameBound(said.bound, value.bound)) return false;
    return value.counted === undefined || said.counted === undefined || covers(bagOf([value.counted]), wordOf(said.counted));
  });
}

/** The clauses of a source that a clause is taken from: that which says most of it, then what says most of the rest. */
export function nearest(clause: Clause, unit: Unit): SourceClause[] {
  const near: SourceClause[] = [];
  let left: Pick<Clause, 'content' | 'values'> = clause;
  for (;;) {
    const scored = unit.clauses.map((source) => ({ source, score: overlap(left, source) }));
    const best = Math.max(0, ...scored.map(({ score }) => score));
    if (best === 0) return near.length === 0 ? [unit.whole] : near;
    const found = scored.filter(({ score }) => score === best).map(({ source }) => source);
    near.push(...found);
    left = {
      content: left.content.filter((word) => !found.some(({ bag }) => covers(bag, word))),
      values: left.values.filter((value) => !found.some(({ values }) => holdsValue(values, value))),
    };
  }
}

function overlap(clause: Pick<Clause, 'content' | 'values'>, source: SourceClause): number {
  const words = clause.content.filter((word) => covers(source.bag, word)).length;
  return words + clause.values.filter((value) => holdsValue(source.values, value)).length;
}

/** Whether a number stands with the words of the clause, not with those of another number of its kind in the same sentence. */
export function standsNear(clause: Clause, unit: Unit): boolean {
  return clause.values.every((value) => {
    if (hasOtherPlace(clause, value, unit)) return false;
    const rivals = unit.clauses.filter((source) => source.values.some((other) => kindOf(other) === kindOf(value)));
    const own = rivals.filter((source) => holdsValue(source.values, value));
    if (own.length === rivals.length) return true;
    // A later number leaves out what was said before the first ("vanaf 20.00 uur … en uiterlijk om 7.30 uur").
    const isElliptic = own.every((source) => wordsBefore(source) === 0);
    const others = clause.values.filter((other) => other !== value);
    const words = (source: SourceClause) => clause.content.filter((word) => covers(isElliptic ? source.behind : source.bag, word)).length + others.filter((other) => holdsValue(source.values, other)).length;
    const best = Math.max(0, ...own.map(words));
    if (own.length > 0 && own.every((source) => isOfOther(clause, source, unit))) return false;
    return rivals.every((source) => own.includes(source) || words(source) <= best);
  });
}

/** "Verlengen met 2 jaar" where the source has "een termijn van 2 jaar" and "verlengen met 1 jaar". */
function hasOtherPlace({ tokens }: Clause, said: Value, { whole }: Unit): boolean {
  const before = (list: readonly { readonly text: string }[], { start }: Value) => list[start - 1]?.text ?? '';
  const place = before(tokens, said);
  if (!PLACES.has(place)) return false;
  const alike = whole.values.filter((value) => kindOf(value) === kindOf(said));
  const isThere = (value: Value) => before(whole.tokens, value) === place;
  return alike.some(isThere) && !alike.some((value) => isThere(value) && holdsValue([value], said));
}

/** Whether a clause names, of what stands after the number, only what a later number is of ("€ 20 voor u en € 50 voor een bedrijf"). */
function isOfOther(clause: Clause, source: SourceClause, unit: Unit): boolean {
  const later = unit.clauses.slice(unit.clauses.indexOf(source) + 1).filter(({ values }) => values.length > 0);
  return clause.content.some((word) => !covers(source.bag, word) && later.some(({ tokens, values }) => tokens.slice(0, values[0]?.start).some(({ kind, text }) => kind === 'word' && !isLight(text) && covers(bagOf([text]), word))));
}

function wordsBefore({ tokens, values }: SourceClause): number {
  return tokens.slice(0, values[0]?.start ?? tokens.length).filter(({ kind, text }) => kind === 'word' && !isLight(text)).length;
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
  if (said.modals.has('need-not')) return needNot || (!may && !must && near.some(isNotNeeded));
  if (said.modals.has('must')) return must || (!may && !needNot && unit.row === undefined);
  if (said.modals.has('may') && said.isNegated) return !needNot && (may || isNegated);
  if (said.modals.has('may')) return may || (!must && !needNot && !unit.isDemand);
  return said.isHedged || !clause.tokens.some(({ text }) => OUTCOME.test(text) && onlyMay(text, near, unit));
}

/** "Dan kunt u een boete krijgen": what may happen is not what happens. */
function onlyMay(verb: string, near: readonly SourceClause[], unit: Unit): boolean {
  const word = wordOf(verb);
  const same = unit.clauses.filter(({ bag }) => covers(bag, word));
  return (same.length > 0 ? same : near).some(({ signs }) => signs.modals.has('may'));
}

/** "Is niet nodig", "niet verplicht", "gratis". */
function isNotNeeded({ signs, tokens }: SourceClause): boolean {
  const says = (...words: string[]) => tokens.some(({ text }) => words.includes(text));
  return (signs.isNegated && says('nodig', 'verplicht', 'hoeft')) || says('gratis');
}

/** Whether the one who does it is the one who does it in the source: "u betaalt" is not "wij betalen". */
export function sameAgent({ signs }: Clause, unit: Unit): boolean {
  const agents = unit.whole.signs.agents;
  return [...signs.agents].every((agent) => {
    const [who, verb] = agent.split(':');
    return agents.has(agent) || !agents.has(`${who === 'u' ? 'wij' : 'u'}:${verb}`);
  });
}
