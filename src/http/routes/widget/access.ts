import type { Context } from 'hono';
import { BalieError } from '../../../errors.ts';
import { isSameOrigin, refuseOtherSites } from '../../access/same-origin.ts';

export const TOKEN_HEADER = 'Balie-Token';

interface TokenFacts {
  /** For the limits of this token. */
  readonly id: string;
  /** Of the site that it was given to. */
  readonly origin: string;
}

/** Which other sites may show the desk, and what is asked with there. */
export interface WidgetDeps {
  /** Such as `https://www.gemeente.example`. */
  readonly origins: ReadonlySet<string>;
  readonly tokens: {
    /** @param id of the token that it comes in the place of. */
    issue(origin: string, assistant: string, id?: string): { readonly token: string; readonly until: number };
    /** @throws BalieError `widget-token-…`. */
    read(token: string, assistant: string): TokenFacts;
    /** Also one that is too old. @throws BalieError `widget-token-…` for all others. */
    readAlsoLate(token: string, assistant: string): TokenFacts & { readonly isLate: boolean };
  };
}

/**
 * From where a question comes. In a page of another site it must bring the token that was given to that site: the desk itself in a frame
 * there, or a program of that site. Without a token it must not come from another site at all.
 * @returns the token's facts; undefined without one. @throws BalieError `widget-…`, `cross-site-refused`.
 */
export function askedFrom(c: Context, assistant: string, { origins, tokens }: WidgetDeps): TokenFacts | undefined {
  const token = c.req.header(TOKEN_HEADER);
  if (token === undefined) {
    refuseOtherSites(c);
    return undefined;
  }
  const given = tokens.read(token, assistant);
  // Who may frame the desk was settled when the page was given out; from there it asks under its own address.
  if (!isSameOrigin(c) && c.req.header('Origin') !== given.origin) throw new BalieError('widget-token-elsewhere');
  // A site may have been taken off the list since.
  if (!origins.has(given.origin)) throw new BalieError('widget-origin-refused');
  return given;
}
