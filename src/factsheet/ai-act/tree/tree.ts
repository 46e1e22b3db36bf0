import { FORBIDDEN } from './forbidden.ts';
import { HIGH_RISK } from './high-risk.ts';
import { END, type TreeChoice, type TreeQuestion } from './question.ts';
import { START } from './start.ts';
import { TRANSPARENCY } from './transparency.ts';

/** With each change of a question, an answer or a way: what was answered to other words has to be answered anew. */
export const TREE_VERSION = '2026-11-27';

/** Balie's own words for the Regulation as it touches a municipality; not those of the Beslishulp. The first one is where a path begins. */
export const TREE: readonly TreeQuestion[] = [...START, ...FORBIDDEN, ...HIGH_RISK, ...TRANSPARENCY];

const places = new Map(TREE.map((question, index) => [question.id, index]));

/** Which question comes after an answer; undefined: the path ends. */
export function after(question: TreeQuestion, { to }: TreeChoice): TreeQuestion | undefined {
  if (to === END) return undefined;
  return TREE[to === undefined ? (places.get(question.id) ?? TREE.length) + 1 : (places.get(to) ?? TREE.length)];
}
