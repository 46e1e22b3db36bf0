import { cut } from '../../../../src/cut.ts';
import { hiddenReason } from '../marks.ts';
import { attribute, children, findAll, inlineText, isClutter, isElement, isText, type Element, type Node } from '../tree.ts';
import type { HiddenReason, HiddenText } from '../../types.ts';

const maxTexts = 200;
/** Characters of a text that are kept. */
export const maxLength = 2_000;
const maxPlace = 200;

/** Keeps a text that is not shown, when it has any words and there are not very many already. */
export function keepHidden(found: HiddenText[], reason: HiddenReason, place: string, text: string): void {
  if (/[\p{L}\p{N}]{2}/u.test(text) && found.length < maxTexts)
    found.push({ reason, ...(place !== '' && { place }), text: cut(text, maxLength) });
}

/**
 * The texts of elements that are hidden within the given ones, in order, each with the heading that it comes after. Menus and other
 * clutter are passed over.
 */
export function hiddenTexts(roots: readonly Node[]): HiddenText[] {
  const found: HiddenText[] = [];
  let place = '';
  for (const root of roots) {
    findAll(root, (element) => {
      if (isClutter(element)) return true;
      const reason = hiddenReason(element);
      if (reason === undefined) {
        if (/^h[1-6]$/.test(element.tagName)) place = cut(inlineText(element), maxPlace);
        return false;
      }
      keepHidden(found, reason, place, allText(element));
      return true;
    });
  }
  return found;
}

/** All words of an element, hidden ones too, but no scripts. */
function allText(element: Element): string {
  const parts: string[] = [];
  const queue: Node[] = [element];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (isText(node)) parts.push(node.value);
    else if (isElement(node) && node.tagName === 'img') parts.push(attribute(node, 'alt') ?? '');
    else if (!isElement(node) || !['script', 'style', 'template', 'noscript'].includes(node.tagName))
      queue.push(...children(node).toReversed());
  }
  return parts.join(' ').replace(/\s+/g, ' ').trim();
}
