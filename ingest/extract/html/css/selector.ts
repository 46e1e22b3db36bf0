import { unescapeCss } from './declarations.ts';

export type Combinator = ' ' | '>' | '+' | '~';

export interface AttributeTest {
  readonly name: string;
  readonly sign: '' | '=' | '~=' | '|=' | '^=' | '$=' | '*=';
  readonly value: string;
  readonly anyCase: boolean;
}

export interface Pseudo {
  readonly name: string;
  readonly argument: string;
  /** Of `:is`, `:where`, `:not` and `:has`. */
  readonly inner: readonly Selector[];
}

/** What one element must be, between two combinators. */
export interface Compound {
  readonly tag?: string;
  readonly ids: readonly string[];
  readonly classes: readonly string[];
  readonly attributes: readonly AttributeTest[];
  readonly pseudos: readonly Pseudo[];
}

/** One selector, the element that it is about first: `a > b` is `b`, then `>`, then `a`. */
export interface Selector {
  readonly compounds: readonly Compound[];
  readonly combinators: readonly Combinator[];
  readonly specificity: number;
  /** Of a selector in `:has`: how it hangs under the element around it. */
  readonly lead?: Combinator;
}

const maxSelectors = 500;
const maxCompounds = 30;
const maxNesting = 8;

/** Reads a list of selectors; as in browsers, nothing when any of them is none. Those about `::before` and the like are left out. */
export function readSelectors(list: string): Selector[] {
  return new SelectorReader(list).list(0) ?? [];
}

const ident = /(?:[-\w\u0080-\uffff]|\\(?:[\da-fA-F]{1,6}\s?|[^\n\da-fA-F]))+/y;
const attributeTest = /\[\s*(?:[\w*-]*\|)?([-\w\u0080-\uffff]+)\s*(?:([~|^$*]?=)\s*(?:"([^"]{0,1000})"|'([^']{0,1000})'|([^\s\]"']{1,1000}))\s*([is])?\s*)?\]/iy;
const combinator = /\s*([>+~])\s*|\s+/y;

class SelectorReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text.trim();
  }

  list(nesting: number): Selector[] | undefined {
    const found: Selector[] = [];
    for (;;) {
      const one = this.#complex(nesting);
      if (one === undefined || found.length >= maxSelectors) return undefined;
      if (one !== 'pseudo-element') found.push(one);
      if (this.#at >= this.#text.length) return found;
      if (this.#text[this.#at] !== ',') return undefined;
      this.#at += 1;
    }
  }

  #complex(nesting: number): Selector | 'pseudo-element' | undefined {
    const compounds: Compound[] = [];
    const combinators: Combinator[] = [];
    let specificity = 0;
    let isPseudoElement = false;
    const lead = this.#take(combinator)?.[1] as Combinator | undefined;
    for (;;) {
      const compound = this.#compound(nesting);
      if (compound === undefined || compounds.length >= maxCompounds) return undefined;
      isPseudoElement ||= compound === 'pseudo-element';
      if (compound !== 'pseudo-element') {
        compounds.push(compound);
        specificity += weight(compound);
      }
      const next = this.#take(combinator);
      if (next === null || this.#at >= this.#text.length || this.#text[this.#at] === ',') break;
      combinators.push((next[1] ?? ' ') as Combinator);
    }
    if (isPseudoElement) return 'pseudo-element';
    return { compounds: compounds.toReversed(), combinators: combinators.toReversed(), specificity, ...(lead !== undefined && { lead }) };
  }

  #compound(nesting: number): Compound | 'pseudo-element' | undefined {
    const parts = { ids: [] as string[], classes: [] as string[], attributes: [] as AttributeTest[], pseudos: [] as Pseudo[] };
    const start = this.#at;
    const tag = this.#text[this.#at] === '*' ? '*' : this.#take(ident)?.[0];
    if (tag === '*') this.#at += 1;
    let isPseudoElement = false;
    for (let c = this.#text[this.#at]; c !== undefined && '#.[:'.includes(c); c = this.#text[this.#at]) {
      if (c === '[') {
        const test = this.#take(attributeTest);
        if (test === null) return undefined;
        const value = unescapeCss(test[3] ?? test[4] ?? test[5] ?? '');
        parts.attributes.push({ name: (test[1] ?? '').toLowerCase(), sign: (test[2] ?? '') as AttributeTest['sign'], value, anyCase: test[6]?.toLowerCase() === 'i' });
        continue;
      }
      this.#at += 1;
      const isDouble = c === ':' && this.#text[this.#at] === ':';
      if (isDouble) this.#at += 1;
      const name = unescapeCss(this.#take(ident)?.[0] ?? '');
      if (name === '') return undefined;
      if (c === '#') parts.ids.push(name);
      else if (c === '.') parts.classes.push(name);
      else {
        const argument = this.#text[this.#at] === '(' ? this.#argument() : '';
        if (argument === undefined) return undefined;
        const small = name.toLowerCase();
        isPseudoElement ||= isDouble || /^(?:before|after|first-line|first-letter)$/.test(small);
        const inner = /^(?:is|where|not|has|matches|any|-webkit-any|-moz-any)$/.test(small) && nesting < maxNesting ? new SelectorReader(argument).list(nesting + 1) : [];
        if (inner === undefined) return undefined;
        parts.pseudos.push({ name: small, argument: argument.trim().toLowerCase(), inner });
      }
    }
    if (this.#at === start) return undefined;
    return isPseudoElement ? 'pseudo-element' : { ...parts, ...(tag !== undefined && tag !== '*' && { tag: unescapeCss(tag).toLowerCase() }) };
  }

  /** What is between brackets, brackets in it included. */
  #argument(): string | undefined {
    const from = this.#at + 1;
    let depth = 0;
    for (; this.#at < this.#text.length; this.#at += 1) {
      if (this.#text[this.#at] === '(') depth += 1;
      else if (this.#text[this.#at] === ')') depth -= 1;
      if (depth === 0) {
        this.#at += 1;
        return this.#text.slice(from, this.#at - 1);
      }
    }
    return undefined;
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match !== null) this.#at = pattern.lastIndex;
    return match;
  }
}

function weight({ tag, ids, classes, attributes, pseudos }: Compound): number {
  let sum = ids.length * 1_000_000 + (classes.length + attributes.length) * 1_000 + (tag === undefined ? 0 : 1);
  for (const { name, inner } of pseudos) {
    if (name === 'where') continue;
    sum += inner.length > 0 ? Math.max(...inner.map(({ specificity }) => specificity)) : 1_000;
  }
  return sum;
}
