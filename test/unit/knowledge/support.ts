import type { FoundPassage } from '../../../src/knowledge/types.ts';

/** A passage as search finds it. */
export function found(more: Partial<FoundPassage> = {}): FoundPassage {
  return {
    documentId: 'a', ordinal: 1, title: 'Titel', url: null, collectionId: 'open', page: null, headings: [], text: 'Een tekst.',
    alsoIn: [], score: 1, why: [{ part: 'tekst', score: 1 }], ...more,
  };
}
