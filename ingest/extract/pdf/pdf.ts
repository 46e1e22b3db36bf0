import type { getDocumentProxy } from 'unpdf';
import { BalieError } from '../../../src/errors.ts';
import { Outline } from '../structure/outline.ts';
import { readFragments, type Fragment } from './fragments.ts';
import { removeFurniture, type PdfPage } from './furniture.ts';
import { PdfOutline, type PdfStyle } from './writer.ts';
import { findLeading, readRows } from './rows.ts';
import { tidy } from '../structure/tidy.ts';
import type { Extractor } from '../types.ts';

const maxPages = 2000;

/**
 * PDF by unpdf (pdf.js), page by page. Runs in its caller's thread and cannot be interrupted: call it in the worker.
 * @throws BalieError `document-corrupt`, `document-encrypted`, `document-too-large` (pages), `document-empty` (a scan).
 */
export const extractPdf: Extractor = async (bytes) => {
  if (!hasEnd(bytes)) throw new BalieError('document-corrupt', { detail: 'het einde van het bestand ontbreekt' });
  const unpdf = await import('unpdf');
  // pdf.js takes the bytes over, so it gets its own copy. It prints its findings unless it is told to be silent.
  const pdf = await unpdf.getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0 }).catch((cause: unknown) => {
    const encrypted = cause instanceof Error && cause.name === 'PasswordException';
    throw new BalieError(encrypted ? 'document-encrypted' : 'document-corrupt', { cause });
  });
  try {
    if (pdf.numPages > maxPages) {
      throw new BalieError('document-too-large', { detail: `${pdf.numPages} pagina's; het maximum is ${maxPages}` });
    }
    const pages: PdfPage[] = [];
    for (let number = 1; number <= pdf.numPages; number += 1) pages.push(await readPage(pdf, number));
    if (pages.every((page) => page.fragments.length === 0)) {
      throw new BalieError('document-empty', { detail: `${pages.length} pagina's zonder tekst; is het een scan?` });
    }
    const { info } = await pdf.getMetadata();
    return write(removeFurniture(pages), pages, 'Title' in info ? info.Title : undefined);
  } finally {
    await pdf.loadingTask.destroy();
  }
};

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

async function readPage(pdf: Pdf, number: number): Promise<PdfPage> {
  try {
    const page = await pdf.getPage(number);
    const viewport = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const fragments = readFragments(items, viewport.transform);
    page.cleanup();
    return { number, height: viewport.height, fragments };
  } catch (cause) {
    throw new BalieError('document-corrupt', { detail: `pagina ${number}`, cause });
  }
}

function write(pages: readonly PdfPage[], original: readonly PdfPage[], info: unknown) {
  const style = findStyle(pages.map((page) => page.fragments));
  const outline = new Outline();
  const writer = new PdfOutline(outline, style);
  for (const page of pages) writer.page(page.number, readRows(page.fragments, style));
  const sections = outline.finish();
  const title = usefulTitle(info) ?? largestText(pages[0]?.fragments ?? [], style);
  const silent = original.filter((page) => page.fragments.length === 0).map((page) => page.number);
  return {
    ...(title !== undefined && { title }),
    mediaType: 'application/pdf',
    metadata: {},
    sections,
    warnings: silent.length === 0 ? [] : [`Geen tekst op pagina ${silent.join(', ')}.`],
  };
}

/** What most of the text looks like, so that what differs from it can be told. */
function findStyle(pages: readonly (readonly Fragment[])[]): PdfStyle {
  const sizes = new Map<number, number>();
  const runs = new Map<number, number>();
  const fonts = new Map<string, number>();
  const hyphenated = new Set<string>();
  const count = <Key>(map: Map<Key, number>, key: Key, by: number): unknown => map.set(key, (map.get(key) ?? 0) + by);
  for (const { size, font, text } of pages.flat()) {
    const rounded = Math.round(size * 5) / 5;
    count(sizes, rounded, text.length);
    count(runs, rounded, 1);
    count(fonts, font, text.length);
    for (const [word] of text.matchAll(/\p{L}+-\p{L}+/gu)) hyphenated.add(word.toLowerCase());
  }
  const most = <Key>(map: Map<Key, number>): Key | undefined => [...map].toSorted((a, b) => b[1] - a[1])[0]?.[0];
  const bodySize = most(sizes) ?? 10;
  // Where most text is small print or a table, the running text is larger than the body: its lines are long.
  const all = [...sizes.values()].reduce((sum, length) => sum + length, 0);
  const isText = (size: number, length: number): boolean => length > 0.05 * all && length / (runs.get(size) ?? 1) > 40;
  const larger = [...sizes].filter(([size, length]) => size > bodySize * 1.1 && !isText(size, length));
  const headingSizes = larger.map(([size]) => size).toSorted((a, b) => b - a);
  return { bodySize, bodyFont: most(fonts) ?? '', headingSizes, hyphenated, leading: findLeading(pages) };
}

/** The title in the PDF's own data, unless it is what a program left there. */
function usefulTitle(info: unknown): string | undefined {
  if (typeof info !== 'string') return undefined;
  const title = tidy(info).replace(/\s+/g, ' ').trim();
  const left =
    /^(?:microsoft word|powerpoint|none|untitled|naamloos|document\s*\d*$|dia \d|presentatie)|\.(?:\w{3,4})$|sjabloon|template/i;
  return title.length < 5 || title.length > 300 || left.test(title) || !/\p{L}{3}/u.test(title) ? undefined : title;
}

function largestText(fragments: readonly Fragment[], style: PdfStyle): string | undefined {
  const named = fragments.filter((fragment) => /\p{L}{3}/u.test(fragment.text) && fragment.size > 1.1 * style.bodySize);
  const size = Math.max(...named.map((fragment) => fragment.size));
  const text = named
    .filter((fragment) => fragment.size > size - 0.3)
    .map((fragment) => fragment.text.trim())
    .join(' ');
  return text === '' ? undefined : text.slice(0, 300);
}

/** A PDF ends with `%%EOF`; what breaks off before it was cut short, and would lose its last pages unnoticed. */
function hasEnd(bytes: Uint8Array): boolean {
  let end = bytes.length;
  while (
    end > 0 &&
    (bytes[end - 1] === 0 || bytes[end - 1] === 0x0a || bytes[end - 1] === 0x0d || bytes[end - 1] === 0x20)
  )
    end -= 1;
  return Buffer.from(bytes.subarray(Math.max(0, end - 2048), end)).includes('%%EOF');
}
