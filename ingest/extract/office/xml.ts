import type { Document, Element, Node } from '@xmldom/xmldom';
import { BalieError } from '../../../src/errors.ts';

export type XmlElement = Element;
export type XmlDocument = Document;
export type XmlNode = Node;

const maxDepth = 200;

/** A tree takes some sixty times its text, and the thread that reads has a gigabyte. */
const maxBytes = 12 * 1024 * 1024;

/** What no person writes on one element; libraries compare each with each. */
const maxTagLength = 64 * 1024;

/**
 * Reads one XML part. Office formats never declare a document type or an entity; a part that does is an attack (files of
 * the host, a billion laughs) and is refused before any parser sees it. Nothing outside the part is ever opened.
 * @throws BalieError `document-unsafe`, `document-too-large` or `document-corrupt`.
 */
export async function parseXml(bytes: Uint8Array): Promise<XmlDocument> {
  const text = xmlText(bytes);
  const { DOMParser } = await import('@xmldom/xmldom');
  const parser = new DOMParser({
    locator: false,
    onError: (level, message) => {
      if (level !== 'warning') throw new Error(message);
    },
  });
  try {
    return parser.parseFromString(text, 'text/xml');
  } catch (cause) {
    throw new BalieError('document-corrupt', { cause });
  }
}

/**
 * Checks a part that another library will parse, and gives its text: the same refusals as `parseXml`.
 * @throws BalieError `document-unsafe`, `document-too-large` or `document-corrupt`.
 */
export function xmlText(bytes: Uint8Array, limit = maxBytes): string {
  if (bytes.length > limit) throw new BalieError('document-too-large', { detail: 'een onderdeel van het document' });
  const text = decode(bytes);
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new BalieError('document-unsafe', { detail: 'XML met een DOCTYPE' });
  checkTags(text);
  return text;
}

/** Counts open elements, so that no parser or walk that recurses can run out of stack. */
function checkTags(text: string): void {
  let depth = 0;
  for (let at = text.indexOf('<'); at >= 0; ) {
    const end = endOfTag(text, at);
    if (text[at + 1] === '/') depth -= 1;
    else if (text[at + 1] !== '!' && text[at + 1] !== '?') {
      if (end - at > maxTagLength) throw new BalieError('document-unsafe', { detail: 'XML met een te lang element' });
      if (text[end - 1] !== '/') depth += 1;
      if (depth > maxDepth) throw new BalieError('document-unsafe', { detail: 'XML die te diep is genest' });
    }
    at = text.indexOf('<', end);
  }
}

/** Where the tag, comment or CDATA that starts at `at` ends. A `>` in a quoted value ends nothing. */
function endOfTag(text: string, at: number): number {
  if (text.startsWith('<!--', at)) return orEnd(text, text.indexOf('-->', at + 4));
  if (text.startsWith('<![CDATA[', at)) return orEnd(text, text.indexOf(']]>', at + 9));
  for (let i = at + 1; i < text.length; i += 1) {
    const c = text[i];
    if (c === '>') return i;
    if (c === '"' || c === "'") {
      i = text.indexOf(c, i + 1);
      if (i < 0) break;
    }
  }
  throw new BalieError('document-corrupt', { detail: 'XML die niet af is' });
}

function orEnd(text: string, found: number): number {
  return found < 0 ? text.length : found;
}

/** XML is UTF-8 unless its first bytes say UTF-16; other encodings do not occur in office formats. */
function decode(bytes: Uint8Array): string {
  const utf16 = bytes[0] === 0xff || bytes[1] === 0 ? 'utf-16le' : 'utf-16be';
  const encoding = bytes[0] === 0xff || bytes[0] === 0xfe || bytes[0] === 0 || bytes[1] === 0 ? utf16 : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/** The elements directly in an element or document, in order; only those with one of `names` when any are given. */
export function childElements(parent: XmlNode | undefined, ...names: string[]): XmlElement[] {
  const found: XmlElement[] = [];
  for (let node = parent?.firstChild ?? null; node !== null; node = node.nextSibling) {
    if (isXmlElement(node) && (names.length === 0 || names.includes(node.localName ?? ''))) found.push(node);
  }
  return found;
}

/** The first element directly in an element with this name, whatever its prefix; undefined when there is none. */
export function child(parent: XmlNode | undefined, name: string): XmlElement | undefined {
  for (let node = parent?.firstChild ?? null; node !== null; node = node.nextSibling) {
    if (isXmlElement(node) && node.localName === name) return node;
  }
  return undefined;
}

/** All elements below an element with one of these names, in order. */
export function descendants(parent: XmlNode | undefined, ...names: string[]): XmlElement[] {
  const found: XmlElement[] = [];
  const walk = (node: XmlNode | undefined): void => {
    for (const inner of childElements(node)) {
      if (names.includes(inner.localName ?? '')) found.push(inner);
      walk(inner);
    }
  };
  walk(parent);
  return found;
}

/** The elements around an element, from the inside. */
export function* ancestors(element: XmlElement): Generator<XmlElement> {
  for (let node = element.parentNode; node !== null && isXmlElement(node); node = node.parentNode) yield node;
}

/** An attribute by its name without prefix: programs and the strict variants of the formats differ in namespaces. */
export function attr(element: XmlElement | undefined, name: string): string | undefined {
  if (element === undefined) return undefined;
  for (let i = 0; i < element.attributes.length; i += 1) {
    const attribute = element.attributes.item(i);
    if (attribute?.localName === name) return attribute.value;
  }
  return undefined;
}

export function isXmlElement(node: XmlNode): node is XmlElement {
  return node.nodeType === 1;
}

export function isXmlText(node: XmlNode): boolean {
  return node.nodeType === 3 || node.nodeType === 4;
}
