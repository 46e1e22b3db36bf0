/** Trees to nodes, in the browser: text only ever becomes text. */
import { isLinkable, safeAction } from '../links.ts';
import type { Child, Tree } from '../markup/tree.ts';

export function nodeOf(tree: Tree): HTMLElement {
  const element = document.createElement(tree.tag);
  for (const [name, value] of Object.entries(tree.attributes)) {
    const isSafe = name === 'href' ? isLinkable(value) : name !== 'action' || safeAction(value) !== undefined;
    if (isSafe) element.setAttribute(name, value);
  }
  element.append(...tree.children.map(childNode));
  return element;
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
