import type { DefaultTreeAdapterMap } from 'parse5';
import { isClutterName } from './clutter-names.ts';
import { hiddenReason, isEssential, isLeftOut } from './marks.ts';

export type Node = DefaultTreeAdapterMap['node'];
export type Element = DefaultTreeAdapterMap['element'];

export const isElement = (node: Node): node is Element => 'tagName' in node;
export const isText = (node: Node): node is DefaultTreeAdapterMap['textNode'] => node.nodeName === '#text';
export const children = (node: Node): Node[] => ('childNodes' in node ? node.childNodes : []);

export function attribute(element: Element, name: string): string | undefined {
  for (const attr of element.attrs) if (attr.name === name) return attr.value;
  return undefined;
}

/** What is around a node, from the inside. */
export function* ancestors(node: Element): Generator<Element> {
  for (let around = node.parentNode; around !== null && isElement(around); around = around.parentNode) yield around;
}

/** A node and all below it for which `enter` holds, each after what is around it. Without recursion: pages may nest without end. */
export function allBelow(root: Node, enter: (node: Node) => boolean = () => true): Node[] {
  const found: Node[] = [];
  const queue = [root];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    found.push(node);
    for (const child of children(node)) if (enter(child)) queue.push(child);
  }
  return found;
}

/** The text right in an element, as it stands. */
export const ownText = (element: Element): string => children(element).map((node) => (isText(node) ? node.value : '')).join('');

/** All elements below a node for which `test` holds, in document order, not looking inside those that were found. */
export function findAll(root: Node, test: (element: Element) => boolean): Element[] {
  const found: Element[] = [];
  const queue: Node[] = [];
  pushChildren(queue, root);
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (isElement(node) && test(node)) found.push(node);
    else pushChildren(queue, node);
  }
  return found;
}

/** The first comes off the end first. One by one: a call takes no more arguments than the stack holds. */
function pushChildren(queue: Node[], node: Node): void {
  const below = children(node);
  for (let i = below.length - 1; i >= 0; i -= 1) {
    const child = below[i];
    if (child !== undefined) queue.push(child);
  }
}

const unread = new Set(
  (
    'script style noscript template svg math iframe object embed canvas audio video map button input ' +
    'select textarea datalist dialog nav footer aside head title'
  ).split(' '),
);
const roles = new Set([
  'navigation',
  'banner',
  'contentinfo',
  'search',
  'complementary',
  'dialog',
  'alertdialog',
  'menu',
  'menubar',
]);

/** Whether a page shows this to a reader as its own content: no menus, forms, cookie bars, hidden parts. */
export function isRead(element: Element): boolean {
  return hiddenReason(element) === undefined && !isClutter(element);
}

/** Whether this is a part around the content, by its tag, its role, its name, or by what a pass over the page found. */
export function isClutter(element: Element): boolean {
  if (unread.has(element.tagName)) return true;
  if (element.tagName === 'header' && !insideArticle(element)) return true;
  if (roles.has(attribute(element, 'role')?.toLowerCase() ?? '') || isLeftOut(element)) return true;
  if (attribute(element, 'aria-hidden') === 'true' && isIcon(element)) return true;
  if (['html', 'body', 'main'].includes(element.tagName) || isEssential(element)) return false;
  const names = `${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`.split(/\s+/);
  return names.some(isClutterName);
}

/** A sign made of letters: an arrow, or the name of a picture in an icon font. Other `aria-hidden` text is there to see. */
function isIcon(element: Element): boolean {
  const only = element.childNodes.length === 1 ? element.childNodes[0] : undefined;
  if (only === undefined || !isText(only)) return element.childNodes.length === 0;
  return only.value.trim().length <= 2 || /icon|material|glyph|\bfa\b/i.test(attribute(element, 'class') ?? '');
}

/** The `header` of an article or of the main part holds its title; the page's own holds the logo and the menu. */
function insideArticle(element: Element): boolean {
  return ancestors(element).some((around) => around.tagName === 'article' || around.tagName === 'main' || attribute(around, 'role') === 'main');
}

/**
 * An element's text as a browser would show it on one line, pictures by their `alt`. Without recursion: pages may nest
 * without end.
 */
export function inlineText(root: Node): string {
  const parts: string[] = [];
  const queue: (Node | ' ')[] = children(root).toReversed();
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (node === ' ') parts.push(' ');
    else if (isText(node)) parts.push(node.value);
    else if (isElement(node) && isRead(node)) {
      if (node.tagName === 'img') parts.push(` ${attribute(node, 'alt') ?? ''} `);
      const apart = node.tagName === 'br' || isBlock(node);
      if (apart) queue.push(' ');
      queue.push(...children(node).toReversed());
      if (apart) queue.push(' ');
    }
  }
  return parts.join('').replace(/\s+/g, ' ').trim();
}

const blocks = new Set(
  (
    'address article aside blockquote body caption dd details div dl dt fieldset figcaption figure form ' +
    'h1 h2 h3 h4 h5 h6 header hr legend li main ol p pre section summary table tbody td tfoot th thead tr ' +
    'ul'
  ).split(' '),
);

export function isBlock(element: Element): boolean {
  return blocks.has(element.tagName);
}
