import { assemble } from '../pdf/text/assemble.ts';
import type { Extractor } from '../types.ts';
import { BalieError } from '../../../src/errors.ts';
import { toFragments, type RecognisedPage } from './fragments.ts';
import { readImageHeader, type ImageHeader } from './header.ts';
import { readPicture } from './picture.ts';
import { recognise } from './recognise.ts';
import { tiffDirectories, tiffFrom } from './tiff.ts';
import { unusual } from './tiff-layout.ts';
import { decodeTiff } from './tiff-picture.ts';
import { ocrWarnings, maxOcrPages } from './warnings.ts';

/** Below this an image is made twice as large: a screenshot's letters are too small for the recogniser. */
const fewPixels = 1_500_000;
/** An image has no size on paper; its width counts as that of an A4, in points. */
const pageWidth = 595;

/**
 * Text in a picture (PNG, JPEG, GIF, BMP, WebP, TIFF of one or more pages), by text recognition.
 * @throws BalieError `document-corrupt`, `document-too-large` above 100 megapixels, before anything is decoded,
 *   `document-empty` when there is no text in it.
 */
export const extractImage: Extractor = async (bytes, { onProgress }) => {
  const header = readImageHeader(bytes);
  const pages: RecognisedPage[] = [];
  const directories = header.format === 'tiff' ? tiffDirectories(bytes) : [undefined];
  const count = directories.length;
  for (const [index, directory] of directories.slice(0, maxOcrPages).entries()) {
    const page = directory === undefined ? bytes : tiffFrom(bytes, directory);
    pages.push(await readPage(page, readImageHeader(page)));
    onProgress?.(index + 1, count);
  }
  const numbered = pages.map((page, i) => ({ ...page, number: i + 1 }));
  const read = numbered.filter((page) => page.fragments.length > 0);
  if (read.length === 0) throw new BalieError('document-empty', { detail: 'geen leesbare tekst in de afbeelding' });
  const ocr = read.map(({ number, confidence }) => ({ page: number, confidence }));
  const silentPages = Array.from({ length: count }, (_, i) => i + 1).filter(
    (number) => !read.some((page) => page.number === number),
  );
  return {
    ...assemble(numbered),
    mediaType: `image/${header.format}`,
    metadata: {},
    warnings: [
      ...(isCutOff(bytes, header) ? ['De afbeelding is afgebroken: onderaan kan tekst ontbreken.'] : []),
      ...ocrWarnings(silentPages, count > maxOcrPages),
    ],
    pages: count,
    ...(silentPages.length > 0 && { silentPages }),
    ocr,
  };
};

async function readPage(bytes: Uint8Array, { format, width, height }: ImageHeader): Promise<RecognisedPage> {
  const size = { width: pageWidth, enlarge: width * height < fewPixels ? 2 : 1 };
  if (format === 'tiff') {
    const picture = await decodeTiff(bytes);
    if (picture !== undefined) return readPicture(picture, size);
    const scale = pageWidth / width;
    const blocks = await recognise(bytes).catch((cause: unknown) => {
      throw unusual(cause);
    });
    return toFragments(blocks, scale, height * scale);
  }
  const { loadImage } = await import('@napi-rs/canvas');
  const image = await loadImage(Buffer.from(bytes)).catch((cause: unknown) => {
    throw new BalieError('document-corrupt', { cause });
  });
  if (image.width * image.height === 0) throw new BalieError('document-corrupt');
  return readPicture(image, size);
}

/** Whether the mark that ends a PNG or JPEG is missing; cameras may write more after it. */
function isCutOff(bytes: Uint8Array, { format }: ImageHeader): boolean {
  const end = Buffer.from(bytes.subarray(-65_536));
  if (format === 'png') return !end.includes('IEND');
  return format === 'jpeg' && !end.includes(Buffer.from([0xff, 0xd9]));
}
