import { covers, type Word } from '../claims/cover.ts';
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
