import type { WholeFile } from '../../src/workplace/whole/pieces.ts';

/** A file of passages, each on its page; without a page where that is 0. */
export function fileOf(name: string, passages: readonly (readonly [page: number, text: string, ...headings: string[]])[]): WholeFile {
  return {
    id: name,
    name,
    hasPages: passages.every(([page]) => page > 0),
    passages: passages.map(([page, text, ...headings], index) => ({ ordinal: index + 1, ...(page > 0 && { page }), headings, text })),
  };
}
