import { BalieError } from '../../src/errors.ts';
import { normaliseUrl } from './urls.ts';

interface Prefix {
  readonly origin: string;
  /** Percent-decoded, so that `/%61fval` is no way around `/afval`. */
  readonly path: string;
}

/** What a source may fetch: within one of `allow` and in none of `deny`. */
export class Scope {
  /** Every allowed scheme, host and port. */
  readonly origins: ReadonlySet<string>;
  readonly #allow: readonly Prefix[];
  readonly #deny: readonly Prefix[];

  /** @throws BalieError `address-not-allowed` when a prefix is no http(s) address. */
  constructor(allow: readonly string[], deny: readonly string[] = []) {
    this.#allow = allow.map(toPrefix);
    this.#deny = deny.map(toPrefix);
    this.origins = new Set(this.#allow.map(({ origin }) => origin));
  }

  /**
   * The address as it may be fetched, normalised; undefined when it lies outside. A plain http link to a site that is
   * allowed only as https becomes https.
   */
  inside(address: string, base?: string): string | undefined {
    const url = normaliseUrl(address, base);
    if (url === undefined) return undefined;
    if (this.has(url)) return url;
    const secure = url.replace(/^http:/, 'https:');
    return secure !== url && URL.parse(secure)?.port === '' && this.has(secure) ? secure : undefined;
  }

  /** Whether a normalised address may be fetched as a page. */
  has(address: string): boolean {
    const url = URL.parse(address);
    const path = url === null ? undefined : plainPath(url.pathname);
    if (url === null || path === undefined) return false;
    const under = (prefix: Prefix): boolean => url.origin === prefix.origin && isUnder(path, prefix.path);
    return this.#allow.some(under) && !this.#deny.some(under);
  }
}

function toPrefix(address: string): Prefix {
  const url = URL.parse(normaliseUrl(address) ?? '');
  const path = url === null ? undefined : plainPath(url.pathname);
  if (url === null || path === undefined)
    throw new BalieError('address-not-allowed', { detail: `${address.slice(0, 200)} is geen http(s)-adres` });
  return { origin: url.origin, path };
}

/** By whole segments: `/afval` holds `/afval/glas` and not `/afvalbak`; `/afval/` holds what is below it. */
function isUnder(path: string, prefix: string): boolean {
  if (prefix.endsWith('/')) return path.startsWith(prefix);
  return path === prefix || path.startsWith(`${prefix}/`);
}

/** Undefined when a server that decodes the path may read `..` in it, and so lead out of the prefix. */
function plainPath(path: string): string | undefined {
  let plain = path;
  try {
    // Twice: some servers decode what was encoded twice.
    plain = decodeURIComponent(path);
    if (isClimbing(plain) || isClimbing(decodeURIComponent(plain))) return undefined;
  } catch {
    // No valid UTF-8 in there: as it stands.
    if (/%2e|%2f|%5c/i.test(path) && path.includes('..')) return undefined;
  }
  return plain;
}

const isClimbing = (path: string): boolean => path.split(/[/\\]/).some((part) => part === '..') || path.includes('\0');
