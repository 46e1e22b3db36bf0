import type { getDocumentProxy } from 'unpdf';
import { BalieError } from '../../../src/errors.ts';

export type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;
export type PdfPageProxy = Awaited<ReturnType<Pdf['getPage']>>;
/** pdf.js's numbers of the operators, by name. */
export type PdfOps = Readonly<Record<string, number>>;

/** What is the same for all pages of a document. */
export interface PageContext {
  readonly ops: PdfOps;
  readonly layers: Awaited<ReturnType<Pdf['getOptionalContentConfig']>>;
  /** Whether the unseen text with a scan is hidden text like any other, for saying something else than the scan. */
  readonly scansOnly?: boolean;
}

/** Something in what pdf.js gives untyped. */
export function member(object: unknown, key: string): unknown {
  return typeof object === 'object' && object !== null ? Reflect.get(object, key) : undefined;
}

/** More pages than any report has; each costs time, whatever is on it. */
const maxPages = 2000;

/**
 * Opens a PDF with pdf.js, which mends a broken table of objects where it can and never runs what is scripted in it.
 * Destroy `loadingTask` when done.
 * @throws BalieError `document-corrupt`, `document-encrypted`, `document-too-large` (pages).
 */
export async function openPdf(bytes: Uint8Array): Promise<Pdf> {
  if (!hasEnd(bytes)) throw new BalieError('document-corrupt', { detail: 'het einde van het bestand ontbreekt' });
  const unpdf = await import('unpdf');
  // pdf.js takes the bytes over, so it gets its own copy. It prints its findings unless it is told to be silent.
  const options = { verbosity: 0, maxImageSize: 100_000_000, enableXfa: false };
  const pdf = await unpdf.getDocumentProxy(Uint8Array.from(bytes), options).catch((cause: unknown) => {
    const encrypted = cause instanceof Error && cause.name === 'PasswordException';
    throw new BalieError(encrypted ? 'document-encrypted' : 'document-corrupt', { cause });
  });
  if (pdf.numPages <= maxPages) return pdf;
  await pdf.loadingTask.destroy();
  throw new BalieError('document-too-large', { detail: `${pdf.numPages} pagina's; het maximum is ${maxPages}` });
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
