import { defaultTreeAdapter, html } from 'parse5';
import { markHidden } from '../marks.ts';
import { allBelow, children, isElement, isText, type Element, type Node } from '../tree.ts';
import type { HiddenReason } from '../../types.ts';

/** Stretches of text and pictures, with why they are not shown; undefined for what is. */
export type Leaves = ReadonlyMap<Node, HiddenReason | undefined>;

/** What the leaves in a node have in common: shown when any of them is, or else why none is. */
type Sum = 'shown' | 'mixed' | HiddenReason | undefined;

const frames = new Set(['html', 'body', 'main']);

/**
 * Marks the largest elements of which nothing is shown. Text that is hidden beside text that is shown gets an element of its own, so
 * that whoever walks over the page need only look at elements.
 */
export function markLeaves(page: Node, leaves: Leaves): void {
  const sums = new Map<Node, Sum>();
  for (const node of allBelow(page).toReversed()) {
    const isLeaf = leaves.has(node);
    const sum: Sum = isLeaf ? (leaves.get(node) ?? 'shown') : sumOf(children(node), sums);
    sums.set(node, sum);
    const isWhole = isLeaf || (isElement(node) && !frames.has(node.tagName) && sum !== 'shown' && sum !== 'mixed');
    if (isWhole) continue;
    for (const [place, child] of children(node).entries()) {
      const reason = sums.get(child);
      if (reason === undefined || reason === 'shown' || reason === 'mixed') continue;
      if (isElement(child) && !frames.has(child.tagName)) markHidden(child, reason);
      else if (isText(child)) markHidden(wrapped(child, place), reason);
    }
  }
}

function sumOf(nodes: readonly Node[], sums: ReadonlyMap<Node, Sum>): Sum {
  let found: Sum;
  for (const node of nodes) {
    const sum = sums.get(node);
    if (sum === 'shown') return 'shown';
    if (sum !== undefined) found = found === undefined || found === sum ? sum : 'mixed';
  }
  return found;
}

/** Puts an element around the text at `place` in its parent, there. */
function wrapped(text: Extract<Node, { value: string }>, place: number): Element {
  const parent = text.parentNode;
  const span = defaultTreeAdapter.createElement('span', html.NS.HTML, []);
  span.parentNode = parent;
  span.childNodes.push(text);
  if (parent !== null) parent.childNodes[place] = span;
  text.parentNode = span;
  return span;
}
