import { readColour, white } from './colour.ts';
import { Cascade } from '../css/cascade.ts';
import type { Style } from '../css/declarations.ts';
import { screens } from '../css/media.ts';
import { backgroundIn, boxReason, colourIn, isForScreenReaders, sizeIn, textReason, type Look } from './look.ts';
import { markLeaves, type Leaves } from './mark-leaves.ts';
import { Openable } from './openable.ts';
import { ancestors, attribute, children, findAll, isElement, isText, type Element, type Node } from '../tree.ts';
import type { Colour } from '../../structure/colour.ts';
import type { HiddenReason } from '../../types.ts';

/** Pages that wait for their scripts hide these as a whole until then. */
const frames = new Set(['html', 'body', 'main']);
const pictures = new Set(['img', 'picture', 'video', 'svg', 'canvas', 'iframe']);
const wordless = new Set(['script', 'style', 'template', 'noscript', 'title', 'head']);

/** A class that likely paints a background of its own: white text on it is no secret. */
const painted = new RegExp(
  'hero|banner|header|visual|dark|donker|bg-(?!white|light)|background|achtergrond|primary|accent|card|tile|button|btn|cta|' +
    'badge|label|overlay|slide',
  'i',
);
/** Names that content systems give to text for who hears the page. */
const heard = /(?:^|[\s_-])(?:sr-only|visually-?hidden|visuallyhidden|screen-?reader(?:s|-text|-only)?|element-invisible|assistive-text|hide-?visually|a11y-hidden|visueel-verborgen|off-?screen)/i;
/** Longer text for who hears the page is text that others should see as well. */
const maxHeard = 500;
const links: Colour = [0, 0, 238];

interface Place {
  readonly node: Node;
  /** On each screen, how text looks here. */
  readonly looks: readonly Look[];
  /** On each screen, why nothing here is shown. */
  readonly reasons: readonly (HiddenReason | undefined)[];
}

/**
 * Marks what a page holds and does not show: by `hidden`, by an element's own `style` and by the page's style sheets.
 * Style sheets elsewhere are not fetched. What a reader can open (`details`, panels of accordions and tabs) is shown,
 * whatever its state at the start; what is shown on a large or on a small screen only is shown; `print` does not count.
 * @returns whether style sheets were too large to follow, so that something may have been missed.
 */
export function markAllHidden(page: Node): { isIncomplete: boolean } {
  const cascade = new Cascade(page);
  const finder = new HiddenFinder(page, cascade);
  markLeaves(page, finder.leaves());
  return { isIncomplete: cascade.isIncomplete };
}

class HiddenFinder {
  readonly #page: Node;
  readonly #cascade: Cascade;
  readonly #openable: Openable;
  /** Elements with a picture in them, not far down: text laid over it has that behind it. */
  readonly #pictured: ReadonlySet<Node>;
  readonly #first: Look;

  constructor(page: Node, cascade: Cascade) {
    this.#page = page;
    this.#cascade = cascade;
    this.#openable = new Openable(page, cascade);
    this.#pictured = pictured(page);
    this.#first = { colour: cascade.hasOutside ? undefined : [0, 0, 0], background: white, size: 16, isInvisible: false };
  }

