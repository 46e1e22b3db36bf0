import type { PassageInput } from '../../src/knowledge/types.ts';
import { legalHeading } from '../extract/structure/legal.ts';
import { tidy } from '../extract/structure/tidy.ts';
import type { Section } from '../extract/types.ts';
import { packPieces } from './pack.ts';
import { passageSizes } from './sizes.ts';
import { blocksOf } from './tree.ts';

export interface SplitOptions {
  /** Up to how many UTF-16 units neighbours are put together. Both have their defaults, and reasons, in `passageSizes`. */
  readonly target?: number;
  /**
   * The most UTF-16 units in a passage, headings above it included. What belongs together and fits stays whole; what is longer
   * is cut at the highest structure that makes it fit.
   */
  readonly max?: number;
}

/**
 * Splits sections into passages, each to be read by itself. An article, a list with the line that announces it, a table:
 * each stays whole when it fits in `max`. What does not is cut between members, their parts and rows, then sentences,
 * words; a word is cut only when it alone is too long. A passage that goes on with a list starts with the line that announced it.
 * Other neighbours under one heading are joined up to `target`. No passage is empty, no word is lost, and the time is
 * linear in the length of the text.
 * @throws RangeError when the sizes are no whole numbers, less than 20, or `max` is less than `target`.
 */
export function splitIntoPassages(sections: readonly Section[], options: SplitOptions = {}): PassageInput[] {
  const target = options.target ?? Math.min(passageSizes.target, options.max ?? passageSizes.max);
  const max = options.max ?? Math.max(passageSizes.max, target);
  if (!Number.isInteger(target) || !Number.isInteger(max) || target < 20 || max < target)
    throw new RangeError(`target and max must be whole numbers, 20 <= target <= max: ${target}, ${max}`);
  return groupSections(sections).flatMap((group) => {
    const headings = group[0]?.headings ?? [];
    const above = headings.reduce((sum, heading) => sum + heading.length + 1, 0);
    // Headings longer than the text they head are no reason to cut that to shreds.
    const room = Math.max(max - above, Math.ceil(max / 2));
    const sizes = { target: Math.min(target, room), max: room, isWhole: isArticle(headings) };
    return packPieces(blocksOf(group), sizes).map(({ page, text }) => ({
      ...(page !== undefined && { page }),
      headings,
      text,
    }));
  });
}

/** Sections to be read as one: under the same headings, on one page or flowing over to the next. */
function groupSections(sections: readonly Section[]): Section[][] {
  const groups: Section[][] = [];
  for (const section of sections) {
    const text = tidy(section.text).trim();
    if (text === '') continue;
    const clean = {
      ...section,
      headings: section.headings.map((words) => tidy(words).replace(/\s+/g, ' ').trim()),
      text,
    };
    const last = groups.at(-1)?.at(-1);
    if (last !== undefined && goesOn(last, clean)) groups.at(-1)?.push(clean);
    else groups.push([clean]);
  }
  return groups;
}

/** Whether the later section may share a passage with the earlier: pages part text unless it plainly runs on. */
function goesOn(earlier: Section, later: Section): boolean {
  const same =
    earlier.headings.length === later.headings.length &&
    earlier.headings.every((text, i) => text === later.headings[i]);
  if (!same || earlier.page === later.page) return same;
  return isArticle(earlier.headings) || !/[.!?:;"”’)]$/.test(earlier.text);
}

function isArticle(headings: readonly string[]): boolean {
  return legalHeading(headings.at(-1) ?? '')?.kind.startsWith('art') === true;
}
