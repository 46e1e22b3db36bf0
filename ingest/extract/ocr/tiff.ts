import { BalieError } from '../../../src/errors.ts';

/** More pages than any one scan job gives; a chain of directories can also run in a circle. */
const maxPages = 500;
/** Strips of one row each, on the largest sheet that is read. */
const maxValues = 100_000;
/** Bytes of one value, by type: byte, ASCII, short, long; then signed and undefined ones. */
const sizes: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 6: 1, 7: 1 };

/**
 * Where the directories of a TIFF are, one for each page.
 * @throws BalieError `document-corrupt`, `document-too-large` when there are too many.
 */
export function tiffDirectories(bytes: Uint8Array): readonly number[] {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const seen = new Set<number>();
  try {
    for (let next = long(data, 4); next !== 0 && !seen.has(next); next = long(data, next + 2 + short(data, next) * 12)) {
      seen.add(next);
      if (seen.size > maxPages) throw new BalieError('document-too-large', { detail: `meer dan ${maxPages} pagina's` });
    }
  } catch (cause) {
    throw cause instanceof BalieError ? cause : broken(cause);
  }
  return [...seen];
}

/** A TIFF whose first picture is the one at `directory`: readers of one picture read that. */
export function tiffFrom(bytes: Uint8Array, directory: number): Uint8Array {
  const data = Buffer.from(bytes);
  if (isLittle(data)) data.writeUInt32LE(directory, 4);
  else data.writeUInt32BE(directory, 4);
  return data;
}

/** What the first directory of a TIFF says about its picture, by the numbers of its tags. */
export class TiffDirectory {
  readonly data: Buffer;
  readonly isLittle: boolean;
  readonly #entries = new Map<number, number>();

  /** @throws BalieError `document-corrupt`. */
  constructor(bytes: Uint8Array) {
    this.data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.isLittle = isLittle(this.data);
    try {
      const at = long(this.data, 4);
      for (let i = 0; i < short(this.data, at); i += 1) this.#entries.set(short(this.data, at + 2 + i * 12), at + 2 + i * 12);
    } catch (cause) {
      throw broken(cause);
    }
  }

  /** @throws BalieError `document-corrupt`. */
  number(tag: number, fallback: number): number {
    return this.numbers(tag)[0] ?? fallback;
  }

  /** The values of a tag; none when it is not there or holds no whole numbers. @throws BalieError `document-corrupt`. */
  numbers(tag: number): readonly number[] {
    const entry = this.#entries.get(tag);
    if (entry === undefined) return [];
    try {
      const type = short(this.data, entry + 2);
      const [size, count] = [sizes[type], long(this.data, entry + 4)];
      if (size === undefined) return [];
      if (count > maxValues) throw broken(undefined);
      const at = size * count <= 4 ? entry + 8 : long(this.data, entry + 8);
      const read = size === 1 ? (place: number) => this.data.readUInt8(place) : (place: number) => (size === 2 ? short : long)(this.data, place);
      return Array.from({ length: count }, (_, i) => read(at + i * size));
    } catch (cause) {
      throw cause instanceof BalieError ? cause : broken(cause);
    }
  }
}

const isLittle = (data: Buffer): boolean => data.readUInt16LE(0) === 0x4949;
const short = (data: Buffer, at: number): number => (isLittle(data) ? data.readUInt16LE(at) : data.readUInt16BE(at));
const long = (data: Buffer, at: number): number => (isLittle(data) ? data.readUInt32LE(at) : data.readUInt32BE(at));
const broken = (cause: unknown): BalieError => new BalieError('document-corrupt', { detail: 'de afbeelding is afgebroken', cause });
