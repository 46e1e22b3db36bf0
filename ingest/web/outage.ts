import { BalieError } from '../../src/errors.ts';

/** After so many pages in a row that an origin did not give, it is asked for one that it did give before. */
const askAfter = 5;
/** After so many it is down, whatever it says of that one. */
const mostInRow = 20;

export interface FailedPage {
  readonly kind: 'failed';
  readonly url: string;
  readonly error: BalieError;
}

interface Origin {
  /** A page that it gave in this crawl. */
  alive?: string;
  /** What it did not give since. */
  held: FailedPage[];
}

/**
 * Tells a site that is down from pages that fail alone. A page that got no answer, or that the server says it broke down over, is
 * held back until the site gives another one: of a site that is down none is told.
 */
export class Outages {
  readonly #origins = new Map<string, Origin>();

  /** A page was answered. @returns what failed before it, alone. */
  answered(url: string): readonly FailedPage[] {
    const origin = this.#of(url);
    const { held } = origin;
    origin.held = [];
    origin.alive = url;
    return held;
  }

  /**
   * A page got no answer.
   * @param answers whether a page that was given before still is.
   * @returns the fault of its site when that is down.
   */
  async failed(page: FailedPage, answers: (url: string) => Promise<boolean>): Promise<BalieError | undefined> {
    const origin = this.#of(page.url);
    origin.held.push(page);
    const { length } = origin.held;
    if (length % askAfter > 0) return undefined;
    if (length < mostInRow && origin.alive !== undefined && (await answers(origin.alive))) return undefined;
    return siteFault(`${new URL(page.url).host}: ${length} pagina's achter elkaar niet gekregen`, page.error);
  }

  /** What is still held when the crawl has come to its end. */
  rest(): readonly FailedPage[] {
    return [...this.#origins.values()].flatMap(({ held }) => held);
  }

  #of(url: string): Origin {
    const { origin } = new URL(url);
    const found = this.#origins.get(origin) ?? { held: [] };
    this.#origins.set(origin, found);
    return found;
  }
}

/** The one fault of a site that is down, with the last cause. */
export function siteFault(what: string, { detail, cause }: BalieError): BalieError {
  return new BalieError('address-unreachable', { detail: detail === undefined ? what : `${what} (${detail})`, cause });
}
