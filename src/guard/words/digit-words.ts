const WORDS = ['nul', 'een', 'twee', 'drie', 'vier', 'vijf', 'zes', 'zeven', 'acht', 'negen'];
const WORD = String.raw`(?:nul|[eé][eé]n|twee|drie|vier|vijf|zes|zeven|acht|negen)`;

/** Digits that are written out, `least` to `most` of them, as the source of a pattern. */
export function spokenDigits(least: number, most: number): string {
  return String.raw`(?<![\p{L}\d])${WORD}(?:[ ,.-]{1,3}${WORD}){${least - 1},${most - 1}}(?![\p{L}\d])`;
}

/** "nul zes een" as "061". */
export function digitsSaid(text: string): string {
  return text
    .split(/[ ,.-]{1,3}/)
    .map((word) => WORDS.indexOf(word.toLowerCase().replaceAll('é', 'e')))
    .join('');
}
