/** Trees to HTML, on the server. */
import { raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { isLinkable, safeAction } from '../links.ts';
import type { Child, Tree } from '../markup/tree.ts';

/** The one place that hands finished HTML to hono: every text and attribute value passes `escape` below. */
export function render(tree: Tree): HtmlEscapedString {
  return raw(htmlOf(tree));
}

function htmlOf(child: Child): string {
  if (typeof child === 'string') return escape(child);
  const attributes = Object.entries(child.attributes)
    .filter(([name, value]) => (name !== 'href' || isLinkable(value)) && (name !== 'action' || safeAction(value) !== undefined))
    .map(([name, value]) => ` ${name}="${escape(value)}"`);
  const start = `<${child.tag}${attributes.join('')}>`;
  if (['input', 'link', 'meta'].includes(child.tag)) return start;
  // A parser drops the first newline of a text area.
  return `${start}${child.tag === 'textarea' ? '\n' : ''}${child.children.map(htmlOf).join('')}</${child.tag}>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}
