import { attribute, children, isElement, isText, type Element, type Node } from '../tree.ts';
import { isStateClass, stateAttributes } from './state.ts';
import type { Combinator, Compound, Pseudo, Selector } from './selector.ts';
import { hasAttribute, isNth, namesSomething } from './tests.ts';

/** Steps that one page may cost, and one selector of it; real pages take a few hundred thousand in all. */
const maxSteps = 3_000_000;
const maxStepsEach = 200_000;

/** In which state of the page a selector is tried: as it opens, or once a reader has opened all that can be opened. */
export type PageState = 'start' | 'opened';

const afterAction = new Set(['checked', 'target', 'hover', 'focus', 'focus-within', 'focus-visible', 'active', 'open', 'popover-open', 'target-within']);
const never = new Set(['visited', 'disabled', 'invalid', 'user-invalid', 'out-of-range', 'autofill', '-webkit-autofill', 'fullscreen', 'modal', 'host']);
const always = new Set(['enabled', 'valid', 'optional', 'read-only', 'defined', 'lang', 'dir', 'in-range', 'scope']);

/** Tells which elements selectors are about, within a number of steps. */
export class Matcher {
  /** Whether the steps ran out, so that what it said may be wrong. */
  isExhausted = false;
  #steps = 0;
  #state: PageState = 'start';
  /** Whether a state that a reader brings about made the last match. */
  #byAction = false;
  readonly #spent = new WeakMap<Selector, number>();
  readonly #classes = new WeakMap<Element, ReadonlySet<string>>();
  readonly #siblings = new WeakMap<Node, Map<Element, number>>();

  /** Whether the element is one that the selector is about when the page opens. */
  matches(element: Element, selector: Selector): boolean {
    this.#state = 'start';
    return this.#whole(element, selector);
  }

  /** Whether it is one only after a reader did something. */
  matchesOpened(element: Element, selector: Selector): boolean {
    this.#state = 'opened';
    this.#byAction = false;
    return namesSomething(selector) && this.#whole(element, selector) && this.#byAction;
  }

  #whole(element: Element, selector: Selector): boolean {
    const before = this.#steps;
    const spent = this.#spent.get(selector) ?? 0;
    if (spent > maxStepsEach || this.#steps > maxSteps) {
      this.isExhausted = true;
      return false;
    }
    const found = this.#from(element, selector, 0);
    this.#spent.set(selector, spent + this.#steps - before);
    return found;
  }

  #from(element: Element, selector: Selector, index: number): boolean {
    this.#steps += 1;
    const compound = selector.compounds[index];
    if (compound === undefined || this.#steps > maxSteps || !this.#compound(element, compound, index > 0)) return false;
    const next = selector.combinators[index];
    if (next === undefined) return true;
    for (const candidate of this.#candidates(element, next)) if (this.#from(candidate, selector, index + 1)) return true;
    return false;
  }

  *#candidates(element: Element, combinator: Combinator): Generator<Element> {
    if (combinator === ' ' || combinator === '>') {
      for (let node = element.parentNode; node !== null && isElement(node); node = node.parentNode) {
        yield node;
        if (combinator === '>') return;
      }
      return;
    }
    const siblings = this.#elements(element.parentNode);
    const at = siblings.get(element) ?? 0;
    const before = [...siblings.keys()].slice(combinator === '+' ? Math.max(0, at - 1) : 0, at);
    this.#steps += before.length;
    yield* before.toReversed();
  }

  #compound(element: Element, compound: Compound, isAround: boolean): boolean {
    if (compound.tag !== undefined && compound.tag !== element.tagName.toLowerCase()) return false;
    if (compound.ids.some((id) => attribute(element, 'id') !== id)) return false;
    if (compound.classes.length > 0) {
      const own = this.#classesOf(element);
      if (!compound.classes.every((name) => own.has(name) || this.#byActing(isStateClass(name)))) return false;
    }
    return (
      compound.attributes.every((test) => hasAttribute(element, test) || this.#byActing(stateAttributes.has(test.name))) &&
      compound.pseudos.every((pseudo) => this.#pseudo(element, pseudo, isAround))
    );
  }

  #classesOf(element: Element): ReadonlySet<string> {
    let found = this.#classes.get(element);
    if (found === undefined) {
      found = new Set((attribute(element, 'class') ?? '').split(/\s+/));
      this.#classes.set(element, found);
    }
    return found;
  }

  #byActing(canBe: boolean): boolean {
    if (this.#state !== 'opened' || !canBe) return false;
    this.#byAction = true;
    return true;
  }

  #pseudo(element: Element, pseudo: Pseudo, isAround: boolean): boolean {
    const { name, inner } = pseudo;
    if (name === 'not') return !inner.some((one) => this.#from(element, one, 0));
    if (name === 'has') return inner.some((one) => this.#has(element, one));
    if (inner.length > 0) return inner.some((one) => this.#from(element, one, 0));
    if (name === 'checked' && attribute(element, 'checked') !== undefined) return true;
    if (afterAction.has(name)) {
      // Nobody points at what is not shown; only what is around it or before it can be acted on.
      const canBe = name === 'checked' ? element.tagName === 'input' : name === 'target' || isAround;
      return this.#byActing(canBe);
    }
    if (never.has(name)) return false;
    if (always.has(name)) return true;
    if (name === 'root') return element.tagName === 'html';
    if (name === 'link' || name === 'any-link') return element.tagName === 'a' && attribute(element, 'href') !== undefined;
    if (name === 'empty') return children(element).every((node) => isText(node) && node.value === '');
    return this.#position(element, pseudo);
  }

  #has(element: Element, selector: Selector): boolean {
    const lead = selector.lead ?? ' ';
    const found = lead === ' ' ? this.#below(element) : lead === '>' ? [...this.#elements(element).keys()] : [];
    if (lead === '+' || lead === '~') {
      const siblings = this.#elements(element.parentNode);
      const at = siblings.get(element) ?? 0;
      found.push(...[...siblings.keys()].slice(at + 1, lead === '+' ? at + 2 : undefined));
    }
    return found.some((one) => this.#from(one, selector, 0));
  }

  #below(element: Element): Element[] {
    const found: Element[] = [];
    const queue = [...children(element)];
    for (let node = queue.pop(); node !== undefined && this.#steps <= maxSteps; node = queue.pop()) {
      this.#steps += 1;
      if (isElement(node)) found.push(node);
      for (const child of children(node)) queue.push(child);
    }
    return found;
  }

  #position(element: Element, { name, argument }: Pseudo): boolean {
    const all = this.#elements(element.parentNode);
    const sameType = name.endsWith('of-type');
    const row = sameType ? [...all.keys()].filter((e) => e.tagName === element.tagName) : undefined;
    if (row !== undefined) this.#steps += all.size;
    const count = row?.length ?? all.size;
    const at = (row === undefined ? (all.get(element) ?? 0) : row.indexOf(element)) + 1;
    const kind = name.replace(/-(?:child|of-type)$/, '');
    if (kind === 'first') return at === 1;
    if (kind === 'last') return at === count;
    if (kind === 'only') return count === 1;
    if (kind === 'nth') return isNth(argument, at);
    if (kind === 'nth-last') return isNth(argument, count + 1 - at);
    return false;
  }

  #elements(parent: Node | null): Map<Element, number> {
    if (parent === null) return new Map();
    let found = this.#siblings.get(parent);
    if (found === undefined) {
      found = new Map(children(parent).filter(isElement).map((element, index) => [element, index]));
      this.#siblings.set(parent, found);
    }
    return found;
  }
}
