/** Short forms whose point does not end a sentence, as they stand in Dutch official texts. */
const shortForms = new Set(
  (
    'art artt nr nrs bijv bv blz p pag par st dhr mevr mw mr drs dr ir ing prof jhr ca incl excl max min ' +
    'tel o.a t.a.v d.w.z i.v.m m.b.t n.v.t t/m resp vgl lid hfst afd zgn evt'
  ).split(' '),
);

/** Parts a line into its sentences; joined with a space they are the line again. */
export function splitSentences(line: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  for (const end of line.matchAll(/[.!?…]["'”’)\]]{0,3} (?=["'“‘([€]?[\p{Lu}\p{N}])/gu)) {
    const word = /([^\s(]{1,10})$/.exec(line.slice(Math.max(start, end.index - 12), end.index))?.[1] ?? '';
    const isInitial = /^\p{Lu}$|^(?:\p{Lu}\.)+\p{Lu}$/u.test(word);
    if (end[0].startsWith('.') && (shortForms.has(word.toLowerCase()) || isInitial)) continue;
    sentences.push(line.slice(start, end.index + end[0].length - 1));
    start = end.index + end[0].length;
  }
  sentences.push(line.slice(start));
  return sentences.filter((sentence) => sentence !== '');
}

/**
 * Parts a sentence that is too long into stretches of whole words of at most `max` UTF-16 units. Only a word that is too
 * long by itself is cut, never inside a surrogate pair.
 */
export function splitWords(sentence: string, max: number): string[] {
  const parts: string[] = [];
  let start = 0;
  while (sentence.length - start > max) {
    // Looked for in this stretch only: from a long word it would run back to the beginning each time.
    const space = start + sentence.slice(start, start + max + 1).lastIndexOf(' ');
    let end = space > start ? space : start + max;
    if (space <= start && /[\ud800-\udbff]/.test(sentence.charAt(end - 1))) end -= 1;
    parts.push(sentence.slice(start, end));
    start = sentence.charAt(end) === ' ' ? end + 1 : end;
  }
  parts.push(sentence.slice(start));
  return parts.filter((part) => part !== '');
}
