import { clutterHeading } from './clutter-names.ts';
import { markEssential, markLeftOut } from './marks.ts';
import { linkShare, measure, measureOf, type Measures } from './measure.ts';
import { ancestors, attribute, children, findAll, inlineText, isElement, type Element, type Node } from './tree.ts';

/** What is under such a heading is left out up to this many characters, or when it is mostly links. */
const maxAside = 400;
const maxHeadings = 200;

/**
 * Marks what a page holds that is not its content and that no name gives away: "Deel deze pagina" and what is under it,
 * related links, search forms. And marks what is content whatever it is called: the way to the main part and the first
 * headings.
 */
export function markClutter(page: Node): void {
  const anchors = [...findAll(page, isMain), ...findAll(page, (e) => e.tagName === 'h1')].slice(0, 5);
  for (const anchor of anchors) for (const around of ancestors(anchor)) markEssential(around);
  for (const form of findAll(page, (e) => e.tagName === 'form').filter(isSearch)) markLeftOut(form);
  const headings = findAll(page, (e) => /^(?:h[2-6]|p|strong|legend|summary)$/.test(e.tagName));
  const clutter = headings.filter(isClutterHeading).slice(0, maxHeadings);
  if (clutter.length === 0) return;
  const measures = measure(page);
  for (const heading of clutter) leaveOutUnder(heading, measures);
}

export const isMain = (e: Element): boolean => e.tagName === 'main' || attribute(e, 'role')?.toLowerCase() === 'main';

function isClutterHeading(heading: Element): boolean {
  if (heading.childNodes.length > 20) return false;
  const text = inlineText(heading);
  return text.length > 0 && text.length <= 80 && clutterHeading.test(text);
}

/** A search form asks for words and says next to nothing. (In ASP.NET the form around a whole page does not count.) */
function isSearch(form: Element): boolean {
  const asks = findAll(form, (e) => {
    const type = attribute(e, 'type')?.toLowerCase();
    const name = attribute(e, 'name')?.toLowerCase() ?? '';
    return e.tagName === 'input' && (type === 'search' || /^(?:q|s|query|search\w*|zoek\w*|trefwoord|keys)$/.test(name));
  });
  return asks.length > 0 && inlineText(form).length < 200;
}

/** The block around a heading, when there is little else in it; otherwise the heading and what is right after it. */
function leaveOutUnder(heading: Element, measures: Measures): void {
  const parent = heading.parentNode;
  if (parent === null || !isElement(parent)) return;
  const isAside = (e: Element): boolean => measureOf(measures, e).text <= maxAside || linkShare(measures, e) > 0.5;
  const siblings = children(parent).filter(isElement);
  const first = siblings.find((e) => measureOf(measures, e).text > 0);
  const isBlockOfItsOwn = !isMain(parent) && !['body', 'article', 'li', 'td'].includes(parent.tagName);
  if (isBlockOfItsOwn && first === heading && isAside(parent)) {
    markLeftOut(parent);
    return;
  }
  // A sentence that happens to begin so is no heading.
  if (heading.tagName === 'p' || heading.tagName === 'strong') return;
  const after = siblings.slice(siblings.indexOf(heading) + 1);
  const end = after.findIndex((e) => /^h[1-6]$/.test(e.tagName));
  const under = end < 0 ? after : after.slice(0, end);
  const isLinks = (e: Element): boolean => linkShare(measures, e) > 0.5 || measureOf(measures, e).text < 80;
  if (!under.every((e) => isAside(e) && isLinks(e))) return;
  for (const element of [heading, ...under]) markLeftOut(element);
}
