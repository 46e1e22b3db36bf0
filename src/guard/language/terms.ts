/** What a municipality is asked about: a Dutch term, and by language the ways in which it is said. */
type Terms = ReadonlyMap<string, readonly { readonly dutch: string; readonly words: readonly string[] }[]>;

/** A question is about a thing or two, and what of that. */
const MAX_TERMS = 5;
const MAX_WORDS = 80;
/** A word of fewer letters is met as it is; a longer one by its beginning, for cases and endings. */
const WHOLE = 3;
/** What may follow a short beginning, and may stand between the words of a term. */
const MAX_ENDING = 4;
const SHORT = 4;
const MAX_BETWEEN = 1;
const ARTICLES = new Set('a an the my one un une le la les des mon ma eine einen ein der die das mein meine el los las una mi'.split(' '));

/** @param lists by Dutch term, by language, the ways to say it with a comma between. */
export function readTerms(lists: Readonly<Record<string, Readonly<Record<string, string>>>>): Terms {
  const terms = new Map<string, { dutch: string; words: string[] }[]>();
  for (const [dutch, languages] of Object.entries(lists)) {
    for (const [language, ways] of Object.entries(languages)) {
      const list = terms.get(language) ?? [];
      terms.set(language, list);
      for (const way of ways.split(/[,،]/)) {
        const words = wordsOf(way).filter((word) => !ARTICLES.has(word));
        if (words.length > 0) list.push({ dutch, words });
      }
    }
  }
  // The longest first: a parking permit is not about parking alone.
  return new Map([...terms].map(([language, list]) => [language, list.toSorted((left, right) => sizeOf(right.words) - sizeOf(left.words))]));
}

/** The Dutch terms that a question in a language is about, in the order in which it names them; empty where it names none. */
export function inDutchTerms(question: string, language: string, terms: Terms): string {
  const words = wordsOf(question).slice(0, MAX_WORDS);
  const used = new Set<number>();
  const found: { at: number; dutch: string }[] = [];
  for (const { dutch, words: term } of terms.get(language) ?? []) {
    const places = placesOf(term, words);
    if (places === undefined || places.some((place) => used.has(place))) continue;
    for (const place of places) used.add(place);
    if (!found.some((other) => other.dutch === dutch)) found.push({ at: places[0] ?? 0, dutch });
  }
  return found.toSorted((left, right) => left.at - right.at).slice(0, MAX_TERMS).map(({ dutch }) => dutch).join(' ');
}

function placesOf(term: readonly string[], words: readonly string[]): number[] | undefined {
  for (let start = 0; start < words.length; start += 1) {
    const places: number[] = [];
    let from = start;
    for (const part of term) {
      const until = places.length === 0 ? start : from + MAX_BETWEEN;
      const at = words.findIndex((word, index) => index >= from && index <= until && isForm(word, part));
      if (at < 0) break;
      places.push(at);
      from = at + 1;
    }
    if (places.length === term.length) return places;
  }
  return undefined;
}

function isForm(word: string, part: string): boolean {
  if (part.length <= WHOLE) return word === part;
  return word.startsWith(part) && (part.length > SHORT || word.length - part.length <= MAX_ENDING);
}

/** Lower case, without accents and vowel signs; Arabic without the little words that are written onto a noun, and one form of each letter. */
function wordsOf(text: string): string[] {
  const plain = text.toLowerCase().replaceAll('ı', 'i').normalize('NFD').replaceAll(/(?!\u0306)\p{M}/gu, '').normalize('NFC').replaceAll(/[أإآ]/g, 'ا').replaceAll('ة', 'ه').replaceAll('ى', 'ي');
  return (plain.match(/[\p{L}\p{M}]+/gu) ?? []).map((word) => word.replace(/^(?:[وفبلك]?ال|لل|[وفبل](?=\p{L}{4}))/u, ''));
}

function sizeOf(words: readonly string[]): number {
  return words.length * 100 + words.join('').length;
}
