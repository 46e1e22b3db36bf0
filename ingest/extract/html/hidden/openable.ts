import { boxReason } from './look.ts';
import { ancestors, attribute, children, findAll, isElement, type Element, type Node } from '../tree.ts';
import type { Cascade } from '../css/cascade.ts';
import type { Style } from '../css/declarations.ts';

/** What names the panel that a button opens: ARIA, and Bootstrap before and after version 5. */
const openers = ['aria-controls', 'data-target', 'data-bs-target', 'popovertarget', 'for'];
const panelClass = /accordion|accordeon|collaps|uitklap|inklap|tab-?(?:pane|panel|content)|expand|tooltip|popover/i;
/** Classes of libraries that let parts appear as a reader comes to them. */
const appearing = /(?:^|[\s_-])(?:aos|wow|animate[ds]?|animation|fade-?in(?:-\w+)?|reveal|lazyload|elementor-invisible|scroll-?in)(?:[\s_-]|$)/i;
const maxNeighbours = 60;

/**
 * What a page hides at first and shows when its reader asks for it: panels that a button names, what the names of accordions
 * and tabs say, `details`, and what the page's own style shows after a click. That is content like any other.
 */
export class Openable {
  readonly #panels: ReadonlySet<string>;
  readonly #hasScript: boolean;
  readonly #cascade: Cascade;

  constructor(page: Node, cascade: Cascade) {
    this.#panels = panelIds(page);
    this.#hasScript = findAll(page, (e) => e.tagName === 'script').length > 0;
    this.#cascade = cascade;
  }

  isPanel(element: Element): boolean {
    const id = attribute(element, 'id') ?? '';
    if (id !== '' && this.#panels.has(id)) return true;
    if (attribute(element, 'role') === 'tabpanel') return true;
    return panelClass.test(attribute(element, 'class') ?? '');
  }

  /** Whether an element that is hidden by style comes to be shown: by an animation, by scrolling, or by what a reader does. */
  comesToShow(element: Element, style: Style): boolean {
    if (this.#cascade.showsByAnimation(style.get('animation-name'))) return true;
    const isFaded = style.get('display') !== 'none' && (style.has('opacity') || style.has('visibility'));
    const says = attribute(element, 'data-aos') ?? attribute(element, 'class') ?? '';
    if (isFaded && this.#hasScript && (attribute(element, 'data-aos') !== undefined || appearing.test(says))) return true;
    const opened = this.#cascade.openedStyle(element, style);
    return boxReason(opened) === undefined && opened.get('visibility') !== 'hidden' && hasButtonNear(element);
  }
}

/** The ids that a button or link opens. */
function panelIds(page: Node): ReadonlySet<string> {
  const named = (e: Element): string[] => {
    const href = attribute(e, 'href') ?? '';
    const isTab = href.startsWith('#') && (attribute(e, 'role') !== undefined || attribute(e, 'data-toggle') !== undefined || attribute(e, 'data-bs-toggle') !== undefined);
    return [...(isTab ? [href] : []), ...openers.flatMap((name) => attribute(e, name) ?? [])];
  };
  const found = new Set<string>();
  findAll(page, (e) => {
    if (e.attrs.length === 0) return false;
    for (const list of named(e)) for (const id of list.split(/\s+/)) found.add(id.replace(/^#/, ''));
    return false;
  });
  return found;
}

/** Whether there is something to click among what stands beside an element or beside what is right around it. */
function hasButtonNear(element: Element): boolean {
  for (const around of ancestors(element).take(3)) {
    const beside = children(around).slice(0, maxNeighbours).filter(isElement);
    if (beside.some((e) => isClickable(e) || children(e).slice(0, maxNeighbours).some((inner) => isElement(inner) && isClickable(inner)))) return true;
    if (isClickable(around)) return true;
  }
  return false;
}

function isClickable(element: Element): boolean {
  if (['button', 'summary', 'input', 'label', 'a'].includes(element.tagName)) return true;
  return attribute(element, 'role') === 'button' || attribute(element, 'onclick') !== undefined || attribute(element, 'tabindex') !== undefined;
}
