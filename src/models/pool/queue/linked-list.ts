/** What can stand in one list, and be taken out of it without being looked for. */
export interface Linked<T> {
  before: T | undefined;
  after: T | undefined;
}

/** A list whose every step takes the same time, however long it is: many wait in it, and any of them may leave. */
export class LinkedList<T extends Linked<T>> {
  first: T | undefined;
  last: T | undefined;
  size = 0;

  push(item: T): void {
    item.before = this.last;
    if (this.last === undefined) this.first = item;
    else this.last.after = item;
    this.last = item;
    this.size += 1;
  }

  /** Takes out one that is in this list. */
  remove(item: T): void {
    if (item.before === undefined) this.first = item.after;
    else item.before.after = item.after;
    if (item.after === undefined) this.last = item.before;
    else item.after.before = item.before;
    item.before = undefined;
    item.after = undefined;
    this.size -= 1;
  }
}
