import { createHash } from 'node:crypto';
import { asBalieError, BalieError } from '../../src/errors.ts';
import { canonicalHeader, isHtml, readLinks, type PageLinks } from './links.ts';
import { fileNameOf, isDocument } from './media.ts';
import type { PoliteFetch } from './fetch/polite-fetch.ts';
import { pageRules } from './fetch/robots.ts';
import type { Answer } from './fetch/safe-fetch.ts';
import type { Scope } from './scope.ts';
import type { CrawlOptions, KnownPage, KnownPages, PageEvent, SkipReason } from './types.ts';

/** What came of one address; `url` is where the document turned out to be. */
export type Visit =
  | {
      readonly kind: 'page';
      readonly url: string;
      readonly page: PageEvent;
      readonly canonical?: string;
      readonly title?: string;
      readonly links: readonly string[];
    }
  | { readonly kind: 'unchanged'; readonly url: string; readonly known: KnownPage; readonly links: readonly string[] }
  | { readonly kind: 'gone'; readonly url: string }
  | {
      readonly kind: 'failed';
      readonly url: string;
      readonly error: BalieError;
      /** Whether it says something of the site rather than of the page: no answer, or a server that broke down. */
      readonly isDown: boolean;
    }
  | {
      readonly kind: 'skipped';
      readonly url: string;
      readonly reason: SkipReason;
      readonly of?: string;
      readonly links?: readonly string[];
    };

type Stop =
  | { readonly reason: SkipReason; readonly of?: string }
  /** The rules of the site could not be had: that says nothing about the page. */
  | { readonly fault: BalieError; readonly isDown: boolean };

export interface VisitContext {
  readonly options: CrawlOptions;
  readonly scope: Scope;
  readonly fetch: PoliteFetch;
  readonly cache: KnownPages;
  /** Whether an address was visited already, in this crawl. */
  readonly isDone: (url: string) => boolean;
}

/**
 * Fetches one address and says what it is. Each hop of a redirect is held against the scope, robots.txt and what was
 * visited before, and gets conditional headers of its own. Rejects only with the signal's reason.
 */
export async function visit(address: string, context: VisitContext): Promise<Visit> {
  const chain: string[] = [];
  let known: KnownPage | undefined;
  try {
    const answer = await context.fetch.get<Stop>(new URL(address), {
      wantBody: ({ url, status, headers }) =>
        status === 200 && isDocument(headers['content-type'] ?? '', nameOf(url, headers)),
      gate: async (url, hop) => {
        if (hop === 0) chain.length = 0;
        const place = hop === 0 ? address : context.scope.inside(url.href);
        if (place === undefined) return { stop: { reason: 'outside' } };
        if (hop > 0 && !chain.includes(place) && context.isDone(place)) return { stop: { reason: 'duplicate', of: place } };
        const rules = await context.fetch.rules(new URL(place));
        if (rules.fault !== undefined) return { stop: { fault: rules.fault, isDown: rules.isDown === true } };
        if (!rules.allows(place)) return { stop: { reason: 'robots' } };
        chain.push(place);
        known = await context.cache.get(place);
        // A redirect may carry a session that our spelling leaves out: it is followed as it stands, but never to plain http.
        const secured = new URL(place).protocol === url.protocol ? url : new URL(place);
        return { headers: conditions(known), url: secured };
      },
    });
    if ('stop' in answer) {
      if ('fault' in answer.stop) return { kind: 'failed', url: address, error: answer.stop.fault, isDown: answer.stop.isDown };
      return { kind: 'skipped', url: address, ...answer.stop };
    }
    return judge(answer, { ...context, address, place: chain.at(-1) ?? address, known });
  } catch (error) {
    // One page that nobody foresaw does not end a crawl of thousands.
    context.options.signal?.throwIfAborted();
    const fault = asBalieError(error);
    return { kind: 'failed', url: address, error: fault, isDown: fault.code === 'address-unreachable' };
  }
}

/** Conditional headers (RFC 9110, 13.1). */
function conditions(known: KnownPage | undefined): Record<string, string> {
  return {
    ...(known?.etag != null && { 'if-none-match': known.etag }),
    ...(known?.lastModified != null && { 'if-modified-since': known.lastModified }),
  };
}

interface Judging extends VisitContext {
  readonly address: string;
  readonly place: string;
  readonly known: KnownPage | undefined;
}

function judge(answer: Answer, context: Judging): Visit {
  const { address, place, known } = context;
  const { status, headers } = answer;
  if (status === 304 && known !== undefined) return { kind: 'unchanged', url: place, known, links: known.links };
  if (status === 404 || status === 410) return { kind: 'gone', url: address };
  if (status !== 200) {
    const login = status === 401 ? ': de pagina vraagt om inloggen' : '';
    const error = new BalieError('address-refused', { detail: `status ${status}${login}` });
    return { kind: 'failed', url: address, error, isDown: status >= 500 };
  }
  const contentType = headers['content-type'] ?? '';
  if (answer.bytes === undefined) return { kind: 'skipped', url: place, reason: 'type' };
  const { bytes } = answer;
  const digest = createHash('sha256').update(bytes).digest('hex');
  const { noindex, links, canonical, title } = aboutPage(answer, bytes, contentType, context.options.userAgent);
  if (noindex) return { kind: 'skipped', url: place, reason: 'noindex', links };
  if (known?.digest === digest) return { kind: 'unchanged', url: place, known, links };
  const page: PageEvent = {
    kind: 'page',
    url: place,
    bytes,
    contentType,
    fileName: nameOf(answer.url, headers),
    digest,
    etag: headers['etag'] ?? null,
    lastModified: headers['last-modified'] ?? null,
    links: [...new Set(links.flatMap((link) => context.scope.inside(link) ?? []))],
  };
  return {
    kind: 'page',
    url: place,
    page,
    links,
    ...(canonical !== undefined && { canonical }),
    ...(title !== undefined && { title }),
  };
}

/** Directives of the headers and the page together; only HTML has links. */
function aboutPage(answer: Answer, bytes: Buffer, contentType: string, userAgent: string): PageLinks {
  const canonical = canonicalHeader(answer.headers['link'], answer.url.href);
  const header = { ...pageRules(answer.robotsTags, userAgent), ...(canonical !== undefined && { canonical }) };
  if (!isHtml(bytes, contentType)) return { ...header, links: [] };
  try {
    const page = readLinks(bytes, answer.url.href, userAgent);
    const both = { noindex: page.noindex || header.noindex, nofollow: page.nofollow || header.nofollow };
    return { ...header, ...page, ...both, links: both.nofollow ? [] : page.links };
  } catch (error) {
    // It is called HTML and is not text: the extractors will say what it is.
    if (error instanceof BalieError) return { ...header, links: [] };
    throw error;
  }
}

function nameOf(url: URL, headers: Answer['headers']): string {
  return fileNameOf(url, headers['content-type'] ?? '', headers['content-disposition']);
}
