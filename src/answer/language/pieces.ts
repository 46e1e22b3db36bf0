import { cutSentences } from '../model-text/sentences.ts';

/** A piece of an answer: a sentence, or what stands between sentences and is kept as it is. */
export type Piece = { readonly type: 'kept'; readonly text: string } | { readonly type: 'sentence'; readonly text: string; readonly references: string };

const REFERENCES = /\s?\[\d{1,2}\]/g;

/**
 * An answer in sentences that can be translated one by one. Line breaks, marks of lists and quotations stay; references to sources are taken
 * out of the sentence and put behind it, so that no translation can lose or change one.
 */
export function piecesOf(answer: string): Piece[] {
  return answer.split(/(\n+)/).flatMap((line): Piece[] => {
    if (line === '' || line.startsWith('\n') || line.startsWith('>')) return line === '' ? [] : [{ type: 'kept', text: line }];
    const mark = /^\s*(?:[-*•]|\d+\.)\s+/.exec(line)?.[0] ?? '';
    return [...(mark === '' ? [] : [{ type: 'kept' as const, text: mark }]), ...sentences(line.slice(mark.length))];
  });
}

function sentences(line: string): Piece[] {
  return cutSentences(line).flatMap((whole): Piece[] => {
    const text = whole.replaceAll(REFERENCES, '').replaceAll('**', '').trim();
    if (!/\p{L}/u.test(text)) return whole.trim() === '' ? [] : [{ type: 'kept', text: whole }];
    return [{ type: 'kept', text: /^\s*/.exec(whole)?.[0] ?? '' }, { type: 'sentence', text, references: (whole.match(REFERENCES) ?? []).join('').trim() }];
  });
}
