import { gunzipSync } from 'node:zlib';
import { BalieError } from '../../src/errors.ts';
import { tooLarge } from './fetch/body.ts';

/** Limits of the protocol itself: https://www.sitemaps.org/protocol.html */
export const maxSitemapBytes = 50 * 1024 * 1024;
const maxUrls = 50_000;

export interface SitemapEntry {
  readonly url: string;
  /** As written; W3C date format when the site keeps to the protocol. */
  readonly date?: string;
}

export interface Sitemap {
  /** Whether the entries are other sitemaps. */
  readonly isIndex: boolean;
  readonly entries: readonly SitemapEntry[];
}

/**
 * Reads a sitemap: XML, gzipped or not, or plain text with an address per line. The XML is scanned in one go and no tree
 * is made, which keeps 50 MB affordable; there are no entities but the five of XML itself and numbers, so none can grow.
 * @throws BalieError `address-refused` when it is no sitemap or holds a DOCTYPE, `document-too-large`.
 */
export function readSitemap(bytes: Uint8Array): Sitemap {
  const text = Buffer.from(unzipped(bytes)).toString('utf8').replace(/^\uFEFF/, '').trimStart();
  if (!text.startsWith('<')) return { isIndex: false, entries: lines(text) };
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text))
    throw new BalieError('address-refused', { detail: 'de sitemap bevat een DOCTYPE; dat leest Balie niet' });
  const root = /<(?:[\w.-]{1,40}:)?(urlset|sitemapindex)[\s>]/.exec(text.slice(0, 10_000))?.[1];
  if (root === undefined) throw new BalieError('address-refused', { detail: 'de sitemap is geen sitemap' });
  return { isIndex: root === 'sitemapindex', entries: scan(text) };
}

function unzipped(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: maxSitemapBytes });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(maxSitemapBytes);
    throw new BalieError('address-refused', { detail: 'de sitemap is niet uit te pakken', cause: error });
  }
}

function lines(text: string): SitemapEntry[] {
  const all = text.split(/\r\n|\r|\n/, maxUrls).map((line) => line.trim());
  return all.filter((line) => /^https?:\/\//i.test(line)).map((url) => ({ url }));
}

/** Goes through the tags in order. Only `url` and `sitemap` with their own `loc` and `lastmod` count, not `image:loc`. */
function scan(text: string): SitemapEntry[] {
  const entries: SitemapEntry[] = [];
  let open: { url: string; date: string } | undefined;
  let field: 'url' | 'date' | undefined;
  for (let at = text.indexOf('<'); at >= 0 && entries.length < maxUrls;) {
    let end = text.indexOf('>', at);
    let words = '';
    if (text.startsWith('<!--', at)) end = ending(text, '-->', at);
    else if (text.startsWith('<![CDATA[', at)) {
      end = ending(text, ']]>', at);
      words = text.slice(at + 9, end - 2);
    } else {
      const tag = tagName(text.slice(at + 1, Math.min(end, at + 80)));
      if (tag === 'url' || tag === 'sitemap') open = { url: '', date: '' };
      else if ((tag === '/url' || tag === '/sitemap') && open !== undefined) {
        if (open.url !== '') entries.push({ url: open.url, ...(open.date !== '' && { date: open.date }) });
        open = undefined;
      }
      field = tag === 'loc' ? 'url' : tag === 'lastmod' ? 'date' : undefined;
    }
    if (end < at) break;
    const next = text.indexOf('<', end + 1);
    words += unescaped(text.slice(end + 1, next < 0 ? undefined : next)).trim();
    if (open !== undefined && field !== undefined && open[field].length < 3000) open[field] += words.slice(0, 3000);
    at = next;
  }
  return entries;
}

function ending(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length - 1;
}

/** The protocol's own tags by their local name; those of extensions (`image:loc`) keep their prefix and match nothing. */
function tagName(inside: string): string {
  const name = /^\/?[\w:.-]+/.exec(inside)?.[0] ?? '';
  return name.replace(/^(\/?)(?:sm|sitemap|ns\d?):/, '$1');
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (whole, dec, hex, name) => {
    if (typeof name === 'string') return named[name.toLowerCase()] ?? whole;
    const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(dec);
    return code <= 0x10_ff_ff ? String.fromCodePoint(code) : '';
  });
}
