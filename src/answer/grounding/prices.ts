import { bagOf, covers } from '../claims/cover.ts';
import { holdsValue } from './agreement.ts';
import type { Clause } from './clause.ts';
import type { Evidence, Unit } from './evidence.ts';

const FREE = /^(?:gratis|kosteloos)$/;
/** What says that an amount comes on top of another, or is several together. */
const ADDED = /^(?:extra|toeslag|bovenop|samen|totaal|korting)$/;

/** Whether a clause says of one thing what another costs in its source. */
export function isPriceOfOther(clause: Clause, unit: Unit, evidence: Evidence): boolean {
  return isNameless(clause, evidence) || isFreeOfOther(clause, unit, evidence) || isOnlyAdded(clause, unit);
}

/** "€ 24,00" alone does not say which of the amounts of its passage it is. */
function isNameless({ tokens }: Clause, { units }: Evidence): boolean {
  const amountsIn = (values: Clause['values']) => values.flatMap(({ keys }) => keys.filter((key) => key.startsWith('eur:')));
  return !tokens.some(({ kind }) => kind === 'word') && new Set(units.flatMap(({ values }) => amountsIn(values))).size > 1;
}

/** "Het melden is gratis" on a page about a passport does not say that the passport is. */
function isFreeOfOther({ tokens, content }: Clause, unit: Unit, evidence: Evidence): boolean {
  if (!tokens.some(({ text }) => FREE.test(text))) return false;
  const said = content.filter(({ text }) => !FREE.test(text));
  const sources = unit.clauses.filter((source) => source.tokens.some(({ text }) => FREE.test(text)));
  if (sources.length === 0 || said.length === 0) return false;
  return !sources.some((source) => {
    if (said.every((word) => covers(source.bag, word))) return true;
    const before = source.tokens.slice(0, source.tokens.findIndex(({ text }) => FREE.test(text)));
    const subject = source.content.filter(({ text }) => before.some((token) => token.text === text));
    if (subject.length === 0) return said.some((word) => !covers(evidence.title, word));
    const bag = bagOf(said.map(({ text }) => text));
    return subject.every((word) => covers(bag, word));
  });
}

/** "Daar komt € 36,40 bij" is not what the whole costs. */
function isOnlyAdded({ tokens, values }: Clause, unit: Unit): boolean {
  if (unit.row !== undefined || isAdded(tokens)) return false;
  return values.some((value) => {
    if (value.keys[0]?.startsWith('eur:') !== true) return false;
    const sources = unit.clauses.filter((source) => holdsValue(source.values, value));
    return sources.length > 0 && sources.every((source) => isAdded(source.tokens));
  });
}

function isAdded(tokens: Clause['tokens']): boolean {
  const has = (word: string) => tokens.some(({ text }) => text === word);
  return tokens.some(({ text }) => ADDED.test(text)) || (has('komt') && has('bij'));
}
