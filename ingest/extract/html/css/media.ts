/** A screen that a page may be read on, in CSS pixels. */
export interface Screen {
  readonly width: number;
  readonly height: number;
}

/** Text counts as hidden when neither shows it: sites show some parts on one of them only. */
export const screens: readonly Screen[] = [
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
];

const maxLength = 2_000;
const pixels: Readonly<Record<string, number>> = { px: 1, em: 16, rem: 16, pt: 4 / 3, cm: 37.8, mm: 3.78, in: 96 };

/** Whether what stands under a media (or container) query holds on a screen with a mouse, a light theme and scripts. */
export function holds(query: string, screen: Screen): boolean {
  const text = query.toLowerCase().trim();
  if (text === '') return true;
  if (text.length > maxLength) return false;
  return text.split(',').some((one) => oneHolds(one.trim(), screen));
}

function oneHolds(query: string, screen: Screen): boolean {
  const not = /^not\s+/.exec(query)?.[0] ?? '';
  const parts = query.slice(not.length).replace(/^only\s+/, '').split(/\s+and\s+/);
  const isTrue = parts.every((part) => {
    if (part.includes(' or ')) return part.split(/\s+or\s+/).some((choice) => partHolds(choice, screen));
    return partHolds(part, screen);
  });
  return not === '' ? isTrue : !isTrue;
}

function partHolds(part: string, screen: Screen): boolean {
  const text = part.trim().replace(/^\(\s*|\s*\)$/g, '').trim();
  if (/^not\b/.test(text)) return !partHolds(text.slice(3), screen);
  if (text === 'screen' || text === 'all') return true;
  if (/^[a-z]+$/.test(text) && !['width', 'height', 'color', 'hover'].includes(text)) return false;
  const size = /^(min-|max-)?(?:device-)?(width|height|inline-size|block-size)\s*:\s*([\d.]+)([a-z]*)$/.exec(text);
  if (size !== null) {
    const [, bound, axis] = size;
    const real = actual(axis ?? 'width', screen);
    const asked = inPixels(size[3], size[4]);
    return bound === 'min-' ? real >= asked : bound === 'max-' ? real <= asked : real === asked;
  }
  if (/[<>]/.test(text)) return rangeHolds(text, screen);
  const [name = '', value = ''] = text.split(':').map((side) => side.trim());
  return featureHolds(name, value, screen);
}

function featureHolds(name: string, value: string, screen: Screen): boolean {
  if (name === 'orientation') return (value === 'portrait') === screen.height >= screen.width;
  if (name === 'prefers-color-scheme') return value === 'light';
  if (name === 'scripting') return value === 'enabled';
  if (name.startsWith('prefers-')) return value === 'no-preference';
  if (name === 'forced-colors' || name === 'inverted-colors') return value === 'none';
  if (/resolution$|pixel-ratio$/.test(name)) return name.startsWith('max-') || !name.includes('min-') || Number.parseFloat(value) <= (value.endsWith('dpi') ? 96 : 1);
  if (name.startsWith('-')) return false;
  return !['print', 'speech', 'tv', 'monochrome', 'grid'].includes(name);
}

/** `width >= 600px`, `400px <= width < 700px`. */
function rangeHolds(text: string, screen: Screen): boolean {
  const sides = text.split(/\s*([<>]=?)\s*/);
  for (let i = 0; i + 2 < sides.length; i += 2) {
    const [left, right] = [sideOf(sides[i], screen), sideOf(sides[i + 2], screen)];
    const sign = sides[i + 1] ?? '';
    const isTrue = sign.startsWith('<') ? left < right : left > right;
    if (!isTrue && !(sign.endsWith('=') && left === right)) return false;
  }
  return true;
}

function sideOf(side: string | undefined, screen: Screen): number {
  const number = /^([\d.]+)([a-z]*)$/.exec(side ?? '');
  return number === null ? actual(side ?? '', screen) : inPixels(number[1], number[2]);
}

const actual = (axis: string, screen: Screen): number => (/height|block/.test(axis) ? screen.height : screen.width);

const inPixels = (value: string | undefined, unit: string | undefined): number => Number(value) * (pixels[unit ?? ''] ?? 1);
