import { defaultTreeAdapter, html } from 'parse5';
import { markHidden } from './marks.ts';
import { children, isElement, isText, type Element, type Node } from './tree.ts';
import type { HiddenReason } from '../types.ts';

/** A stretch of text or a picture, with why it is not shown. */
export interface Leaf {
  readonly reason: HiddenReason | undefined;
}

/** What the leaves in a node have in common: shown when any of them is, or else why none is. */
type Sum = 'shown' | 'mixed' | HiddenReason | undefined;

const frames = new Set(['html', 'body', 'main']);

/**
 * Marks the largest elements of which nothing is shown. Text that is hidden beside text that is shown gets an element of its own, so
 * that whoever walks over the page need only look at elements. Without recursion: pages may nest without end.
 */
export function markLeaves(page: Node, leaves: ReadonlyMap<Node, Leaf>): void {
  const order: Node[] = [];
  const queue: Node[] = [page];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    order.push(node);
    for (const child of children(node)) queue.push(child);
  }
  const sums = new Map<Node, Sum>();
  for (const node of order.toReversed()) {
    const leaf = leaves.get(node);
    const sum: Sum = leaf === undefined ? sumOf(children(node), sums) : (leaf.reason ?? 'shown');
    sums.set(node, sum);
    const isWhole = leaf !== undefined || (isElement(node) && !frames.has(node.tagName) && sum !== 'shown' && sum !== 'mixed');
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
