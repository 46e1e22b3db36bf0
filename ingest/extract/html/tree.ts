import type { DefaultTreeAdapterMap } from 'parse5';

export type Node = DefaultTreeAdapterMap['node'];
export type Element = DefaultTreeAdapterMap['element'];

export const isElement = (node: Node): node is Element => 'tagName' in node;
export const isText = (node: Node): node is DefaultTreeAdapterMap['textNode'] => node.nodeName === '#text';
export const children = (node: Node): Node[] => ('childNodes' in node ? node.childNodes : []);

export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((attr) => attr.name === name)?.value;
}

/** All elements below a node for which `test` holds, in document order, not looking inside those that were found. */
export function findAll(root: Node, test: (element: Element) => boolean): Element[] {
  const found: Element[] = [];
  const queue = children(root).toReversed();
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (isElement(node) && test(node)) found.push(node);
    else queue.push(...children(node).toReversed());
  }
  return found;
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
const clutter = new RegExp(
  '^(?:cookie(?:s|-?(?:bar|banner|notice|consent|melding|wall))?|bread-?crumbs?|kruimelpad|skip(?:-?(?:links?|nav|' +
    'to-?content))?|(?:main-|sub-|top-)?menu|navigation|navbar|print_pagina|social(?:-media|-share)?|share)$',
  'i',
);

/** Whether a page shows this to a reader as its own content: no menus, forms, cookie bars, hidden parts. */
export function isRead(element: Element): boolean {
  if (unread.has(element.tagName)) return false;
  if (element.tagName === 'header' && !insideArticle(element)) return false;
  if (attribute(element, 'hidden') !== undefined || attribute(element, 'aria-hidden') === 'true') return false;
  if (roles.has(attribute(element, 'role')?.toLowerCase() ?? '')) return false;
  if (/display\s*:\s*none|visibility\s*:\s*hidden/i.test(attribute(element, 'style') ?? '')) return false;
  if (element.tagName === 'body' || element.tagName === 'main') return true;
  const names = `${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`.split(/\s+/);
  return !names.some((name) => clutter.test(name));
}

/** The `header` of an article or of the main part holds its title; the page's own holds the logo and the menu. */
function insideArticle(element: Element): boolean {
  for (let node: Node | null = element.parentNode; node !== null; node = isElement(node) ? node.parentNode : null) {
    if (
      isElement(node) &&
      (node.tagName === 'article' || node.tagName === 'main' || attribute(node, 'role') === 'main')
    )
      return true;
  }
  return false;
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