  /** Text and pictures with words, each with why it is not shown. */
  leaves(): Leaves {
    const found = new Map<Node, HiddenReason | undefined>();
    const queue: Place[] = [{ node: this.#page, looks: screens.map(() => this.#first), reasons: screens.map(() => undefined) }];
    for (let place = queue.pop(); place !== undefined; place = queue.pop()) {
      for (const child of children(place.node)) {
        if (isText(child) && child.value.trim() !== '') found.set(child, reasonOf(place.looks.map((look, i) => place.reasons[i] ?? textReason(look))));
        else if (isElement(child) && !wordless.has(child.tagName)) {
          const inner = this.#enter(child, place);
          if (child.tagName === 'img') found.set(child, reasonOf(inner.reasons));
          else queue.push(inner);
        }
      }
    }
    return found;
  }

  #enter(element: Element, outer: Place): Place {
    const styles = this.#cascade.stylesOf(element);
    const isFrame = frames.has(element.tagName);
    const isPanel = isFrame || this.#openable.isPanel(element);
    // What is the same on all screens is worked out once.
    const isAlike = [styles, outer.looks, outer.reasons].every((all) => all.every((one) => one === all[0]));
    const each = isAlike ? styles.slice(0, 1) : styles;
    const looks = each.map((style, i) => this.#look(element, style, outer.looks[i] ?? this.#first, isPanel));
    const reasons = each.map((style, i) => outer.reasons[i] ?? (isPanel ? undefined : this.#reason(element, style)));
    return { node: element, looks: forAll(looks), reasons: forAll(reasons) };
  }

  #reason(element: Element, style: Style): HiddenReason | undefined {
    const hidden = attribute(element, 'hidden');
    // `until-found` is text that the browser's search finds.
    if (hidden !== undefined && hidden.toLowerCase() !== 'until-found') return 'marked';
    const reason = boxReason(style);
    if (reason === undefined) return undefined;
    const isHeard = isForScreenReaders(style) || ((reason === 'off-page' || reason === 'size') && heard.test(attribute(element, 'class') ?? ''));
    if (isHeard && reason !== 'marked') return lengthOf(element) <= maxHeard ? undefined : reason;
    return this.#openable.comesToShow(element, style) ? undefined : reason;
  }

  #look(element: Element, style: Style, { background: behind, colour, size, isInvisible }: Look, isPanel: boolean): Look {
    const background = this.#background(element, style, behind);
    const said = style.get('visibility');
    const invisible = said === undefined ? isInvisible : said === 'hidden' || said === 'collapse';
    const isShownLater = invisible && !isInvisible && (isPanel || this.#openable.comesToShow(element, style));
    const outerColour = element.tagName === 'a' && attribute(element, 'href') !== undefined ? (this.#cascade.hasOutside ? undefined : links) : colour;
    const byTag = element.tagName === 'font' ? attribute(element, 'color') : element.tagName === 'body' ? attribute(element, 'text') : undefined;
    return {
      background,
      colour: colourIn(style, byTag === undefined ? outerColour : readColour(byTag), background),
      size: sizeIn(style.get('font-size'), size),
      isInvisible: invisible && !isShownLater,
    };
  }

  /** The background under an element's text, white at first; undefined once it can no longer be told. */
  #background(element: Element, style: Style, outer: Colour | undefined): Colour | undefined {
    if (attribute(element, 'background') !== undefined) return undefined;
    const byTag = attribute(element, 'bgcolor');
    const given = backgroundIn(style);
    const own = given === 'clear' && byTag !== undefined ? readColour(byTag) : given;
    if (own !== 'clear') return own;
    if (frames.has(element.tagName)) return outer;
    if (painted.test(`${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`)) return undefined;
    const isLaidOver = /^(?:absolute|fixed)$/.test(style.get('position') ?? '');
    return isLaidOver && element.parentNode !== null && this.#pictured.has(element.parentNode) ? undefined : outer;
  }
}

const forAll = <Value>(values: Value[]): Value[] => (values.length === 1 ? screens.map(() => values[0] as Value) : values);

/** Why it is hidden on all screens; undefined when one of them shows it. */
const reasonOf = (reasons: readonly (HiddenReason | undefined)[]): HiddenReason | undefined => (reasons.includes(undefined) ? undefined : reasons[0]);

function pictured(page: Node): Set<Node> {
  const found = new Set<Node>();
  for (const picture of findAll(page, (e) => pictures.has(e.tagName))) {
    for (const around of ancestors(picture).take(3)) {
      if (frames.has(around.tagName)) break;
      found.add(around);
    }
  }
  return found;
}

/** Characters below an element, as far as it matters whether it is long. */
function lengthOf(element: Element): number {
  let sum = 0;
  const queue: Node[] = [element];
  for (let node = queue.pop(); node !== undefined && sum <= maxHeard; node = queue.pop()) {
    if (isText(node)) sum += node.value.trim().length;
    else queue.push(...children(node));
  }
  return sum;
}
