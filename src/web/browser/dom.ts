/** Trees to nodes, in the browser: text only ever becomes text. */
import { isLinkable, safeAction } from '../links.ts';
import type { Child, Tree } from '../markup/tree.ts';

export function nodeOf(tree: Tree): HTMLElement {
  const element = document.createElement(tree.tag);
  for (const [name, value] of safeAttributes(tree)) element.setAttribute(name, value);
  element.append(...tree.children.map(childNode));
  return element;
}

/** Without an address that may not be a link, or a place where a form may not go. */
export function safeAttributes({ attributes }: Tree): (readonly [string, string])[] {
  return Object.entries(attributes).filter(([name, value]) => (name === 'href' ? isLinkable(value) : name !== 'action' || safeAction(value) !== undefined));
}

function childNode(child: Child): Node | string {
  return typeof child === 'string' ? child : nodeOf(child);
}

/** An element that the server's page is known to hold. */
export function need<E extends HTMLElement>(id: string, type: new () => E): E {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`The page lacks #${id}`);
  return element;
}
