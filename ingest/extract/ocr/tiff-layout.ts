import { BalieError } from '../../../src/errors.ts';
import type { TiffDirectory } from './tiff.ts';

/** How the picture of a TIFF is stored: in pieces (strips or tiles) that together cover it, row by row. */
export interface TiffLayout {
  readonly width: number;
  readonly height: number;
  readonly compression: number;
  /** 0 and 1 are grey, 2 RGB, 3 a palette, 5 CMYK, 6 YCbCr. */
  readonly photometric: number;
  readonly bits: number;
  readonly samples: number;
  readonly hasAlpha: boolean;
  /** 2 when each value is the difference with the one to its left. */
  readonly predictor: number;
  readonly palette: readonly number[];
  readonly pieces: readonly TiffPiece[];
  readonly pieceWidth: number;
}

export interface TiffPiece {
  readonly x: number;
  readonly y: number;
  readonly rows: number;
  readonly bytes: Uint8Array;
}

/** @throws BalieError `document-corrupt`, also for a layout that no scanner writes. */
export function tiffLayout(directory: TiffDirectory): TiffLayout {
  const [width, height] = [directory.number(256, 0), directory.number(257, 0)];
  const samples = directory.number(277, 1);
  const bits = directory.numbers(258);
  const isTiled = directory.numbers(324).length > 0;
  const pieceWidth = isTiled ? directory.number(322, 0) : width;
  const pieceHeight = isTiled ? directory.number(323, 0) : Math.min(directory.number(278, height), height);
  const isOdd = samples < 1 || samples > 8 || new Set(bits).size > 1 || pieceWidth < 1 || pieceHeight < 1 || pieceWidth > 100_000 || pieceHeight > 100_000;
  // Colours apart, or numbers with a fraction: measurements, not a page.
  if (isOdd || (directory.number(284, 1) !== 1 && samples > 1) || directory.number(339, 1) !== 1) throw unusual();
  const across = Math.ceil(width / pieceWidth);
  const offsets = directory.numbers(isTiled ? 324 : 273);
  const counts = directory.numbers(isTiled ? 325 : 279);
  const pieces = offsets.slice(0, across * Math.ceil(height / pieceHeight)).map((offset, i) => {
    const y = Math.floor(i / across) * pieceHeight;
    const rows = isTiled ? pieceHeight : Math.min(pieceHeight, height - y);
    return { x: (i % across) * pieceWidth, y, rows, bytes: directory.data.subarray(offset, offset + (counts[i] ?? 0)) };
  });
  return {
    width, height, samples, pieces, pieceWidth,
    compression: directory.number(259, 1),
    photometric: directory.number(262, 1),
    bits: bits[0] ?? 1,
    hasAlpha: /^[12]$/.test(String(directory.number(338, 0))),
    predictor: directory.number(317, 1),
    palette: directory.numbers(320),
  };
}

export function unusual(cause?: unknown): BalieError {
  return new BalieError('document-corrupt', { detail: 'een TIFF van een soort die Balie niet leest; sla hem op als PDF of PNG', cause });
}
