import { children, isElement, type Element, type Node } from '../tree.ts';

/** Where an element stands among those in the same parent: among all of them, and among those of its kind; 0-based. */
export interface Place {
  readonly at: number;
  readonly atOfType: number;
}

/** The elements in one parent. */
export interface Row {
  readonly elements: readonly Element[];
  readonly places: ReadonlyMap<Element, Place>;
  /** How many there are of each kind. */
  readonly counts: ReadonlyMap<string, number>;
}

const none: Row = { elements: [], places: new Map(), counts: new Map() };

/** Keeps where the elements of a page stand: each parent is looked through once, however often it is asked about. */
export class Siblings {
  readonly #rows = new WeakMap<Node, Row>();
  readonly #firsts = new WeakMap<object, WeakMap<Node, { first: number; tried: number }>>();

  /** The elements in `parent`, in their order. */
  in(parent: Node | null): Row {
    if (parent === null) return none;
    let row = this.#rows.get(parent);
    if (row === undefined) {
      row = rowOf(children(parent).filter(isElement));
      this.#rows.set(parent, row);
    }
    return row;
  }

  placeOf(element: Element): Place {
    return this.in(element.parentNode).places.get(element) ?? { at: 0, atOfType: 0 };
  }

  /**
   * Whether something for which `test` holds stands before the element. Tried from the first on, each once for all that ask:
   * the same `key` must stand for the same test.
   */
  isAfter(element: Element, key: object, test: (sibling: Element) => boolean): boolean {
    const parent = element.parentNode;
    if (parent === null) return false;
    const { elements } = this.in(parent);
    const { at } = this.placeOf(element);
    const byParent = this.#firsts.get(key) ?? new WeakMap<Node, { first: number; tried: number }>();
    this.#firsts.set(key, byParent);
    const known = byParent.get(parent) ?? { first: Infinity, tried: 0 };
    byParent.set(parent, known);
    for (; known.tried < at && known.first === Infinity; known.tried += 1) {
      const sibling = elements[known.tried];
      if (sibling !== undefined && test(sibling)) known.first = known.tried;
    }
    return known.first < at;
  }
}

function rowOf(elements: readonly Element[]): Row {
  const places = new Map<Element, Place>();
  const counts = new Map<string, number>();
  for (const [at, element] of elements.entries()) {
    const atOfType = counts.get(element.tagName) ?? 0;
    places.set(element, { at, atOfType });
    counts.set(element.tagName, atOfType + 1);
  }
  return { elements, places, counts };
}
