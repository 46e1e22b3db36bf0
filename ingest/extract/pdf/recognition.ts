import type { RecognisedPage } from '../ocr/fragments.ts';
import type { ExtractContext, OcrPage } from '../types.ts';
import type { Pdf } from './open.ts';
import type { ReadPage } from './page.ts';

/** Well within what a document gets without news of it. */
const QUIET_MS = 15_000;

/** Reads pages of one PDF from their pictures, so many at most and each once. */
export class PageRecogniser {
  /** Whether there were more pages to read than is allowed. */
  tooMany = false;
  readonly #pdf: Pdf;
  readonly #most: number;
  readonly #onProgress: ExtractContext['onProgress'];
  readonly #read = new Map<number, RecognisedPage>();
  #toldAt = performance.now();

  constructor(pdf: Pdf, most: number, onProgress: ExtractContext['onProgress']) {
    this.#pdf = pdf;
    this.#most = most;
    this.#onProgress = onProgress;
  }

  /**
   * What a page's picture says; undefined when the limit is reached.
   * @throws what pdf.js throws on a page that cannot be drawn; BalieError `document-corrupt` when the recogniser fails.
   */
  async picture({ number, density }: Pick<ReadPage, 'number' | 'density'>): Promise<RecognisedPage | undefined> {
    const known = this.#read.get(number);
    if (known !== undefined) return known;
    if (this.#read.size >= this.#most) {
      this.tooMany = true;
      return undefined;
    }
    const { renderPage } = await import('./render.ts');
    const { readPicture } = await import('../ocr/picture.ts');
    const page = await this.#pdf.getPage(number);
    const { width } = page.getViewport({ scale: 1 });
    const picture = await readPicture(await renderPage(page, density), { width });
    page.cleanup();
    this.#read.set(number, picture);
    // Recognition takes seconds a page.
    this.#tell(number);
    return picture;
  }

  /** A page was read, of whatever kind: two thousand that each take little take long together. */
  goesOn(number: number): void {
    if (performance.now() - this.#toldAt > QUIET_MS) this.#tell(number);
  }

  #tell(number: number): void {
    this.#toldAt = performance.now();
    this.#onProgress?.(number, this.#pdf.numPages);
  }

  /** The page by its picture; what the page itself says stays when that gives nothing, unless it is garbled. @throws as `picture` does. */
  async replace(page: ReadPage, ocr: OcrPage[]): Promise<ReadPage> {
    const picture = await this.picture(page);
    if (picture === undefined || picture.fragments.length === 0) return page.garbled ? { ...page, fragments: [] } : page;
    ocr.push({ page: page.number, confidence: picture.confidence });
    return { ...page, fragments: picture.fragments };
  }
}
