const TAGS = /[\u{e0020}-\u{e007e}]/gu;
const OVERRIDE = /[\u202d\u202e]/;
const UNSEEN_IN_WORD = /\p{L}[\u200b\u2060\ufeff\u00ad\u200e\u200f]\p{L}/gu;
/** A text in which somebody hides words has more of these than one that was copied from a page. */
const MANY_UNSEEN = 6;

/** What people do not see in a text but a model reads; with the text of tag characters, which mirror ASCII. */
export function hiddenIn(given: string): { readonly weight: number; readonly text?: string } | undefined {
  const tags = given.match(TAGS);
  if (tags !== null && tags.length > 6) return { weight: 0.8, text: tags.map((tag) => String.fromCodePoint((tag.codePointAt(0) ?? 0) - 0xe0000)).join('') };
  if (OVERRIDE.test(given)) return { weight: 0.4 };
  return (given.match(UNSEEN_IN_WORD)?.length ?? 0) >= MANY_UNSEEN ? { weight: 0.3 } : undefined;
}
