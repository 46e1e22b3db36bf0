import { deflateSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { extractImage } from '../../../ingest/extract/ocr/image.ts';
import { endRecogniser } from '../../../ingest/extract/ocr/recognise.ts';
import { TiffDirectory, tiffDirectories, tiffFrom } from '../../../ingest/extract/ocr/tiff.ts';
import { decodeTiff } from '../../../ingest/extract/ocr/tiff-picture.ts';
import { fixture } from './bytes.ts';

interface Page {
  readonly width: number;
  readonly height: number;
  readonly pieces: readonly Uint8Array[];
  /** Tags besides those for size and pieces, with their values as longs. */
  readonly tags?: Readonly<Record<number, readonly number[]>>;
  /** Tags of the pieces: strips unless said otherwise. */
  readonly at?: readonly [number, number];
}

/** A little-endian TIFF with a directory for each page. */
function makeTiff(...pages: readonly Page[]): Uint8Array {
  const chunks: Buffer[] = [Buffer.from('II*\0\0\0\0\0', 'latin1')];
  let size = 8;
  const put = (bytes: Uint8Array): number => {
    const place = size;
    const padded = Buffer.concat([bytes, Buffer.alloc(bytes.length % 2)]);
    chunks.push(padded);
    size += padded.length;
    return place;
  };
  const longs = (values: readonly number[]): Buffer => {
    const bytes = Buffer.alloc(values.length * 4);
    for (const [i, value] of values.entries()) bytes.writeUInt32LE(value, i * 4);
    return bytes;
  };
  const links: { at: number; to: number }[] = [];
  let link = 4;
  for (const { width, height, pieces, tags = {}, at = [273, 279] } of pages) {
    const places = pieces.map(put);
    const all: [number, readonly number[]][] = [
      [256, [width]],
      [257, [height]],
      [at[0], places],
      [at[1], pieces.map(({ length }) => length)],
      ...Object.entries(tags).map(([tag, values]): [number, readonly number[]] => [Number(tag), values]),
    ];
    const entries = all.toSorted(([a], [b]) => a - b).map(([tag, values]) => {
      const entry = Buffer.alloc(12);
      entry.writeUInt16LE(tag, 0);
      entry.writeUInt16LE(4, 2);
      entry.writeUInt32LE(values.length, 4);
      entry.writeUInt32LE(values.length === 1 ? (values[0] ?? 0) : put(longs(values)), 8);
      return entry;
    });
    const directory = Buffer.concat([Buffer.from([entries.length, 0]), ...entries, Buffer.alloc(4)]);
    links.push({ at: link, to: size });
    link = size + directory.length - 4;
    put(directory);
  }
  const file = Buffer.concat(chunks);
  for (const { at, to } of links) file.writeUInt32LE(to, at);
  return file;
}

/** Red of each pixel, in rows. */
async function pixels(bytes: Uint8Array): Promise<number[][]> {
  const canvas = await decodeTiff(bytes);
  if (canvas === undefined) return [];
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return Array.from({ length: canvas.height }, (_, y) => Array.from({ length: canvas.width }, (_x, x) => data[(y * canvas.width + x) * 4] ?? 0));
}

const packed = (...bytes: number[]): Uint8Array => deflateSync(Uint8Array.from(bytes));
const deflated = { 259: [8], 258: [8], 277: [1] };

describe('a TIFF packed with deflate', () => {
  it.each<[string, Page, number[][]]>([
    ['grey, in strips', { width: 2, height: 2, pieces: [packed(0, 100), packed(200, 255)], tags: { ...deflated, 262: [1], 278: [1] } }, [[0, 100], [200, 255]]],
    ['one bit, black is 1', { width: 9, height: 1, pieces: [packed(0b10100000, 0b10000000)], tags: { 259: [32_946], 258: [1], 262: [0] } }, [[0, 255, 0, 255, 255, 255, 255, 255, 0]]],
    ['four bits', { width: 3, height: 1, pieces: [packed(0x0f, 0x80)], tags: { 259: [8], 258: [4], 262: [1] } }, [[0, 255, 136]]],
    ['sixteen bits', { width: 2, height: 1, pieces: [packed(0x34, 0x12, 0, 0xff)], tags: { 259: [8], 258: [16], 262: [1] } }, [[0x12, 0xff]]],
    ['colours, as differences', { width: 2, height: 1, pieces: [packed(255, 0, 0, 1, 255, 255)], tags: { 259: [8], 258: [8, 8, 8], 262: [2], 277: [3], 317: [2] } }, [[76, 179]]],
    ['a palette', { width: 2, height: 1, pieces: [packed(0b10000000)], tags: { 259: [8], 258: [1], 262: [3], 320: [0, 65_535, 0, 65_535, 0, 65_535] } }, [[255, 0]]],
    ['grey with what shows through', { width: 2, height: 1, pieces: [packed(0, 255, 0, 0)], tags: { 259: [8], 258: [8, 8], 262: [1], 277: [2], 338: [2] } }, [[0, 255]]],
    [
      'tiles that reach over the edge',
      { width: 3, height: 1, pieces: [packed(10, 20, 0, 0), packed(30, 99, 0, 0)], tags: { ...deflated, 262: [1], 322: [2], 323: [2] }, at: [324, 325] },
      [[10, 20, 30]],
    ],
  ])('%s', async (_, page, expected) => {
    const found = await pixels(makeTiff(page));
    for (const [y, row] of expected.entries()) for (const [x, value] of row.entries()) expect(Math.abs((found[y]?.[x] ?? -9) - value)).toBeLessThanOrEqual(1);
    expect([found.length, found[0]?.length]).toEqual([page.height, page.width]);
  });

  it('reads what is there of a strip that breaks off', async () => {
    const strip = deflateSync(Buffer.alloc(100_000, 50), { level: 0 });
    const found = await pixels(makeTiff({ width: 100, height: 1_000, pieces: [strip.subarray(0, 70_000)], tags: { ...deflated, 262: [1] } }));
    expect([found[0]?.[0], found[500]?.[0], found[999]?.[0]]).toEqual([50, 50, 255]);
  });

  it('makes a very large one smaller while it is read', async () => {
    const page = { width: 6_000, height: 6_000, pieces: [deflateSync(Buffer.alloc(36_000_000, 90))], tags: { ...deflated, 262: [1] } };
    const canvas = await decodeTiff(makeTiff(page));
    expect([canvas?.width, canvas?.height]).toEqual([3_000, 3_000]);
  });

  it.each<[string, Page, string]>([
    ['that unpacks to more than its picture', { width: 2, height: 2, pieces: [deflateSync(Buffer.alloc(5_000_000))], tags: { ...deflated, 262: [1] } }, 'document-corrupt'],
    ['whose data is none', { width: 2, height: 2, pieces: [Uint8Array.from([1, 2, 3, 4])], tags: { ...deflated, 262: [1] } }, 'document-corrupt'],
    ['with one strip for a sheet of any size', { width: 10_000, height: 9_000, pieces: [packed(0)], tags: { 259: [8], 258: [8, 8, 8], 262: [2], 277: [3] } }, 'document-too-large'],
    ['of numbers with fractions', { width: 1, height: 1, pieces: [packed(0, 0, 0, 0)], tags: { 259: [8], 258: [32], 262: [1], 339: [3] } }, 'document-corrupt'],
    ['with a palette that is not there', { width: 1, height: 1, pieces: [packed(7)], tags: { ...deflated, 262: [3] } }, 'document-corrupt'],
    ['with a tile without width', { width: 2, height: 1, pieces: [packed(0)], tags: { ...deflated, 322: [0], 323: [1] }, at: [324, 325] }, 'document-corrupt'],
  ])('is refused %s', async (_, page, code) => {
    await expect(decodeTiff(makeTiff(page))).rejects.toMatchObject({ code });
  });
});

describe('a TIFF of several pages', () => {
  it('is read from each of its directories, and not round in a circle', () => {
    const page = { width: 1, height: 1, pieces: [packed(0)] };
    const bytes = Buffer.from(makeTiff({ ...page, width: 5 }, { ...page, width: 6 }, { ...page, width: 7 }));
    const directories = tiffDirectories(bytes);
    expect(directories.map((at) => new TiffDirectory(tiffFrom(bytes, at)).number(256, 0))).toEqual([5, 6, 7]);
    const last = directories[2] ?? 0;
    bytes.writeUInt32LE(directories[0] ?? 0, last + 2 + bytes.readUInt16LE(last) * 12);
    expect(tiffDirectories(bytes)).toEqual(directories);
    expect(() => tiffDirectories(bytes.subarray(0, last + 4))).toThrow(expect.objectContaining({ code: 'document-corrupt' }));
  });

  it('leaves other compressions to the recogniser', async () => {
    expect(await decodeTiff(fixture('scan.tiff'))).toBeUndefined();
  });

  it('is read by recognition, whatever its pages are packed with', { timeout: 120_000 }, async () => {
    const { createCanvas, loadImage } = await import('@napi-rs/canvas');
    const image = await loadImage(Buffer.from(fixture('scan.png')));
    const { width, height } = image;
    const canvas = createCanvas(width, height);
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    const half = createCanvas(width, height / 2);
    const strips = [0, 1].map((part) => {
      half.getContext('2d').drawImage(canvas, 0, (-part * height) / 2);
      return half.encodeSync('jpeg', 90);
    });
    const tags = { 258: [8, 8, 8], 277: [3] };
    const bytes = makeTiff(
      { width, height, pieces: [deflateSync(data)], tags: { 258: [8, 8, 8, 8], 277: [4], 259: [8], 262: [2] } },
      { width, height, pieces: strips, tags: { ...tags, 259: [7], 262: [6], 278: [height / 2] } },
    );
    const { ocr, pages } = await extractImage(bytes, { name: 'a.tiff' });
    expect([pages, ocr?.map(({ page, confidence }) => [page, confidence > 0.85])]).toEqual([2, [[1, true], [2, true]]]);
    // A strip that claims to be larger than its place.
    const small = makeTiff({ width: 10, height: 10, pieces: strips, tags: { ...tags, 259: [7], 262: [6] } });
    await expect(decodeTiff(small)).rejects.toMatchObject({ code: 'document-corrupt', detail: expect.stringContaining('PDF of PNG') });
  });
});

afterAll(endRecogniser);
