import { parse } from 'parse5';
import { decodeText } from '../plain/decode.ts';
import { HtmlReader } from './reader.ts';
import { attribute, findAll, inlineText, type Element, type Node } from './tree.ts';
import type { Extractor } from '../types.ts';

/** A web page: its main content with headings, lists and tables; metadata from `balie:*` and the canonical link. */
export const extractHtml: Extractor = async (bytes, context) => {
  const { text, warning } = decodeText(bytes, declaredCharset(bytes, context.contentType));
  const { title, metadata, sections } = readHtml(text);
  return {
    ...(title !== undefined && { title }),
    mediaType: 'text/html',
    metadata,
    sections,
    warnings: warning === undefined ? [] : [warning],
  };
};

/** Reads HTML that is already text. Other formats (Word) come through here too; see HtmlReader for `boldHeadings`. */
export function readHtml(text: string, options: { boldHeadings?: boolean } = {}) {
  const page = parse(text);
  const sections = new HtmlReader(options.boldHeadings).read(mainContent(page));
  const heading = findAll(page, (e) => e.tagName === 'h1')
    .map(inlineText)
    .find((words) => words !== '');
  const named = findAll(page, (e) => e.tagName === 'title')
    .map(titleText)
    .find((words) => words !== '');
  const title = heading ?? named;
  return { ...(title !== undefined && { title }), metadata: readMetadata(page), sections };
}

/** The page's `main` where there is one with text, otherwise its body; what a reader does not see is left out later. */
function mainContent(page: Node): readonly Node[] {
  const main = findAll(page, (e) => e.tagName === 'main' || attribute(e, 'role') === 'main');
  if (main.some((e) => inlineText(e) !== '')) return main;
  const body = findAll(page, (e) => e.tagName === 'body');
  const named = findAll(page, (e) => /^(?:main-?)?(?:content|inhoud)$/i.test(attribute(e, 'id') ?? ''));
  const size = (nodes: readonly Element[]): number => nodes.reduce((sum, node) => sum + inlineText(node).length, 0);
  return size(named) > size(body) / 2 ? named : body;
}

function readMetadata(page: Node): Record<string, unknown> {
  const metadata: Record<string, unknown> = {};
  const canonical = findAll(page, (e) => e.tagName === 'link' && /\bcanonical\b/i.test(attribute(e, 'rel') ?? ''))[0];
  const href = canonical === undefined ? undefined : attribute(canonical, 'href')?.trim();
  // A relative canonical link says nothing without the page's address: then the page has no known URL.
  if (href !== undefined && /^https?:\/\//i.test(href)) metadata['url'] = href;
  for (const meta of findAll(page, (e) => e.tagName === 'meta')) {
    const key = /^balie:(\w+)$/i.exec(attribute(meta, 'name') ?? '')?.[1];
    if (key !== undefined) metadata[key] = attribute(meta, 'content')?.trim() ?? '';
  }
  return metadata;
}

function titleText(title: Element): string {
  return title.childNodes
    .map((node) => ('value' in node ? node.value : ''))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

function declaredCharset(bytes: Uint8Array, contentType: string | undefined): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  return (
    /charset\s*=\s*["']?([\w:.-]+)/i.exec(contentType ?? '')?.[1] ??
    /<meta[^>]+charset\s*=\s*["']?([\w:.-]+)/i.exec(head)?.[1]
  );
}
