/** A difficult word with what it means in plain Dutch. */
interface Term {
  readonly term: string;
  readonly meaning: string;
}

/** At most so many under one answer: more is a text to be written anew, not to be explained. */
const MAX_TERMS = 5;
const ENDINGS = '(?:en|s|n|e|\'s)?';

interface Glossary {
  /** The difficult words of a text, in the order in which it first uses them; those in its quotations are not its own. */
  readonly explain: (text: string) => Term[];
  readonly has: (word: string) => boolean;
}

/** @param list by word what it means; an empty meaning takes a word off the list. */
export function createGlossary(list: ReadonlyMap<string, string>): Glossary {
  const terms = [...list].filter(([, meaning]) => meaning !== '').map(([term, meaning]) => ({ term, meaning }));
  const known = new Set(terms.flatMap(({ term }) => term.toLowerCase().split(/\s+/)));
  const words = terms.toSorted((left, right) => right.term.length - left.term.length).map((one) => ({ ...one, pattern: new RegExp(`(?<![\\p{L}-])${escaped(one.term)}${ENDINGS}(?![\\p{L}-])`, 'iu') }));
  return {
    has: (word) => known.has(word) || known.has(word.replace(/(?:en|s|n|e)$/, '')),
    explain(text) {
      let rest = text.split('\n').filter((line) => !line.startsWith('>')).join('\n').replaceAll(/["“„][^"“”„\n]{1,400}["”]/g, ' ');
      const found: { at: number; term: Term }[] = [];
      for (const { term, meaning, pattern } of words) {
        const match = pattern.exec(rest);
        if (match === null) continue;
        found.push({ at: match.index, term: { term, meaning } });
        // "Bijzondere bijstand" is not about "bijstand" as well.
        rest = rest.replaceAll(new RegExp(pattern.source, 'giu'), (whole) => ' '.repeat(whole.length));
      }
      return found.toSorted((left, right) => left.at - right.at).slice(0, MAX_TERMS).map(({ term }) => term);
    },
  };
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&').replaceAll('\\-', '-').replaceAll(' ', '\\s+');
}
