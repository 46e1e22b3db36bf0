/**
 * A turn is drawn twice: by the server in a page, by the browser while an answer streams. To have it described once,
 * its markup is a plain tree of data, which `pages/render.ts` turns into escaped HTML and `browser/dom.ts` into nodes.
 * Tags and attributes are closed lists: nothing that can run code is among them.
 */

type Tag =
  | 'a' | 'article' | 'blockquote' | 'button' | 'code' | 'dd' | 'details' | 'div' | 'dl' | 'dt' | 'fieldset' | 'form' | 'h3' | 'h4' | 'input' | 'label'
  | 'legend' | 'li' | 'link' | 'meta' | 'ol' | 'p' | 'span' | 'strong' | 'summary' | 'table' | 'tbody' | 'td' | 'textarea' | 'th' | 'thead' | 'tr' | 'ul';

/** Addresses (`action`, `href`) pass `links.ts` before they become a link or a place where a form goes. */
type Attribute =
  | 'action' | 'aria-describedby' | 'aria-hidden' | 'aria-label' | 'aria-labelledby' | 'aria-pressed' | 'checked' | 'class' | 'content' | 'dir' | 'for' | 'href' | 'id'
  | 'itemprop' | 'itemscope' | 'itemtype' | 'lang' | 'method' | 'name' | 'rel' | 'role' | 'rows' | 'scope' | 'tabindex' | 'target' | 'type' | 'value';

export interface Tree {
  readonly tag: Tag;
  readonly attributes: Readonly<Partial<Record<Attribute, string>>>;
  readonly children: readonly Child[];
}

export type Child = Tree | string;

/** Builds a tree; `undefined` and `false` children are left out, so that conditions stay on one line. */
export function el(tag: Tag, attributes: Tree['attributes'] | string, ...children: readonly (Child | undefined | false)[]): Tree {
  return {
    tag,
    attributes: typeof attributes === 'string' ? { class: attributes } : attributes,
    children: children.filter((child) => child !== undefined && child !== false),
  };
}
