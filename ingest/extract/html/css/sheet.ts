import { readDeclaration, type Declaration } from './declarations.ts';
import { CssReader } from './reader.ts';
import { readSelectors, type Selector } from './selector.ts';

export interface Rule {
  readonly selector: Selector;
  readonly declarations: readonly Declaration[];
  /** All of these queries must hold. */
  readonly media: readonly string[];
  readonly isLayered: boolean;
}

/** What the style sheets of a page say, as far as it bears on what is shown. */
export interface StyleRules {
  readonly rules: Rule[];
  /** Names of animations that end up showing what they animate. */
  readonly showing: Set<string>;
  /** Whether there was more than is read. */
  isCut: boolean;
}

const maxRules = 50_000;
const maxDepth = 12;
const maxSelector = 4_000;

interface Place {
  readonly media: readonly string[];
  readonly isLayered: boolean;
  /** The selector around nested rules. */
  readonly parent?: string;
  readonly depth: number;
}

/** Adds the rules of one style sheet. Linear in its length; what is too deep or too much is passed over, and said. */
export function addSheet(rules: StyleRules, css: string, media: string): void {
  new SheetReader(rules, css).read({ media: media === '' ? [] : [media], isLayered: false, depth: 0 });
}

class SheetReader {
  readonly #rules: StyleRules;
  readonly #css: CssReader;

  constructor(rules: StyleRules, css: string) {
    this.#rules = rules;
    this.#css = new CssReader(css);
  }

  /** Reads up to the end of the sheet or the block. */
  read(place: Place): void {
    while (!this.#css.isDone) {
      const isAtRule = this.#css.startsAtRule();
      const { text, stop } = this.#css.until(isAtRule ? '{;}' : '{}');
      if (stop === '}') {
        if (place.depth > 0) return;
      } else if (stop === '{') {
        if (isAtRule) this.#atRule(text, place);
        else this.#styleRule(text, place);
      }
    }
  }

  #atRule(text: string, place: Place): void {
    const name = /^@[\w-]+/.exec(text)?.[0].toLowerCase() ?? '@';
    const rest = text.slice(name.length).trim();
    const inner = { ...place, depth: place.depth + 1 };
    if (name === '@media' || name === '@container') {
      const query = name === '@container' ? rest.replace(/^(?!not\b)[\w-]+\s*(?=\()/i, '') : rest;
      this.#group({ ...inner, media: [...place.media, query] });
    } else if (name === '@layer') this.#group({ ...inner, isLayered: true });
    else if (name === '@scope' || (name === '@supports' && !/^not\b/i.test(rest))) this.#group(inner);
    else if (/^@(?:-\w+-)?keyframes$/.test(name)) {
      if (/opacity\s*:\s*(?:0?\.[1-9]|[1-9])|visibility\s*:\s*visible/i.test(this.#css.block())) this.#rules.showing.add(rest.toLowerCase());
    } else this.#css.skipBlock();
  }

  #group(place: Place): void {
    if (place.depth > maxDepth) {
      this.#rules.isCut = true;
      this.#css.skipBlock();
    } else if (place.parent === undefined) this.read(place);
    else this.#body(place.parent, place);
  }

  #styleRule(prelude: string, place: Place): void {
    const own = place.parent === undefined ? prelude : nested(prelude, place.parent);
    if (own.length > maxSelector || place.depth >= maxDepth) {
      this.#rules.isCut = true;
      this.#css.skipBlock();
    } else this.#body(own, { ...place, parent: own, depth: place.depth + 1 });
  }

  /** Declarations, and rules nested among them. */
  #body(selector: string, place: Place): void {
    const declarations: Declaration[] = [];
    while (!this.#css.isDone) {
      const isAtRule = this.#css.startsAtRule();
      const { text, stop } = this.#css.until(';{}');
      if (stop === '{') {
        if (isAtRule) this.#atRule(text, { ...place, parent: selector });
        else this.#styleRule(text, { ...place, parent: selector });
        continue;
      }
      const declaration = readDeclaration(text);
      if (declaration !== undefined && declarations.length < 200) declarations.push(declaration);
      if (stop === '}') break;
    }
    if (declarations.length > 0) this.#add(selector, declarations, place);
  }

  #add(selector: string, declarations: readonly Declaration[], { media, isLayered }: Place): void {
    for (const one of readSelectors(selector)) {
      if (this.#rules.rules.length >= maxRules) this.#rules.isCut = true;
      else this.#rules.rules.push({ selector: one, declarations, media, isLayered });
    }
  }
}

/** The selector of a rule that stands in another rule. */
function nested(prelude: string, parent: string): string {
  const around = `:is(${parent})`;
  const parts = split(prelude).map((one) => (one.includes('&') ? one.replaceAll('&', around) : `${around} ${one}`));
  // Each level repeats what is around it: what grows too long is refused by its length.
  return parts.join(',').slice(0, maxSelector + 1);
}

function split(list: string): string[] {
  const parts: string[] = [];
  const reader = new CssReader(list.slice(0, maxSelector));
  while (!reader.isDone) parts.push(reader.until(',').text);
  return parts;
}
