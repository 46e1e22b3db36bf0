import { readFileSync } from 'node:fs';

const lists = readFileSync(new URL('words.txt', import.meta.url), 'utf8').trimEnd().split(/\n(?=\w)/).filter((list) => !list.startsWith('#')).map((list) => {
  const [code = '', ...words] = list.split(/\s+/);
  const end = words.indexOf('|');
  return { code, small: words.slice(0, end), asking: words.slice(end + 1) };
});
/** In which people ask: Somali too, of which there are no small words apart. */
const asked = lists.filter(({ asking }) => asking.length > 0);

/** The small words of a language: running text has many of them. */
export const SMALL_WORDS: ReadonlyMap<string, ReadonlySet<string>> = new Map(lists.map(({ code, small }) => [code, new Set(small)]));

export const LATIN_LANGUAGES = asked.map(({ code }) => code);

/** The languages that have a word, with how much it says for each: the fewer have it, the more. */
export const WORDS: ReadonlyMap<string, ReadonlySet<string>> = languagesOfWords();

function languagesOfWords(): Map<string, Set<string>> {
  const words = new Map<string, Set<string>>();
  for (const { code, small, asking } of asked) for (const word of [...small, ...asking]) words.set(word, (words.get(word) ?? new Set()).add(code));
  return words;
}
