const SMALL = ['nul', 'een', 'twee', 'drie', 'vier', 'vijf', 'zes', 'zeven', 'acht', 'negen', 'tien', 'elf', 'twaalf', 'dertien', 'veertien', 'vijftien', 'zestien', 'zeventien', 'achttien', 'negentien', 'twintig'];
/** `een` is an article far more often than a number. */
const SPELLED = new Map(SMALL.map((word, number) => [word, String(number)] as const).filter(([word]) => word !== 'een'));

/** Words in lower case without accents, in order. */
export function wordsIn(text: string): string[] {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().match(/\p{L}+/gu) ?? [];
}

/** Numbers as a reader takes them: `zes` is 6, `1.250,00` is 1250, `8.30` and `08:30` are 8.30. */
export function numbersIn(text: string): string[] {
  const written = text.normalize('NFKC').match(/\d+(?:[.,:]\d+)*/g) ?? [];
  return [...written.map(evened), ...wordsIn(text).flatMap((word) => SPELLED.get(word) ?? [])];
}

function evened(number: string): string {
  const thousands = number.replaceAll(/(?<=\d)\.(?=\d{3}(?:\D|$))/g, '');
  const [whole = '', ...parts] = thousands.split(/[.,:]/);
  const rest = parts.join('.');
  return [whole.replace(/^0+(?=\d)/, ''), ...(/^0*$/.test(rest) ? [] : [rest])].join('.');
}
