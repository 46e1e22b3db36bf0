import { unusual, type TiffLayout } from './tiff-layout.ts';

/**
 * How a row of a TIFF's unpacked bytes becomes lightness, 0 to 255, on white paper. A row may be changed on the way, and the
 * same array is given each time.
 * @throws BalieError `document-corrupt` for kinds of picture that are no page.
 */
export function greyRow(layout: TiffLayout, isLittle: boolean): (row: Uint8Array) => Uint8Array {
  const { bits, samples, pieceWidth, predictor } = layout;
  if (![1, 2, 4, 8, 16].includes(bits) || (predictor !== 1 && !(predictor === 2 && bits >= 8))) throw unusual();
  const values = new Uint8Array(pieceWidth * samples);
  const grey = new Uint8Array(pieceWidth);
  const lightness = lightnessOf(layout, values);
  return (row) => {
    if (predictor === 2) addUp(row, samples, bits, isLittle);
    spread(row, values, bits, isLittle);
    for (let x = 0; x < pieceWidth; x += 1) grey[x] = lightness(x * samples);
    return grey;
  };
}

/** Each value as a byte of its own; of sixteen bits the upper eight. */
function spread(row: Uint8Array, values: Uint8Array, bits: number, isLittle: boolean): void {
  for (let i = 0; i < values.length; i += 1) {
    if (bits === 8) values[i] = row[i] ?? 0;
    else if (bits === 16) values[i] = row[2 * i + (isLittle ? 1 : 0)] ?? 0;
    else values[i] = ((row[(i * bits) >> 3] ?? 0) >> (8 - bits - ((i * bits) & 7))) & ((1 << bits) - 1);
  }
}

function addUp(row: Uint8Array, samples: number, bits: number, isLittle: boolean): void {
  if (bits === 8) {
    for (let i = samples; i < row.length; i += 1) row[i] = (row[i] ?? 0) + (row[i - samples] ?? 0);
    return;
  }
  const view = new DataView(row.buffer, row.byteOffset, row.byteLength);
  for (let at = 2 * samples; at + 1 < row.length; at += 2) view.setUint16(at, view.getUint16(at, isLittle) + view.getUint16(at - 2 * samples, isLittle), isLittle);
}

/** The lightness of the pixel whose first value is at a place. */
function lightnessOf({ photometric, bits, samples, hasAlpha, palette }: TiffLayout, values: Uint8Array): (at: number) => number {
  const most = bits < 8 ? (1 << bits) - 1 : 255;
  const value = (at: number): number => ((values[at] ?? 0) * 255) / most;
  const onPaper = (colours: number, shade: (at: number) => number) =>
    hasAlpha && samples > colours ? (at: number) => 255 - ((255 - shade(at)) * value(at + colours)) / 255 : shade;
  if (photometric === 0) return onPaper(1, (at) => 255 - value(at));
  if (photometric === 1) return onPaper(1, value);
  if (photometric === 2 && samples >= 3) return onPaper(3, (at) => mix(value(at), value(at + 1), value(at + 2)));
  if (photometric === 3 && bits <= 8 && palette.length >= 3 << bits) {
    const third = palette.length / 3;
    return (at) => {
      const index = values[at] ?? 0;
      return mix(palette[index] ?? 0, palette[index + third] ?? 0, palette[index + 2 * third] ?? 0) / 257;
    };
  }
  if (photometric === 5 && samples >= 4) return (at) => Math.max(0, 255 - mix(value(at), value(at + 1), value(at + 2)) - value(at + 3));
  throw unusual();
}

const mix = (red: number, green: number, blue: number): number => 0.299 * red + 0.587 * green + 0.114 * blue;
