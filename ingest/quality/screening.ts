import { setImmediate as othersFirst } from 'node:timers/promises';
import { cut } from '../../src/cut.ts';
import { explain } from '../../src/guard/injection/reasons.ts';
import { isSuspect, scoreInjection } from '../../src/guard/injection/score.ts';
import { PII_TYPES, type PiiType } from '../../src/guard/personal/detector.ts';
import { findPersonalData } from '../../src/guard/personal/find.ts';
import { withoutOrders } from '../../src/guard/screening/orders.ts';
import type { PassageInput } from '../../src/knowledge/types.ts';

/** What in a document an admin should know of before anyone is answered from it. Plain JSON. */
export interface Screening {
  /** Passages that look like an attempt to make an assistant leave its role: how many, and the first of them. */
  readonly orders: { readonly count: number; readonly first: readonly Order[] };
  /** How often each kind of personal data stands in it; kinds that do not are absent. */
  readonly personal: Readonly<Partial<Record<PiiType, number>>>;
}

interface Order {
  /** 1-based place of the passage in its document. */
  readonly ordinal: number;
  readonly page?: number;
  readonly score: number;
  /** Dutch sentences. */
  readonly why: readonly string[];
  /** The lines and sentences that do, one after the other. */
  readonly text: string;
}

const MOST_ORDERS = 20;
const LONGEST_ORDER = 300;
/** A passage takes a millisecond or two: whoever else waits for this process comes in between. */
const AT_ONCE = 8;

/** Looks at all passages of a document, in the reader's own time. */
export async function screenPassages(passages: readonly PassageInput[]): Promise<Screening> {
  const first: Order[] = [];
  const personal = new Map<PiiType, number>();
  let count = 0;
  for (const [index, { page, headings, text }] of passages.entries()) {
    if (index % AT_ONCE === AT_ONCE - 1) await othersFirst();
    const all = [...headings, text].join('\n');
    for (const { type } of findPersonalData(all)) personal.set(type, (personal.get(type) ?? 0) + 1);
    const found = scoreInjection(all);
    if (!isSuspect(found)) continue;
    count += 1;
    if (first.length < MOST_ORDERS) first.push({ ordinal: index + 1, ...(page != null && { page }), score: found.score, why: explain(found.reasons), text: cut(withoutOrders(all).taken.join('').trim(), LONGEST_ORDER) });
  }
  return { orders: { count, first }, personal: Object.fromEntries(PII_TYPES.flatMap((type) => (personal.has(type) ? [[type, personal.get(type)]] : []))) };
}
