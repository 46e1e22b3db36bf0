import { attribute, findAll, ownText, type Element, type Node } from '../tree.ts';
import { Budget } from './budget.ts';
import { declare, readDeclaration, type Declaration, type Style } from './declarations.ts';
import { Matcher } from './match.ts';
import { holds, screens, type Screen } from './media.ts';
import { CssReader } from './reader.ts';
import { addSheet, type Rule, type StyleRules } from './sheet.ts';
import { isStateClass } from './tests.ts';

/** Characters of style sheets that are read of one page. */
const maxCss = 4_000_000;
const maxInline = 5_000;

/** Of most elements nothing is said: one style for all screens. */
const noStyle: Style = new Map();
const unstyled: readonly Style[] = screens.map(() => noStyle);

type Found = Declaration & { readonly rank: number };

/** What the page itself says of how its elements look; style sheets elsewhere are never fetched. */
export class Cascade {
  /** Whether it has style sheets elsewhere, so that what is not said here may be said there. */
  readonly hasOutside: boolean;
  readonly #rules: StyleRules = { rules: [], showing: new Set(), isCut: false };
  readonly #byKey = new Map<string, number[]>();
  readonly #budget: Budget;
  readonly #matcher: Matcher;
  readonly #holding: ReadonlyMap<Screen, ReadonlySet<number>>;

  constructor(page: Node) {
    let elements = 0;
    const sheets = findAll(page, (e) => {
      elements += 1;
      return isSheet(e);
    });
    this.#budget = new Budget(elements);
    this.#matcher = new Matcher(this.#budget);
    let room = maxCss;
    let outside = false;
    for (const sheet of sheets) {
      const css = sheet.tagName === 'style' ? ownText(sheet) : inAddress(attribute(sheet, 'href') ?? '');
      if (css === undefined) outside = true;
      else if (/^(?:text\/css)?$/i.test((attribute(sheet, 'type') ?? '').trim())) {
        if (css.length > room) this.#rules.isCut = true;
        addSheet(this.#rules, css.slice(0, room), attribute(sheet, 'media') ?? '');
        room -= Math.min(room, css.length);
      }
    }
    this.hasOutside = outside;
    for (const [index, rule] of this.#rules.rules.entries()) {
      const key = keyOf(rule);
      const list = this.#byKey.get(key);
      if (list === undefined) this.#byKey.set(key, [index]);
      else list.push(index);
    }
    this.#holding = new Map(screens.map((screen) => [screen, holdingOn(screen, this.#rules.rules)]));
  }

  /** Whether part of the style sheets was passed over, or not tried on all elements. */
  get isIncomplete(): boolean {
    return this.#rules.isCut || this.#budget.isExhausted;
  }

  /** Whether an animation of this value ends with its element shown. */
  showsByAnimation(value: string | undefined): boolean {
    return value !== undefined && value.split(/[\s,]+/).some((word) => this.#rules.showing.has(word));
  }

  /** What holds for an element on each of the screens, by property. */
  stylesOf(element: Element): readonly Style[] {
    const found = this.#matching(element, (rule) => this.#matcher.matches(element, rule.selector));
    const inline = inlineOf(element);
    if (found.length + inline.length === 0) return unstyled;
    return screens.map((screen) => {
      const holding = this.#holding.get(screen);
      const own = found.filter(({ index }) => holding?.has(index)).map(({ found: one }) => one);
      return styleFrom([...own, ...inline]);
    });
  }

  /** The same once a reader did what the page lets readers do: opened, ticked, pointed at. */
  openedStyle(element: Element, style: Style): Style {
    const opened = new Map(style);
    const found = this.#matching(element, (rule) => this.#matcher.matchesOpened(element, rule.selector));
    for (const { found: one } of found.toSorted((a, b) => a.found.rank - b.found.rank)) declare(opened, one);
    return opened;
  }

  #matching(element: Element, test: (rule: Rule) => boolean): { index: number; found: Found }[] {
    const names = (attribute(element, 'class') ?? '').split(/\s+/, 200);
    const keys = new Set([`#${attribute(element, 'id') ?? ''}`, ...names.map((name) => `.${name}`), element.tagName, '*']);
    const found: { index: number; found: Found }[] = [];
    for (const key of keys) {
      for (const index of this.#byKey.get(key) ?? []) {
        if (this.#budget.isDone) return found;
        const rule = this.#rules.rules[index];
        if (rule === undefined || !test(rule)) continue;
        // Layers come before what is in none; then what is said more precisely, then what is said later.
        const rank = (rule.isLayered ? 0 : 1e9) + rule.selector.specificity + index / 1e6;
        for (const one of rule.declarations) found.push({ index, found: { ...one, rank } });
      }
    }
    return found;
  }
}

function styleFrom(found: readonly Found[]): Style {
  const style: Style = new Map();
  const order = (one: Found): number => (one.isImportant ? 1e15 : 0) + one.rank;
  for (const one of found.toSorted((a, b) => order(a) - order(b))) declare(style, one);
  return style;
}

function inlineOf(element: Element): Found[] {
  const css = attribute(element, 'style');
  if (css === undefined) return [];
  const reader = new CssReader(css.slice(0, maxInline));
  const found: Found[] = [];
  while (!reader.isDone) {
    const declaration = readDeclaration(reader.until(';').text);
    if (declaration !== undefined) found.push({ ...declaration, rank: 1e12 });
  }
  return found;
}

/** Where a rule is found: by what its own element must have whatever the reader does, the rarest first. */
function keyOf({ selector }: Rule): string {
  const own = selector.compounds[0];
  if (own?.ids[0] !== undefined) return `#${own.ids[0]}`;
  const lasting = own?.classes.find((name) => !isStateClass(name));
  return lasting === undefined ? (own?.tag ?? '*') : `.${lasting}`;
}

function holdingOn(screen: Screen, rules: readonly Rule[]): Set<number> {
  const known = new Map<string, boolean>();
  const isTrue = (query: string): boolean => {
    const found = known.get(query) ?? holds(query, screen);
    known.set(query, found);
    return found;
  };
  return new Set([...rules.keys()].filter((index) => rules[index]?.media.every(isTrue)));
}

const isSheet = (e: Element): boolean => e.tagName === 'style' || (e.tagName === 'link' && /\bstylesheet\b/i.test(attribute(e, 'rel') ?? ''));

/** A style sheet that is in its own address; undefined when it is elsewhere. */
function inAddress(href: string): string | undefined {
  const match = /^data:text\/css[^,]{0,100},/i.exec(href.trim().slice(0, 200));
  if (match === null) return undefined;
  const body = href.trim().slice(match[0].length, match[0].length + maxCss);
  if (/;base64,$/i.test(match[0])) return Buffer.from(body, 'base64').toString('utf8');
  try {
    return decodeURIComponent(body);
  } catch {
    return body;
  }
}
