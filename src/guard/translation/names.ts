/** Addresses, and names that are written the same in every language. */

const ADDRESS = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?:\/\/[^\s<>()]+|www\.[^\s<>()]+|(?<![\w.])[\w-]+(?:\.[\w-]+)*\.(?:nl|eu|com|org|example|be|de|net|amsterdam|frl)(?:\/[^\s<>()]*)?(?!\w)/giu;
/** "DigiD", "eHerkenning": a capital inside says that nobody translates it. */
const BRAND = /(?<!\p{L})\p{L}*\p{Ll}\p{Lu}\p{L}*(?!\p{L})/gu;
/** Names of places and of persons, but for those which every language has a word of its own for. */
const NAME = /(?<=[\p{L},;:)] )\p{Lu}\p{Ll}{2,}(?:-\p{Lu}?\p{Ll}+)*(?!\p{L})/gu;
const TRANSLATED = /^(?:nederland|europe|duits|belgi|engels|frans|turks|oekra|gemeente|burgemeester|stadhuis|gemeentehuis|rijk|wet|koning|kerst|pasen|pinksteren|balie|antillen|caribisch|zwitser|noor|ijsland|liechtenstein|unie|surina|marok|pool|polen)/i;
const LATIN = new Set(['en', 'de', 'fr', 'es', 'tr', 'pl']);

/** Addresses on the web and of mail, in lower case, sorted. */
export function addressesOf(text: string): string[] {
  return Array.from(text.matchAll(ADDRESS), ([address]) => address.toLowerCase().replace(/[.,;:!?]+$/, '')).toSorted();
}

/** Whether the names in a Dutch sentence stand in its translation; other alphabets write most of them in their own letters. */
export function keepsNames(dutch: string, translated: string, language: string): boolean {
  const brands = Array.from(dutch.matchAll(BRAND), ([name]) => name);
  const names = LATIN.has(language) ? Array.from(dutch.matchAll(NAME), ([name]) => name).filter((name) => !TRANSLATED.test(name)) : [];
  const there = translated.toLowerCase();
  return [...brands, ...names].every((name) => there.includes(name.toLowerCase().slice(0, Math.max(4, name.length - 1))));
}
