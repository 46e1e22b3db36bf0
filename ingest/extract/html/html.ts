import { parse } from 'parse5';
import { charsetIn, decodeText } from '../plain/decode.ts';
import { markClutter } from './clutter.ts';
import { markAllHidden } from './hidden/hidden.ts';
import { hiddenTexts } from './hidden/texts.ts';
import { mainContent } from './main.ts';
import { HtmlReader } from './reader.ts';
import { attribute, findAll, inlineText, ownText, type Element, type Node } from './tree.ts';
import { smuggledText } from '../structure/smuggled.ts';
import type { Extractor } from '../types.ts';

const unfollowed =
  'De opmaak in deze pagina is te groot om helemaal na te gaan. Controleer of er tekst is gelezen die lezers niet zien.';

/** A web page: its main content with headings, lists and tables; metadata from `balie:*` and the canonical link. */
export const extractHtml: Extractor = async (bytes, context) => {
  const { text, warnings: guessed } = decodeText(bytes, charsetIn(context.contentType) ?? declaredCharset(bytes));
  const { title, metadata, sections, hidden, warnings } = readHtml(text);
  return {
    ...(title !== undefined && { title }),
    mediaType: 'text/html',
    metadata,
    sections,
    warnings: [...guessed, ...warnings],
    ...(hidden.length > 0 && { hidden }),
  };
};

/** Reads HTML that is already text. Other formats (Word) come through here too; see HtmlReader for `boldHeadings`. */
export function readHtml(text: string, options: { boldHeadings?: boolean } = {}) {
  const page = parse(text);
  const { isIncomplete } = markAllHidden(page);
  markClutter(page);
  const main = mainContent(page);
  const sections = new HtmlReader(options.boldHeadings).read(main);
  const title = titleOf(page, main);
  return {
    ...(title !== undefined && { title }),
    metadata: readMetadata(page),
    sections,
    hidden: [...hiddenTexts(main), ...smuggledText(text)],
    warnings: isIncomplete ? [unfollowed] : [],
  };
}

/**
 * The heading of the content, or the page's `title`. Some sites make their logo the first heading: when the title ends with
 * it, after a bar or dash, what stands before is the title.
 */
function titleOf(page: Node, main: readonly Node[]): string | undefined {
  const first = (roots: readonly Node[], tag: string, read: (e: Element) => string): string | undefined =>
    roots.flatMap((root) => findAll(root, (e) => e.tagName === tag)).map(read).find((words) => words !== '');
  const named = first([page], 'title', (e) => ownText(e).replace(/\s+/g, ' ').trim());
  const heading = first(main, 'h1', inlineText) ?? first([page], 'h1', inlineText);
  if (heading === undefined || named === undefined) return heading ?? named;
  const parts = named.split(/ [|\u2013\u2014-] /);
  const isSiteName = parts.length > 1 && parts.at(-1)?.toLowerCase() === heading.toLowerCase();
  return isSiteName ? parts.slice(0, -1).join(' - ') : heading;
}

function readMetadata(page: Node): Record<string, unknown> {
  const metadata: Record<string, unknown> = {};
  const actions: string[] = [];
  const canonical = findAll(page, (e) => e.tagName === 'link' && /\bcanonical\b/i.test(attribute(e, 'rel') ?? ''))[0];
  const href = canonical === undefined ? undefined : attribute(canonical, 'href')?.trim();
  // A relative canonical link says nothing without the page's address: then the page has no known URL.
  if (href !== undefined && /^https?:\/\//i.test(href)) metadata['url'] = href;
  for (const meta of findAll(page, (e) => e.tagName === 'meta')) {
    const key = /^balie:(\w+)$/i.exec(attribute(meta, 'name') ?? '')?.[1];
    const content = attribute(meta, 'content')?.trim() ?? '';
    // Each action has a line, and may have an element of its own.
    if (key?.toLowerCase() === 'actions') actions.push(content);
    else if (key !== undefined) metadata[key] = content;
  }
  return actions.length === 0 ? metadata : { ...metadata, actions: actions.join('\n') };
}

function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  return /<meta[^>]+charset\s*=\s*["']?([\w:.-]+)/i.exec(head)?.[1];
}
