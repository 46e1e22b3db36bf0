import { ancestors, attribute, children, isElement, type Element } from '../tree.ts';
import type { Budget } from './budget.ts';
import { Siblings } from './siblings.ts';
import type { Combinator, Compound, Pseudo, Selector } from './selector.ts';
import { afterAction, hasAttribute, isNth, isStateClass, namesAction, namesSomething, stateAttributes } from './tests.ts';

const never = new Set(['visited', 'disabled', 'invalid', 'user-invalid', 'out-of-range', 'autofill', '-webkit-autofill', 'fullscreen', 'modal', 'host']);
const always = new Set(['enabled', 'valid', 'optional', 'read-only', 'defined', 'lang', 'dir', 'in-range', 'scope']);

/** Tells which elements selectors are about, within a number of steps. */
export class Matcher {
  readonly #budget: Budget;
  /** Selectors are tried on the page as it opens, or once a reader has opened all that can be opened. */
  #state: 'start' | 'opened' = 'start';
  /** Whether a state that a reader brings about made the last match. */
  #byAction = false;
  readonly #classes = new WeakMap<Element, ReadonlySet<string>>();
  readonly #siblings = new Siblings();
  readonly #canBeActedOn = new WeakMap<Selector, boolean>();

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /** Whether the element is one that the selector is about when the page opens. */
  matches(element: Element, selector: Selector): boolean {
    this.#state = 'start';
    return this.#whole(element, selector);
  }

  /** Whether it is one only after a reader did something. */
  matchesOpened(element: Element, selector: Selector): boolean {
    this.#state = 'opened';
    this.#byAction = false;
    return this.#canOpen(selector) && this.#whole(element, selector) && this.#byAction;
  }

  #canOpen(selector: Selector): boolean {
    let can = this.#canBeActedOn.get(selector);
    if (can === undefined) {
      can = namesSomething(selector) && namesAction(selector);
      this.#canBeActedOn.set(selector, can);
    }
    return can;
  }

  #whole(element: Element, selector: Selector): boolean {
    return this.#budget.spend(selector, () => this.#from(element, selector, 0));
  }

  #from(element: Element, selector: Selector, index: number): boolean {
    this.#budget.steps += 1;
    const compound = selector.compounds[index];
    if (compound === undefined || this.#budget.isDone || !this.#compound(element, compound, index > 0)) return false;
    const next = selector.combinators[index];
    if (next === undefined) return true;
    // What a reader does is asked of each by itself.
    if (next === '~' && this.#state === 'start') return this.#siblings.isAfter(element, compound, (sibling) => this.#from(sibling, selector, index + 1));
    for (const candidate of this.#candidates(element, next)) if (this.#from(candidate, selector, index + 1)) return true;
    return false;
  }

  *#candidates(element: Element, combinator: Combinator): Generator<Element> {
    if (combinator === ' ' || combinator === '>') {
      return yield* ancestors(element).take(combinator === '>' ? 1 : Infinity);
    }
    const { elements } = this.#siblings.in(element.parentNode);
    const { at } = this.#siblings.placeOf(element);
    const last = combinator === '+' ? at - 1 : 0;
    for (let i = at - 1; i >= Math.max(0, last); i -= 1) {
      const sibling = elements[i];
      if (sibling !== undefined) yield sibling;
    }
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
    if (name === 'empty') return this.#isEmpty(element);
    return this.#position(element, pseudo);
  }

  /** Comments are nothing. */
  #isEmpty(element: Element): boolean {
    for (const child of children(element)) {
      this.#budget.steps += 1;
      if (child.nodeName !== '#comment') return false;
    }
    return true;
  }

  #has(element: Element, selector: Selector): boolean {
    const lead = selector.lead ?? ' ';
    if (lead === ' ') return this.#below(element).some((one) => this.#from(one, selector, 0));
    const { elements } = this.#siblings.in(lead === '>' ? element : element.parentNode);
    const first = lead === '>' ? 0 : this.#siblings.placeOf(element).at + 1;
    const end = lead === '+' ? first + 1 : elements.length;
    for (let i = first; i < end; i += 1) {
      const one = elements[i];
      if (one !== undefined && this.#from(one, selector, 0)) return true;
    }
    return false;
  }

  #below(element: Element): Element[] {
    const found: Element[] = [];
    const queue = [...children(element)];
    for (let node = queue.pop(); node !== undefined && !this.#budget.isDone; node = queue.pop()) {
      this.#budget.steps += 1;
      if (isElement(node)) found.push(node);
      for (const child of children(node)) queue.push(child);
    }
    return found;
  }

  #position(element: Element, { name, argument }: Pseudo): boolean {
    const { elements, counts } = this.#siblings.in(element.parentNode);
    const place = this.#siblings.placeOf(element);
    const sameType = name.endsWith('of-type');
    const count = sameType ? (counts.get(element.tagName) ?? 0) : elements.length;
    const at = (sameType ? place.atOfType : place.at) + 1;
    const kind = name.replace(/-(?:child|of-type)$/, '');
    if (kind === 'first') return at === 1;
    if (kind === 'last') return at === count;
    if (kind === 'only') return count === 1;
    if (kind === 'nth') return isNth(argument, at);
    if (kind === 'nth-last') return isNth(argument, count + 1 - at);
    return false;
  }
}
