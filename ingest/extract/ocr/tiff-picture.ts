import { inflateSync, constants } from 'node:zlib';
import type { Canvas } from '@napi-rs/canvas';
import { BalieError } from '../../../src/errors.ts';
import { readImageHeader } from './header.ts';
import { TiffDirectory } from './tiff.ts';
import { greyRow } from './tiff-grey.ts';
import { tiffLayout, unusual, type TiffLayout, type TiffPiece } from './tiff-layout.ts';

const jpeg = 7;
const deflate = new Set([8, 32_946]);

/** Letters stay legible at this size, and it fits the memory of a reader. */
const usefulPixels = 12_000_000;
/** One strip, unpacked: an A4 in colour at 600 dpi is 105 MB. */
const maxStrip = 128 * 1024 * 1024;

/**
 * Decodes the first picture of a TIFF in grey, where the recogniser cannot do so itself: packed with deflate or JPEG.
 * @returns undefined for other compressions.
 * @throws BalieError `document-corrupt`, `document-too-large`.
 */
export async function decodeTiff(bytes: Uint8Array): Promise<Canvas | undefined> {
  const directory = new TiffDirectory(bytes);
  const compression = directory.number(259, 1);
  if (compression !== jpeg && !deflate.has(compression)) return undefined;
  const layout = tiffLayout(directory);
  const step = Math.ceil(Math.sqrt((layout.width * layout.height) / usefulPixels));
  if (compression !== jpeg) return decodePlain(layout, step, directory.isLittle);
  if (layout.photometric === 5) throw unusual();
  return decodeJpegs(layout, step, Buffer.from(directory.numbers(347)));
}

async function decodePlain(layout: TiffLayout, step: number, isLittle: boolean): Promise<Canvas> {
  const [width, height] = [Math.ceil(layout.width / step), Math.ceil(layout.height / step)];
  const sums = new Uint16Array(width * height);
  const counts = new Uint8Array(width * height);
  for (const piece of layout.pieces) {
    const rowBytes = Math.ceil((layout.pieceWidth * layout.bits * layout.samples) / 8);
    const raw = unpack(piece, rowBytes * piece.rows);
    const grey = greyRow(layout, isLittle);
    for (let row = 0; row < piece.rows && (row + 1) * rowBytes <= raw.length && piece.y + row < layout.height; row += 1) {
      const values = grey(raw.subarray(row * rowBytes, (row + 1) * rowBytes));
      const above = Math.floor((piece.y + row) / step) * width;
      for (let x = 0; x < layout.pieceWidth && piece.x + x < layout.width; x += 1) {
        const at = above + Math.floor((piece.x + x) / step);
        sums[at] = (sums[at] ?? 0) + (values[x] ?? 255);
        counts[at] = (counts[at] ?? 0) + 1;
      }
    }
  }
  const { createCanvas } = await import('@napi-rs/canvas');
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const image = context.createImageData(width, height);
  for (let i = 0; i < sums.length; i += 1) {
    const count = counts[i] ?? 0;
    // Where a broken file gives nothing the paper is blank.
    image.data.fill(count === 0 ? 255 : Math.round((sums[i] ?? 0) / count), i * 4, i * 4 + 3);
    image.data[i * 4 + 3] = 255;
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

function unpack({ bytes }: TiffPiece, size: number): Uint8Array {
  if (size > maxStrip) throw new BalieError('document-too-large', { detail: 'een TIFF met te grote delen; scan op 300 dpi' });
  try {
    // What is there of a strip that breaks off is read.
    return inflateSync(bytes, { maxOutputLength: size, finishFlush: constants.Z_SYNC_FLUSH });
  } catch (cause) {
    throw new BalieError('document-corrupt', { detail: 'de afbeelding in de TIFF is beschadigd', cause });
  }
}

async function decodeJpegs(layout: TiffLayout, step: number, tables: Buffer): Promise<Canvas> {
  const { createCanvas, loadImage } = await import('@napi-rs/canvas');
  const canvas = createCanvas(Math.ceil(layout.width / step), Math.ceil(layout.height / step));
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (const piece of layout.pieces) {
    const stream = withTables(piece.bytes, tables, layout.photometric === 2);
    const { format, width, height } = readImageHeader(stream);
    if (format !== 'jpeg' || width > layout.pieceWidth || height > piece.rows) throw unusual();
    const image = await loadImage(stream).catch((cause: unknown) => {
      throw unusual(cause);
    });
    context.drawImage(image, piece.x / step, piece.y / step, width / step, height / step);
  }
  return canvas;
}

const startMark = Buffer.from([0xff, 0xd8]);
const endMark = Buffer.from([0xff, 0xd9]);
/** Adobe's mark that the three colours are red, green and blue, and not lightness and two differences. */
const plainColours = Buffer.from([0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, 0]);

/** A strip as a JPEG of its own: the tables that all strips share stand in the directory, between marks of their own. */
function withTables(strip: Uint8Array, tables: Buffer, isRgb: boolean): Buffer {
  if (!startMark.equals(strip.subarray(0, 2))) throw unusual();
  const isWhole = tables.length >= 4 && startMark.equals(tables.subarray(0, 2)) && endMark.equals(tables.subarray(-2));
  return Buffer.concat([startMark, ...(isRgb ? [plainColours] : []), ...(isWhole ? [tables.subarray(2, -2)] : []), strip.subarray(2)]);
}
