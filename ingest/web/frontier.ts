import { isNeverDocument } from './media.ts';
import type { Scope } from './scope.ts';
import { Traps } from './traps.ts';
import type { SkipReason } from './types.ts';
import { normaliseUrl } from './urls.ts';

export interface Queued {
  readonly url: string;
  /** Links between a start and here. */
  readonly depth: number;
}

/** What is still to be visited, in the order in which it was found, each address once. */
export class Frontier {
  readonly #scope: Scope;
  readonly #traps: Traps;
  readonly #known = new Set<string>();
  readonly #queue: Queued[] = [];
  readonly #maxDepth: number;
  readonly #maxKnown: number;
  #at = 0;

  /** @param limits.maxKnown how many addresses are remembered; what comes after is left. */
  constructor(scope: Scope, limits: { maxDepth: number; maxKnown: number; maxVariants?: number | undefined }) {
    this.#traps = new Traps(limits.maxVariants);
    this.#scope = scope;
    this.#maxDepth = limits.maxDepth;
    this.#maxKnown = limits.maxKnown;
  }

  /** Whether so many addresses were found that some were left. */
  get isFull(): boolean {
    return this.#known.size >= this.#maxKnown;
  }

  /**
   * Adds an address; the answer is why it is not visited, undefined when it is, or was known, or is no web address.
   * @param isListed whether a sitemap names the address: then it is no trap.
   */
  add(address: string, depth: number, isListed = false): { url: string; reason: SkipReason } | undefined {
    const inside = this.#scope.inside(address);
    const url = inside ?? normaliseUrl(address);
    if (url === undefined || this.#known.has(url) || this.isFull) return undefined;
    this.#known.add(url);
    if (inside === undefined) return { url, reason: 'outside' };
    if (isNeverDocument(new URL(url))) return { url, reason: 'type' };
    if (depth > this.#maxDepth || (!isListed && this.#traps.catches(url))) return { url, reason: 'limit' };
    this.#queue.push({ url, depth });
    return undefined;
  }

  next(): Queued | undefined {
    const item = this.#queue[this.#at];
    this.#at += 1;
    return item;
  }
}
