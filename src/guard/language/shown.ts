const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur']);
/** Numbers, times and names in Latin letters with what stands between them, that would be put in the other order among Arabic: "14 000", "€ 86,20". */
const LEFT_TO_RIGHT = /(?:[€%+]\s?)?[\p{Nd}\p{Script=Latin}](?:[\p{Nd}\p{Script=Latin}\s.,:;/@€%+&'’_-]*[\p{Nd}\p{Script=Latin}€%])?/gu;

/** A whole text that runs from left to right, as it stands in a language. */
export function setApart(text: string, language: string): string {
  return RIGHT_TO_LEFT.has(language) ? `\u2066${text}\u2069` : text;
}

/** A text as it is shown: among Arabic, each run of numbers and Latin words keeps its own direction. */
export function shownIn(text: string, language: string): string {
  return RIGHT_TO_LEFT.has(language) ? text.replaceAll(LEFT_TO_RIGHT, '\u2066$&\u2069') : text;
}
