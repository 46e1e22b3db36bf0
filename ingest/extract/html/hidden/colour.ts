import { colourDistance, hexColour, type Colour } from '../../structure/colour.ts';

/** The names that occur, and all that are nearly white or black. */
const named: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'white ffffff black 000000 snow fffafa ivory fffff0 ghostwhite f8f8ff whitesmoke f5f5f5 floralwhite fffaf0 mintcream f5fffa ' +
    'azure f0ffff aliceblue f0f8ff seashell fff5ee honeydew f0fff0 oldlace fdf5e6 linen faf0e6 lavenderblush fff0f5 beige f5f5dc ' +
    'lightyellow ffffe0 lightcyan e0ffff lavender e6e6fa cornsilk fff8dc gainsboro dcdcdc lightgray d3d3d3 lightgrey d3d3d3 ' +
    'silver c0c0c0 darkgray a9a9a9 darkgrey a9a9a9 gray 808080 grey 808080 dimgray 696969 dimgrey 696969 red ff0000 maroon 800000 ' +
    'green 008000 lime 00ff00 olive 808000 blue 0000ff navy 000080 darkblue 00008b teal 008080 aqua 00ffff cyan 00ffff ' +
    'yellow ffff00 orange ffa500 purple 800080 fuchsia ff00ff magenta ff00ff darkgreen 006400 darkred 8b0000 midnightblue 191970'
  )
    .split(' ')
    .reduce<[string, string][]>((pairs, word, i, all) => (i % 2 === 0 ? [...pairs, [word, all[i + 1] ?? '']] : pairs), []),
);

export const white: Colour = [255, 255, 255];

/** Reads a colour as CSS writes it; `clear` when nothing of it shows, undefined when it is of a kind not known here. */
export function readColour(css: string): Colour | 'clear' | undefined {
  const text = css.trim().toLowerCase();
  if (text === 'transparent') return 'clear';
  const hex = Object.hasOwn(named, text) ? (named[text] ?? '') : /^#([0-9a-f]{3,8})$/.exec(text)?.[1];
  if (hex !== undefined) return readHex(hex);
  const [, kind, inside] = /^(rgb|hsl)a?\(([^)]{1,60})\)$/.exec(text) ?? [];
  const parts = inside?.split(/[\s,/]+/).filter((part) => part !== '') ?? [];
  const numbers = parts.map((part) => Number.parseFloat(part));
  if (numbers.length < 3 || numbers.some((part) => Number.isNaN(part))) return undefined;
  if ((numbers[3] ?? 1) * (parts[3]?.endsWith('%') === true ? 0.01 : 1) <= 0.05) return 'clear';
  const [first = 0, second = 0, third = 0] = numbers;
  if (kind === 'hsl') return fromHsl(first, second / 100, third / 100);
  const channel = (value: number, part = ''): number => (part.endsWith('%') ? value * 2.55 : value);
  return [channel(first, parts[0]), channel(second, parts[1]), channel(third, parts[2])];
}

/** The colour of a `background`, `clear` when it has none; undefined when a picture or a colour not known here is in it. */
export function backgroundColour(css: string): Colour | 'clear' | undefined {
  if (/url\(|gradient\(|image|element\(|paint\(/i.test(css)) return undefined;
  // Not in between the brackets of a colour.
  const words = css.split(/\s+(?![^(]*\))/);
  const colour = words.map(readColour).find((found) => found !== undefined);
  if (colour !== undefined) return colour;
  return words.every((word) => /^(?:none|initial|unset|0|[\d.]+(?:px|%)?|(?:no-)?repeat(?:-[xy])?|left|right|top|bottom|center|scroll|\/)$/.test(word)) ? 'clear' : undefined;
}

/** Hue in degrees, the others 0 to 1. */
function fromHsl(hue: number, saturation: number, light: number): Colour {
  const channel = (n: number): number => {
    const k = (((n + hue / 30) % 12) + 12) % 12;
    return Math.round(255 * (light - saturation * Math.min(light, 1 - light) * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return [channel(0), channel(8), channel(4)];
}

function readHex(hex: string): Colour | 'clear' | undefined {
  const long = hex.length <= 4 ? hex.replace(/./g, '$&$&') : hex;
  if (long.length === 8 && long.endsWith('00')) return 'clear';
  return long.length > 8 ? undefined : hexColour(long.slice(0, long.length === 8 ? 6 : undefined));
}

/** Whether nobody can tell the two apart. */
export function isSame(one: Colour, other: Colour): boolean {
  return colourDistance(one, other) <= 16;
}
