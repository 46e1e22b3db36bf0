import { parse } from 'parse5';
import { cut } from '../../src/cut.ts';
import { attribute, findAll, ownText, type Element, type Node } from '../extract/html/tree.ts';
import { decodeText } from '../extract/plain/decode.ts';
import { pageRules, robotName, type PageRules } from './fetch/robots.ts';

/** Links further on in a page are not for readers. */
const maxRead = 1024 * 1024;
const maxLinks = 5000;
const maxHeader = 8_000;

/** What a page says about itself and where it leads. */
export interface PageLinks extends PageRules {
  /** Absolute, as written; links with `rel=nofollow` are left out, all of them when the page asks so. */
  readonly links: readonly string[];
  /** The page's own idea of its address, absolute. */
  readonly canonical?: string;
  /** What its `title` element says. */
  readonly title?: string;
}

/** Whether bytes are a web page, by what the server says or, when it says nothing of use, by how they begin. */
export function isHtml(bytes: Uint8Array, contentType: string): boolean {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  if (start.startsWith('%PDF-') || start.startsWith('PK\u0003\u0004')) return false;
  return /^(?:text\/html|application\/xhtml\+xml)\b/i.test(contentType) || /<(?:!doctype\s+html|html)\b/i.test(start);
}

/**
 * Reads links (`a`, `area`, a `meta` that sends on), canonical address and robots directives from a page.
 * @param address where the page came from; a `base` element goes before it.
 */
export function readLinks(bytes: Uint8Array, address: string, userAgent: string): PageLinks {
  // Addresses are mostly ASCII; a charset that only the server knows would change nothing here.
  const page = parse(decodeText(bytes.subarray(0, maxRead)).text);
  const elements = findAllNamed(page);
  const base = baseOf(elements, address);
  const absolute = (href: string): string | undefined => URL.parse(href.trim(), base)?.href;
  const rules = pageRules(robotsValues(elements, userAgent), userAgent);
  const canonical = elements
    .filter((e) => e.tagName === 'link' && hasRel(e, 'canonical'))
    .map((e) => absolute(attribute(e, 'href') ?? ''))
    .find((href) => href !== undefined);
  const links = rules.nofollow ? [] : elements.flatMap((e) => hrefOf(e) ?? []).flatMap((href) => absolute(href) ?? []);
  return {
    ...rules,
    links: [...new Set(links)].slice(0, maxLinks),
    ...(canonical !== undefined && { canonical }),
    ...titleOf(elements),
  };
}

function findAllNamed(page: Node): Element[] {
  const names = new Set(['a', 'area', 'base', 'link', 'meta', 'title']);
  const found: Element[] = [];
  // `findAll` does not look inside what it found: the test gathers and says no.
  findAll(page, (e) => {
    if (names.has(e.tagName)) found.push(e);
    return false;
  });
  return found;
}

function titleOf(elements: readonly Element[]): { title?: string } {
  const title = elements.filter((e) => e.tagName === 'title').slice(0, 1).map(ownText).join('').replace(/\s+/g, ' ').trim();
  return title === '' ? {} : { title: cut(title, 500) };
}

function baseOf(elements: readonly Element[], address: string): string {
  const base = elements.find((e) => e.tagName === 'base' && attribute(e, 'href') !== undefined);
  return (base === undefined ? null : URL.parse(attribute(base, 'href') ?? '', address))?.href ?? address;
}

function robotsValues(elements: readonly Element[], userAgent: string): string[] {
  const own = robotName(userAgent);
  return elements
    .filter((e) => e.tagName === 'meta')
    .filter((e) => ['robots', own].includes(attribute(e, 'name')?.trim().toLowerCase() ?? ''))
    .map((e) => attribute(e, 'content') ?? '');
}

function hrefOf(element: Element): string | undefined {
  if (element.tagName === 'a' || element.tagName === 'area') {
    return hasRel(element, 'nofollow') ? undefined : attribute(element, 'href');
  }
  if (element.tagName !== 'meta' || attribute(element, 'http-equiv')?.toLowerCase() !== 'refresh') return undefined;
  const content = attribute(element, 'content') ?? '';
  const at = content.toLowerCase().indexOf('url=');
  return at < 0 ? undefined : content.slice(at + 4).replace(/^["']|["']$/g, '');
}

function hasRel(element: Element, word: string): boolean {
  return (attribute(element, 'rel') ?? '').toLowerCase().split(/\s+/).includes(word);
}

/**
 * The address that a `Link` header names as the answer's own (RFC 8288, `rel="canonical"`), absolute: for what has no
 * `link` element, such as a PDF. Undefined when there is none that can be read.
 * @param address where the answer came from.
 */
export function canonicalHeader(header: string | undefined, address: string): string | undefined {
  if (header === undefined || header.length > maxHeader) return undefined;
  for (const [, target = '', parameters = ''] of header.matchAll(/<([^<>]*)>((?:"[^"]*"|[^",<>])*)/g)) {
    const rel = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;"]+))/i.exec(parameters);
    const words = (rel?.[1] ?? rel?.[2] ?? '').toLowerCase().split(/\s+/);
    const url = words.includes('canonical') ? URL.parse(target.trim(), address) : null;
    if (url !== null) return url.href;
  }
  return undefined;
}
