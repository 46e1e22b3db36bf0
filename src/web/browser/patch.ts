/** Brings what stands on the page in line with a tree: what is the same already is not touched, what grows is added to. */
import type { Child, Tree } from '../markup/tree.ts';
import { nodeOf, safeAttributes } from './dom.ts';

/** Children from a place on, as many as there are trees; what stands behind them goes. */
export function patchChildren(parent: HTMLElement, children: readonly Child[], from = 0): void {
  for (const [index, child] of children.entries()) {
    const there = parent.childNodes[from + index];
    if (there === undefined) parent.append(typeof child === 'string' ? child : nodeOf(child));
    else patchNode(there, child);
  }
  while (parent.childNodes.length > from + children.length) parent.lastChild?.remove();
}

/** The attributes that a tree has, and no others. */
export function patchAttributes(element: HTMLElement, tree: Tree): void {
  const wanted = new Map(safeAttributes(tree));
  for (const name of element.getAttributeNames()) if (!wanted.has(name)) element.removeAttribute(name);
  for (const [name, value] of wanted) if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

function patchNode(there: ChildNode, child: Child): void {
  if (typeof child === 'string') {
    if (there instanceof Text) patchText(there, child);
    else there.replaceWith(child);
  } else if (there instanceof HTMLElement && there.tagName.toLowerCase() === child.tag) {
    patchAttributes(there, child);
    patchChildren(there, child.children);
  } else there.replaceWith(nodeOf(child));
}

function patchText(there: Text, text: string): void {
  if (text === there.data) return;
  if (text.startsWith(there.data)) there.appendData(text.slice(there.length));
  else there.data = text;
}
