/** Red, green and blue from 0 to 255. */
export type Colour = readonly [number, number, number];

/** Reads `RRGGBB`; undefined when it is something else. */
export function hexColour(hex: string): Colour | undefined {
  if (!/^[0-9a-f]{6}$/i.test(hex)) return undefined;
  const channel = (at: number): number => Number.parseInt(hex.slice(at, at + 2), 16);
  return [channel(0), channel(2), channel(4)];
}

/** How far the most different of red, green and blue are apart. */
export function colourDistance(one: Colour | undefined, other: Colour | undefined): number {
  if (one === undefined || other === undefined) return Infinity;
  return Math.max(...one.map((value, i) => Math.abs(value - (other[i] ?? 0))));
}
