/** Red, green and blue, 0 to 255. */
type Colour = readonly [red: number, green: number, blue: number];

const WHITE: Colour = [255, 255, 255];
const BLACK: Colour = [0, 0, 0];

export const HEX = /^#[0-9a-f]{6}$/i;

function parse(hex: string): Colour {
  const number = Number.parseInt(hex.slice(1), 16);
  return [(number >> 16) & 255, (number >> 8) & 255, number & 255];
}

function hexOf(colour: Colour): string {
  return `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

function mixed(one: Colour, other: Colour, share: number): Colour {
  return [0, 1, 2].map((at) => (one[at] ?? 0) * (1 - share) + (other[at] ?? 0) * share) as unknown as Colour;
}

/** A colour with white (or black) in it. @param share of that, 0 to 1. */
export function lighter(hex: string, share: number): string {
  return hexOf(mixed(parse(hex), WHITE, share));
}

export function darker(hex: string, share: number): string {
  return hexOf(mixed(parse(hex), BLACK, share));
}

/** As WCAG 2.2 has it: 1 to 21. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(parse(one)), luminance(parse(other))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
