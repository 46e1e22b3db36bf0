/** Steps that one page may cost, and one selector of it; real pages take a few hundred thousand in all. */
const maxSteps = 3_000_000;
const maxStepsEach = 200_000;
/** What elements may cost beyond that: in a large page each is tried as often as in a small one. */
const perElement = { page: 50, selector: 10 };
const maxElements = 400_000;

/** Counts the steps of trying selectors on a page, and says when it is enough. */
export class Budget {
  /** Steps so far. */
  steps = 0;
  readonly #most: { readonly page: number; readonly selector: number };
  readonly #spent = new WeakMap<object, number>();
  #hasRefused = false;

  /** @param elements how many the page has. */
  constructor(elements: number) {
    const counted = Math.min(elements, maxElements);
    this.#most = { page: maxSteps + counted * perElement.page, selector: maxStepsEach + counted * perElement.selector };
  }

  /** Whether nothing is to be tried any more. */
  get isDone(): boolean {
    return this.steps > this.#most.page;
  }

  /** Whether something was not tried, or not to its end. */
  get isExhausted(): boolean {
    return this.#hasRefused || this.isDone;
  }

  /** Runs what a selector costs steps for; false, and it is not run, once that selector has had enough. */
  spend(selector: object, work: () => boolean): boolean {
    const [before, spent] = [this.steps, this.#spent.get(selector) ?? 0];
    if (spent > this.#most.selector || this.isDone) {
      this.#hasRefused = true;
      // Refusing takes its time too.
      this.steps += 1;
      return false;
    }
    const found = work();
    this.#spent.set(selector, spent + this.steps - before);
    return found;
  }
}
