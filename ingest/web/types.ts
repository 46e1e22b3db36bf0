import type { BalieError } from '../../src/errors.ts';

/** Time as the crawler sees it; tests hand in one of their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Rejects with the signal's reason when that is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Resolves a host name to all its addresses. */
export type Resolve = (hostname: string) => Promise<readonly string[]>;

export interface FetchLimits {
  /** Of one response, as sent and as unpacked. Default 25 MB. */
  readonly bytes?: number;
  /** Longest wait for a connection, and then for the head of the answer. Default 15 s. */
  readonly headerMs?: number;
  /** Longest time for one whole answer, however it drips in. Default 60 s. */
  readonly totalMs?: number;
}

export interface CrawlOptions {
  /** Addresses where the crawl starts. */
  readonly start: readonly string[];
  /**
   * What may be fetched: scheme, host, port and the first part of the path, by whole segments: `https://a.example/afval`
   * holds `/afval` and `/afval/glas`, not `/afvalbak`. A port other than 80 and 443 must be named here.
   */
  readonly allow: readonly string[];
  /** What may not, of what is within `allow`. */
  readonly deny?: readonly string[];
  /** Most documents to take. Default 5,000. */
  readonly maxPages?: number;
  /** Most links between a start and a page; the sitemap counts as one. Default 12. */
  readonly maxDepth?: number;
  /** Most addresses that differ only in what is after `?`, found by links; a sitemap may list more. Default 50. */
  readonly maxVariants?: number;
  /** Pause between two requests to one host. Default 500. A longer Crawl-delay goes before it, up to 30 s. */
  readonly delayMs?: number;
  /** Wait before a page is asked for again when the host does not say how long. Doubles each time. Default 2,000. */
  readonly backOffMs?: number;
  /** Such as `Balie/1.0 (+https://a.example/balie)`; robots.txt is read for what stands before the slash. */
  readonly userAgent: string;
  /** Hosts (`intranet.a.example` or `10.0.0.5:8080`) that may have a private address. Metadata services never may. */
  readonly allowPrivate?: readonly string[];
  readonly limits?: FetchLimits;
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
  /** The system's own resolver when not given. */
  readonly resolve?: Resolve;
}

/** What is known of a document since an earlier crawl: what its `page` event said. */
export type KnownPage = Pick<PageEvent, 'etag' | 'lastModified' | 'digest' | 'links'>;

export interface KnownPages {
  /** By the `url` of its `page` event. */
  get(url: string): KnownPage | undefined | Promise<KnownPage | undefined>;
}

/**
 * Why an address gave no document of its own. After `robots`, `noindex`, `outside`, `type` and `duplicate` what was once
 * stored under it may go; `limit` says nothing about the page.
 */
export type SkipReason = 'robots' | 'noindex' | 'outside' | 'type' | 'duplicate' | 'limit';

export interface PageEvent {
  readonly kind: 'page';
  /** The document's address: normalised, after redirects. */
  readonly url: string;
  /** As the server gave them, unpacked; the extractors decide what they are. */
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly fileName: string;
  /** SHA-256 of the bytes, hexadecimal. */
  readonly digest: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** What the page links to within `allow`; store it for the next crawl. */
  readonly links: readonly string[];
}

export type CrawlEvent =
  | PageEvent
  /** A 304, or the same bytes again. */
  | { readonly kind: 'unchanged'; readonly url: string }
  /** 404 or 410. */
  | { readonly kind: 'gone'; readonly url: string }
  | { readonly kind: 'failed'; readonly url: string; readonly error: BalieError }
  /** `of` is the address that a duplicate's document goes by. */
  | { readonly kind: 'skipped'; readonly url: string; readonly reason: SkipReason; readonly of?: string }
  /** The last one. */
  | {
      readonly kind: 'done';
      /** Whether what no event named is gone from the website. */
      readonly complete: boolean;
      /** Why not, in Dutch. */
      readonly reasons: readonly string[];
      /** The fault of a site that turned out to be down: no start address, or many pages in a row that it did not give. */
      readonly outage?: BalieError;
    };
