import { bagOf, covers, type Word } from '../claims/word.ts';
import type { Clause } from './clause.ts';
import type { Evidence, Unit } from './evidence.ts';
import { holdsValue } from './agreement.ts';

type Row = NonNullable<Unit['row']>;

/**
 * Whether a number of a table is said of its own row. Who names only what the page is about means the first; who names one means that which holds most of the
 * words. What names the row may stand in the clause, before it in the sentence, or in what was asked.
 */
export function rowFits(clause: Clause, unit: Unit, evidence: Evidence, { sentence, asked }: { readonly sentence: Clause; readonly asked: readonly Word[] }): boolean {
  const { row } = unit;
  if (row === undefined) return true;
  const rows = evidence.units.flatMap((other) => (other.row?.table === row.table ? [other.row] : []));
  for (const naming of [clause, sentence, { content: asked, values: [] }]) {
    // What title and headings say is of all rows.
    const named = { ...naming, content: naming.content.filter((word) => !covers(evidence.title, word)) };
    const best = Math.max(...rows.map((other) => namedBy(other, named)));
    if (best > 0) return namedBy(row, named) === best;
  }
  // A title may name several ("Paspoort of identiteitskaart"): of those rows that the clause names by it, the first.
  const nearest = Math.max(...rows.map((other) => namedBy(other, clause)));
  const isFirst = rows.find((other) => namedBy(other, clause) === nearest)?.label === row.label;
  return (isFirst && clause.content.some((word) => covers(evidence.subject, word))) || rows.every((other) => other.label === row.label);
}

function namedBy(row: Row, { content, values }: Pick<Clause, 'content' | 'values'>): number {
  return content.filter((word) => covers(row.label, word)).length + values.filter((value) => holdsValue(row.values, value)).length;
}

/**
 * Whether a sentence is about what the passage is about: it says so itself, or what was asked does. Where no passage is about what was
 * asked, by its words, that cannot be told.
 */
export function isOnSubject({ content }: Pick<Clause, 'content'>, evidence: Evidence, { asked, all }: { readonly asked: readonly Word[]; readonly all: readonly Evidence[] }): boolean {
  if (content.some((word) => covers(evidence.subject, word))) return true;
  const isAsked = (other: Evidence) => asked.some((word) => covers(other.subject, word));
  return isAsked(evidence) || !all.some(isAsked);
}

const FREE = /^(?:gratis|kosteloos)$/;
/** What says that an amount comes on top of another, or is several together. */
const ADDED = /^(?:extra|toeslag|bovenop|samen|totaal|korting)$/;

/** Whether a clause says of one thing what another costs in its source. */
export function isPriceOfOther(clause: Clause, unit: Unit, evidence: Evidence): boolean {
  return isNameless(clause, evidence) || isFreeOfOther(clause, unit, evidence) || isOnlyAdded(clause, unit);
}

/** "€ 24,00" alone does not say which of the amounts of its passage it is. */
function isNameless({ tokens, values: said }: Clause, { units }: Evidence): boolean {
  const amountsIn = (values: Clause['values']) => values.flatMap(({ keys }) => keys.filter((key) => key.startsWith('eur:')));
  return !tokens.some(({ kind }) => kind === 'word') && amountsIn(said).length > 0 && new Set(units.flatMap(({ values }) => amountsIn(values))).size > 1;
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
