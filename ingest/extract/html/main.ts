import { isMain } from './clutter.ts';
import { markLeftOut } from './marks.ts';
import { linkShare, measure, measureOf, type Measures } from './measure.ts';
import { ancestors, attribute, children, findAll, inlineText, isElement, isRead, type Element, type Node } from './tree.ts';

const contentNames = new RegExp(
  '^(?:(?:main|page|site|region|block|node|article|hoofd|pagina|ipx|iprox)?[-_]?(?:content|inhoud)' +
    '(?:[-_]?(?:area|main|wrapper|body))?|main|block-system-main|zone-main)$',
  'i',
);
/** Deeper than this no page keeps its text in one child. */
const maxSteps = 60;

/**
 * The part of a page that it is about: its `main`, its one `article`, a block called content, or the block that most of
 * the running text is in. Where nothing says what is a menu, blocks that are mostly links are marked as left out.
 */
export function mainContent(page: Node): readonly Node[] {
  const main = findAll(page, isMain);
  if (main.some((e) => inlineText(e) !== '')) return main;
  const body = findAll(page, (e) => e.tagName === 'body');
  const size = (nodes: readonly Element[]): number => nodes.reduce((sum, node) => sum + inlineText(node).length, 0);
  const whole = size(body);
  const articles = findAll(page, (e) => e.tagName === 'article' && isRead(e));
  if (articles.length === 1 && size(articles) > whole / 2) return articles;
  const named = findAll(page, isNamedContent);
  const start = size(named) > whole / 2 ? named : body;
  const [only] = start;
  if (start.length !== 1 || only === undefined) return start;
  const measures = measure(only);
  const found = narrowed(only, measures);
  leaveOutLinkBlocks(found, measures);
  return [found];
}

function isNamedContent(element: Element): boolean {
  if (!['div', 'section', 'td', 'form'].includes(element.tagName) || !isRead(element)) return false;
  const names = [attribute(element, 'id') ?? '', ...(attribute(element, 'class') ?? '').split(/\s+/)];
  return names.some((name) => contentNames.test(name));
}

/** Steps down as long as one child holds nearly all the running text, and the page's heading when there is one. */
function narrowed(start: Element, measures: Measures): Element {
  const h1 = findAll(start, (e) => e.tagName === 'h1' && isRead(e))[0];
  const around = new Set<Node>(h1 === undefined ? [] : [h1, ...ancestors(h1)]);
  let place = start;
  for (let step = 0; step < maxSteps; step += 1) {
    const whole = running(measures, place);
    const next = children(place).find((node) => running(measures, node) > Math.max(200, whole * 0.8));
    if (next === undefined || !isElement(next) || !['div', 'section', 'form', 'center'].includes(next.tagName)) break;
    if (h1 !== undefined && !around.has(next)) break;
    place = next;
  }
  return place;
}

/** Characters outside links. */
function running(measures: Measures, node: Node): number {
  const { text, linkText } = measureOf(measures, node);
  return text - linkText;
}

/** Marks lists and blocks of three links and more with hardly a word around them, unless next to nothing would be left. */
function leaveOutLinkBlocks(root: Element, measures: Measures): void {
  if (running(measures, root) < 200) return;
  const blocks = findAll(root, (e) => {
    const { links, structure } = measureOf(measures, e);
    if (links < 3 || structure > 0 || !['ul', 'ol', 'div', 'section'].includes(e.tagName)) return false;
    return linkShare(measures, e) > 0.8;
  });
  for (const block of blocks) markLeftOut(block);
}
