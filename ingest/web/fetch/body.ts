import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { BalieError } from '../../../src/errors.ts';

const unpackers: Readonly<Record<string, () => Transform>> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  deflate: () => createInflate(),
  br: () => createBrotliDecompress(),
};

/** What the crawler says it can unpack. */
export const acceptEncoding = 'gzip, br';

/**
 * Reads a response to its end, unpacked. Stops at the limit, so that a small file that unpacks to gigabytes costs no more
 * than the limit.
 * @param tooMuch what to do at the limit: `fail`, or `cut` and give what there is.
 * @throws BalieError `document-too-large`, or `address-refused` when it is packed in a way nobody can read.
 */
export async function readBody(
  body: Readable,
  { encoding, limit, tooMuch = 'fail' }: { encoding: string; limit: number; tooMuch?: 'fail' | 'cut' },
): Promise<Buffer> {
  const stream = unpacked(body, encoding.trim().toLowerCase());
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      chunks.push(chunk);
      if (size > limit) {
        if (tooMuch === 'cut') break;
        throw tooLarge(limit);
      }
    }
  } catch (error) {
    if (!isPackingFault(error)) throw error;
    throw new BalieError('address-refused', { detail: 'de inpakking (gzip) van het antwoord klopt niet', cause: error });
  } finally {
    stream.destroy();
    body.destroy();
  }
  return Buffer.concat(chunks).subarray(0, limit);
}

/** The fault of an answer that is larger than its limit. */
export function tooLarge(limit: number): BalieError {
  return new BalieError('document-too-large', {
    detail: `meer dan ${limit < 1024 * 1024 ? `${Math.round(limit / 1024)} kB` : `${Math.round(limit / 1024 / 1024)} MB`}`,
  });
}

function unpacked(body: Readable, encoding: string): Readable {
  if (encoding === '' || encoding === 'identity') return body;
  const make = Object.hasOwn(unpackers, encoding) ? unpackers[encoding] : undefined;
  if (make === undefined) {
    body.destroy();
    throw new BalieError('address-refused', { detail: 'het antwoord is ingepakt op een manier die Balie niet kent' });
  }
  // A fault of the source reaches the reader through the unpacker.
  return pipeline(body, make(), () => undefined);
}

const isPackingFault = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(?:Z_|ERR__ERROR|ERR_BROTLI)/.test(String(error.code));
