/** Dutch numbers, in digits and in words. */

const ONES: Readonly<Record<string, number>> = {
  twee: 2, drie: 3, vier: 4, vijf: 5, zes: 6, zeven: 7, acht: 8, negen: 9, tien: 10, elf: 11, twaalf: 12, dertien: 13, veertien: 14,
  vijftien: 15, zestien: 16, zeventien: 17, achttien: 18, negentien: 19, anderhalf: 1.5, anderhalve: 1.5,
};
const TENS: Readonly<Record<string, number>> = { twintig: 20, dertig: 30, veertig: 40, vijftig: 50, zestig: 60, zeventig: 70, tachtig: 80, negentig: 90 };
const ORDINALS: Readonly<Record<string, number>> = { eerste: 1, tweede: 2, derde: 3, vierde: 4, vijfde: 5, zesde: 6, zevende: 7, achtste: 8, negende: 9, tiende: 10 };
/** Longer words are no numbers that anyone writes out. */
const LONGEST = 40;

/** What a word in lower case without accents counts; undefined for "een", which is most often an article, and all that is no number. */
export function numberOf(word: string): number | undefined {
  if (word.length > LONGEST) return undefined;
  const [before, after] = around(word, 'duizend');
  if (after === undefined) return belowThousand(word);
  const thousands = before === '' ? 1 : belowThousand(before);
  const rest = after === '' ? 0 : belowThousand(after.replace(/^en/, ''));
  return thousands === undefined || rest === undefined ? undefined : thousands * 1_000 + rest;
}

/** "eerste" is 1; undefined for what is no ordinal. */
export function ordinalOf(word: string): number | undefined {
  return Object.hasOwn(ORDINALS, word) ? ORDINALS[word] : undefined;
}

/** "1.250,50" is 1250.5; "86.20" is 86.2: a dot before three digits parts thousands. */
export function digitsOf(text: string): number {
  const plain = text.replaceAll(/\.(?=\d{3}(?!\d))/g, '');
  return Number(plain.replace(/[,.:]/, '.').replaceAll(/[,:]/g, ''));
}

function belowThousand(word: string): number | undefined {
  const [before, after] = around(word, 'honderd');
  if (after === undefined) return belowHundred(word);
  const hundreds = before === '' ? 1 : belowHundred(before);
  const rest = after === '' ? 0 : belowHundred(after.replace(/^en/, ''));
  return hundreds === undefined || rest === undefined ? undefined : hundreds * 100 + rest;
}

function belowHundred(word: string): number | undefined {
  if (Object.hasOwn(ONES, word)) return ONES[word];
  for (const [ten, value] of Object.entries(TENS)) {
    if (word === ten) return value;
    if (!word.endsWith(`en${ten}`)) continue;
    const one = word.slice(0, -ten.length - 2);
    if (one === 'een') return value + 1;
    const ones = ONES[one];
    if (ones !== undefined && ones < 10) return value + ones;
  }
  return undefined;
}

function around(word: string, part: string): [string, string | undefined] {
  const at = word.indexOf(part);
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + part.length)];
}
