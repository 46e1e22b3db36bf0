import { isSame, readColour, white, type Colour } from './colour.ts';
import { hiddenReason, markHidden } from './marks.ts';
import { attribute, children, findAll, isClutter, isElement, isText, type Element, type Node } from './tree.ts';
import type { HiddenReason, HiddenText } from '../types.ts';

/** What names the panel that a button opens: ARIA, and Bootstrap before and after version 5. */
const openers = ['aria-controls', 'data-target', 'data-bs-target'];
/** Pages that wait for their scripts hide these as a whole until then. */
const frames = new Set(['html', 'body', 'main']);
const maxTexts = 200;
const maxLength = 2000;

/** A class that likely paints a background of its own: white text on it is no secret. */
const painted = new RegExp(
  'hero|banner|header|visual|dark|donker|bg-(?!white|light)|background|achtergrond|primary|accent|card|tile|button|btn|cta|' +
    'badge|label|overlay|slide',
  'i',
);

/**
 * Marks the elements that a page holds and does not show, by `hidden` and by their own `style`; style sheets are not read.
 * What a reader can open (`details`, panels of accordions and tabs) is shown, whatever its state at the start.
 */
export function markAllHidden(page: Node): void {
  const panels = panelIds(page);
  const queue: { element: Element; background: Colour | undefined }[] = [];
  const enter = (node: Node, background: Colour | undefined): void => {
    for (const child of children(node)) if (isElement(child)) queue.push({ element: child, background });
  };
  enter(page, white);
  for (let item = queue.pop(); item !== undefined; item = queue.pop()) {
    const { element } = item;
    const style = readStyle(attribute(element, 'style'));
    const background = backgroundOf(element, style, item.background);
    const reason = frames.has(element.tagName) || isPanel(element, panels) ? undefined : reasonOf(element, style, background);
    if (reason !== undefined) markHidden(element, reason);
    enter(element, background);
  }
}

/** The texts of elements that are hidden within the given ones, in order. Menus and other clutter are passed over. */
export function hiddenTexts(roots: readonly Node[]): HiddenText[] {
  const found: HiddenText[] = [];
  for (const root of roots) {
    findAll(root, (element) => {
      const reason = hiddenReason(element);
      if (reason === undefined || isClutter(element)) return isClutter(element);
      const text = allText(element);
      if (/[\p{L}\p{N}]{2}/u.test(text) && found.length < maxTexts) found.push({ reason, text: text.slice(0, maxLength) });
      return true;
    });
  }
  return found;
}

type Style = ReadonlyMap<string, string>;

function readStyle(css: string | undefined): Style {
  const style = new Map<string, string>();
  for (const rule of (css ?? '').slice(0, 5000).split(';')) {
    const colon = rule.indexOf(':');
    const value = rule.slice(colon + 1).toLowerCase().replace('!important', '').trim();
    if (colon > 0) style.set(rule.slice(0, colon).trim().toLowerCase(), value);
  }
  return style;
}

function reasonOf(element: Element, style: Style, background: Colour | undefined): HiddenReason | undefined {
  const hidden = attribute(element, 'hidden');
  // `until-found` is text that the browser's search finds.
  if ((hidden !== undefined && hidden.toLowerCase() !== 'until-found') || style.get('display') === 'none') return 'marked';
  if (style.get('visibility') === 'hidden' || style.get('visibility') === 'collapse') return 'invisible';
  if (Number.parseFloat(style.get('opacity') ?? '1') === 0) return 'invisible';
  if (isTiny(style.get('font-size'))) return 'size';
  if (isOffPage(style)) return 'off-page';
  const colour = readColour(style.get('color') ?? (element.tagName === 'font' ? (attribute(element, 'color') ?? '') : ''));
  if (colour === 'clear') return 'invisible';
  return colour !== undefined && background !== undefined && isSame(colour, background) ? 'colour' : undefined;
}

/** The background under an element's text, white at first; undefined once it can no longer be told. */
function backgroundOf(element: Element, style: Style, outer: Colour | undefined): Colour | undefined {
  const css = style.get('background-color') ?? style.get('background') ?? attribute(element, 'bgcolor');
  if (css !== undefined) {
    const colour = readColour(css);
    return colour === 'clear' ? outer : colour;
  }
  if (style.has('background-image')) return undefined;
  if (frames.has(element.tagName)) return outer;
  return painted.test(`${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`) ? undefined : outer;
}

function isTiny(size: string | undefined): boolean {
  const parts = /^(\d*\.?\d+)(px|pt|em|rem|%)?$/.exec(size ?? '');
  if (parts === null) return false;
  const unit = { px: 1, pt: 1.33, em: 16, rem: 16, '%': 0.16 }[parts[2] ?? 'px'] ?? 1;
  return Number(parts[1]) * unit < 3;
}

function isOffPage(style: Style): boolean {
  const far = (name: string): boolean => {
    const value = style.get(name) ?? '';
    return value.startsWith('-') && Number.parseFloat(value) <= -500;
  };
  if (far('text-indent') || far('margin-left') || far('margin-top')) return true;
  const position = style.get('position');
  if (position !== 'absolute' && position !== 'fixed' && position !== 'relative') return false;
  return ['left', 'top', 'right', 'bottom'].some(far);
}

/** The ids that a button or link opens. */
function panelIds(page: Node): ReadonlySet<string> {
  const named = (e: Element): string[] => openers.flatMap((name) => attribute(e, name) ?? []);
  const ids = findAll(page, (e) => named(e).length > 0).flatMap((e) => named(e).flatMap((list) => list.split(/\s+/)));
  return new Set(ids.map((id) => id.replace(/^#/, '')));
}

function isPanel(element: Element, panels: ReadonlySet<string>): boolean {
  const id = attribute(element, 'id') ?? '';
  if (id !== '' && panels.has(id)) return true;
  if (attribute(element, 'role') === 'tabpanel') return true;
  return /accordion|accordeon|collaps|uitklap|inklap|tab-?(?:pane|panel|content)|expand/i.test(attribute(element, 'class') ?? '');
}

/** All words of an element, hidden ones too, but no scripts. */
function allText(element: Element): string {
  const parts: string[] = [];
  const queue: Node[] = [element];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (isText(node)) parts.push(node.value);
    else if (!isElement(node) || !['script', 'style', 'template'].includes(node.tagName))
      queue.push(...children(node).toReversed());
  }
  return parts.join(' ').replace(/\s+/g, ' ').trim();
}
