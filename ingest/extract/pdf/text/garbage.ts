/** With fewer letters nothing can be told. */
const enough = 80;

/**
 * Whether a page's text is what is left of fonts that do not say which letters they draw: private or control characters,
 * or shifted letters such as `Jhphhqwh`. The page may look fine; recognition can read it.
 */
export function looksBroken(text: string): boolean {
  const { marks, unreadable, latin, others, es } = count(text);
  if (marks > 20 && unreadable > 0.3 * marks) return true;
  if (latin < enough || others > latin) return false;
  // In each language written in Latin letters that a municipality uses, at least one letter in twenty is an e.
  return es < 0.035 * latin;
}

interface Counts {
  /** Characters that are no space. */
  marks: number;
  unreadable: number;
  latin: number;
  /** Letters of other scripts. */
  others: number;
  es: number;
}

/** Every page is counted, so plain characters go by their numbers and only the others by what they are. */
function count(text: string): Counts {
  const counts: Counts = { marks: 0, unreadable: 0, latin: 0, others: 0, es: 0 };
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code === 32 || (code >= 9 && code <= 13)) continue;
    if (code < 32 || code === 127) {
      counts.marks += 1;
      counts.unreadable += 1;
    } else if (code < 127) {
      counts.marks += 1;
      const lower = code | 32;
      if (lower >= 97 && lower <= 122) counts.latin += 1;
      if (lower === 101) counts.es += 1;
    } else countOther(counts, character);
  }
  return counts;
}

function countOther(counts: Counts, character: string): void {
  if (/\s/.test(character)) return;
  counts.marks += 1;
  if (/[\p{Cc}\p{Co}\p{Cn}\ufffd]/u.test(character)) counts.unreadable += 1;
  if (/\p{Script=Latin}/u.test(character)) counts.latin += 1;
  else if (/\p{L}/u.test(character)) counts.others += 1;
  if (/^e/i.test(character.normalize('NFD'))) counts.es += 1;
}
