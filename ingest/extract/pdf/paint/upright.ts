import type { PdfItem } from '../text/fragments.ts';
import { multiply, type Matrix } from './matrix.ts';

/**
 * Turns a page on which most text is drawn sideways or upside down, such as a wide table on a page that is not said to be
 * turned. Gives the transform to the page as it is read, and how high that is.
 */
export function uprightTransform(
  items: readonly PdfItem[],
  viewport: { readonly transform: readonly number[]; readonly width: number; readonly height: number },
): { toPage: Matrix; height: number } {
  const toPage = multiply(viewport.transform, [1, 0, 0, 1, 0, 0]);
  const { width, height } = viewport;
  /** Letters by direction: from the left, down, from the right, up. */
  const letters = [0, 0, 0, 0];
  for (const item of items) {
    if (!('str' in item)) continue;
    const [a, b] = multiply(toPage, item.transform);
    const direction = (Math.round(Math.atan2(b, a) / (Math.PI / 2)) + 4) % 4;
    letters[direction] = (letters[direction] ?? 0) + item.str.length;
  }
  const all = letters.reduce((sum, count) => sum + count, 0);
  if ((letters[1] ?? 0) > 0.7 * all) return { toPage: multiply([0, -1, 1, 0, 0, width], toPage), height: width };
  if ((letters[2] ?? 0) > 0.7 * all) return { toPage: multiply([-1, 0, 0, -1, width, height], toPage), height };
  if ((letters[3] ?? 0) > 0.7 * all) return { toPage: multiply([0, 1, -1, 0, height, 0], toPage), height: width };
  return { toPage, height };
}
