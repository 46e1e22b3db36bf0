import { BalieError } from '../../../src/errors.ts';
import { TiffDirectory } from './tiff.ts';

type ImageFormat = 'png' | 'jpeg' | 'gif' | 'bmp' | 'webp' | 'tiff';

/** What the first bytes of an image say, read without decoding it. */
export interface ImageHeader {
  readonly format: ImageFormat;
  readonly width: number;
  readonly height: number;
}

/** More than a scan of an A0 sheet at 200 dpi would need; a small file can claim far more than memory holds. */
const maxPixels = 100_000_000;

/**
 * Reads an image's format and size from its header.
 * @throws BalieError `document-corrupt` when it is none of the known formats or has no size, `document-too-large` above
 *   100 megapixels.
 */
export function readImageHeader(bytes: Uint8Array): ImageHeader {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let header: ImageHeader | undefined;
  try {
    header = png(data) ?? jpeg(data) ?? gif(data) ?? bmp(data) ?? webp(data) ?? tiff(data);
  } catch (cause) {
    // Reading past the end: the file breaks off in its header.
    throw new BalieError('document-corrupt', { detail: 'de afbeelding is afgebroken', cause });
  }
  if (header === undefined || !(header.width > 0 && header.height > 0)) throw new BalieError('document-corrupt');
  checkPixels(header.width, header.height);
  return header;
}

/** @throws BalieError `document-too-large` above 100 megapixels. */
function checkPixels(width: number, height: number): void {
  if (width * height <= maxPixels) return;
  const detail = `een afbeelding van ${width} bij ${height} beeldpunten; het maximum is ${maxPixels / 1_000_000} miljoen beeldpunten, ruim een A1 op 300 dpi: splits de afbeelding of scan haar op 300 dpi`;
  throw new BalieError('document-too-large', { detail });
}

function png(data: Buffer): ImageHeader | undefined {
  if (data.readUInt32BE(0) !== 0x89504e47) return undefined;
  return { format: 'png', width: data.readUInt32BE(16), height: data.readUInt32BE(20) };
}

/** The size stands in the frame's segment: the first marker C0 to CF that is no table. */
function jpeg(data: Buffer): ImageHeader | undefined {
  if (data.readUInt16BE(0) !== 0xffd8) return undefined;
  for (let at = 2; ;) {
    if (data.readUInt8(at) !== 0xff) return undefined;
    const marker = data.readUInt8(at + 1);
    if (marker === 0xff) at += 1;
    else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return { format: 'jpeg', height: data.readUInt16BE(at + 5), width: data.readUInt16BE(at + 7) };
    } else at += 2 + data.readUInt16BE(at + 2);
  }
}

function gif(data: Buffer): ImageHeader | undefined {
  if (data.toString('latin1', 0, 4) !== 'GIF8') return undefined;
  return { format: 'gif', width: data.readUInt16LE(6), height: data.readUInt16LE(8) };
}

function bmp(data: Buffer): ImageHeader | undefined {
  if (data.toString('latin1', 0, 2) !== 'BM') return undefined;
  return { format: 'bmp', width: Math.abs(data.readInt32LE(18)), height: Math.abs(data.readInt32LE(22)) };
}

function webp(data: Buffer): ImageHeader | undefined {
  if (data.toString('latin1', 0, 4) !== 'RIFF' || data.toString('latin1', 8, 12) !== 'WEBP') return undefined;
  const kind = data.toString('latin1', 12, 16);
  if (kind === 'VP8X')
    return { format: 'webp', width: data.readUIntLE(24, 3) + 1, height: data.readUIntLE(27, 3) + 1 };
  if (kind === 'VP8L') {
    const bits = data.readUInt32LE(21);
    return { format: 'webp', width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  return { format: 'webp', width: data.readUInt16LE(26) & 0x3fff, height: data.readUInt16LE(28) & 0x3fff };
}

/** The size of the first picture; `tiff.ts` finds the others. */
function tiff(data: Buffer): ImageHeader | undefined {
  const order = data.toString('latin1', 0, 4);
  if (order !== 'II*\0' && order !== 'MM\0*') return undefined;
  const directory = new TiffDirectory(data);
  return { format: 'tiff', width: directory.number(256, 0), height: directory.number(257, 0) };
}
