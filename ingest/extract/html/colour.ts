const named: Readonly<Record<string, string>> = {
  white: 'ffffff',
  black: '000000',
  snow: 'fffafa',
  ivory: 'fffff0',
  ghostwhite: 'f8f8ff',
  whitesmoke: 'f5f5f5',
  silver: 'c0c0c0',
  gray: '808080',
  grey: '808080',
  red: 'ff0000',
  green: '008000',
  blue: '0000ff',
  navy: '000080',
  yellow: 'ffff00',
};

/** Red, green and blue from 0 to 255. */
export type Colour = readonly [number, number, number];

export const white: Colour = [255, 255, 255];

/** Reads a colour as CSS writes it; `clear` when nothing of it shows, undefined when it is of a kind not known here. */
export function readColour(css: string): Colour | 'clear' | undefined {
  const text = css.trim().toLowerCase();
  if (text === 'transparent') return 'clear';
  const hex = Object.hasOwn(named, text) ? (named[text] ?? '') : /^#([0-9a-f]{3,8})$/.exec(text)?.[1];
  if (hex !== undefined) return readHex(hex);
  const inside = /^rgba?\(([^)]{1,60})\)$/.exec(text)?.[1];
  const parts = inside?.split(/[\s,/]+/).filter((part) => part !== '').map((part) => Number.parseFloat(part)) ?? [];
  if (parts.length < 3 || parts.some((part) => Number.isNaN(part))) return undefined;
  if (parts[3] === 0) return 'clear';
  return [parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0];
}

function readHex(hex: string): Colour | 'clear' | undefined {
  const long = hex.length <= 4 ? hex.replace(/./g, '$&$&') : hex;
  if (long.length !== 6 && long.length !== 8) return undefined;
  if (long.slice(6) === '00') return 'clear';
  const channel = (at: number): number => Number.parseInt(long.slice(at, at + 2), 16);
  return [channel(0), channel(2), channel(4)];
}

/** Whether nobody can tell the two apart. */
export function isSame(one: Colour, other: Colour): boolean {
  return one.every((value, i) => Math.abs(value - (other[i] ?? 0)) <= 16);
}
