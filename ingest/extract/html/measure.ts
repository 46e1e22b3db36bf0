import { allBelow, children, isElement, isRead, isText, type Element, type Node } from './tree.ts';

/** How much of what is in an element, of all that is read. */
export interface Measure {
  /** Characters. */
  text: number;
  /** Characters within links and buttons. */
  linkText: number;
  links: number;
  /** Headings and tables. */
  structure: number;
}

export type Measures = ReadonlyMap<Node, Measure>;

/** Measures every element that is read, in one pass from the leaves up. */
export function measure(root: Node): Measures {
  const read = allBelow(root, (node) => isText(node) || (isElement(node) && isRead(node)));
  const found = new Map<Node, Measure>();
  for (const node of read.toReversed()) {
    const sum: Measure = { text: 0, linkText: 0, links: 0, structure: 0 };
    for (const child of children(node)) {
      const part = found.get(child);
      if (part !== undefined) addTo(sum, part);
    }
    if (isText(node)) sum.text = node.value.replace(/\s+/g, ' ').trim().length;
    if (isElement(node)) count(node, sum);
    found.set(node, sum);
  }
  return found;
}

function addTo(sum: Measure, part: Measure): void {
  sum.text += part.text;
  sum.linkText += part.linkText;
  sum.links += part.links;
  sum.structure += part.structure;
}

function count(element: Element, sum: Measure): void {
  if (element.tagName === 'a' || element.tagName === 'button') {
    sum.links += 1;
    sum.linkText = sum.text;
  }
  if (/^(?:h[1-6]|table)$/.test(element.tagName)) sum.structure += 1;
}

const nothing: Measure = { text: 0, linkText: 0, links: 0, structure: 0 };

export const measureOf = (measures: Measures, node: Node): Measure => measures.get(node) ?? nothing;

/** Which part of an element's text is links, 0 to 1. */
export function linkShare(measures: Measures, node: Node): number {
  const { text, linkText } = measureOf(measures, node);
  return text === 0 ? 0 : linkText / text;
}
