import { readImageHeader } from './header.ts';
import { BalieError } from '../../../src/errors.ts';

/** More pages than any one scan job gives; a chain of directories can also run in a circle. */
const maxPages = 500;

/**
 * Splits a TIFF of several pages into one TIFF for each: the recogniser reads only the first picture of a file, so each
 * copy's header points to another one.
 * @throws BalieError `document-corrupt`, `document-too-large` when one of the pictures is too large or there are too many.
 */
export function* tiffPages(bytes: Uint8Array): Generator<Uint8Array> {
  const data = Buffer.from(bytes);
  const little = data.readUInt16LE(0) === 0x4949;
  const seen = new Set<number>();
  let at = 4;
  for (;;) {
    let next: number;
    try {
      next = little ? data.readUInt32LE(at) : data.readUInt32BE(at);
      if (next === 0 || seen.has(next)) return;
      const entries = little ? data.readUInt16LE(next) : data.readUInt16BE(next);
      at = next + 2 + entries * 12;
    } catch (cause) {
      throw new BalieError('document-corrupt', { detail: 'de afbeelding is afgebroken', cause });
    }
    seen.add(next);
    if (seen.size > maxPages) throw new BalieError('document-too-large', { detail: `meer dan ${maxPages} pagina's` });
    if (little) data.writeUInt32LE(next, 4);
    else data.writeUInt32BE(next, 4);
    readImageHeader(data);
    yield Uint8Array.from(data);
  }
}
