/** With fewer letters nothing can be told. */
const enough = 80;

/**
 * Whether a page's text is what is left of fonts that do not say which letters they draw: private or control characters,
 * or shifted letters such as `Jhphhqwh`. The page may look fine; recognition can read it.
 */
export function looksBroken(text: string): boolean {
  const marks = text.match(/\S/g)?.length ?? 0;
  const unreadable = text.match(/[\p{Cc}\p{Co}\p{Cn}\ufffd]/gu)?.filter((mark) => !/\s/.test(mark)).length ?? 0;
  if (marks > 20 && unreadable > 0.3 * marks) return true;
  // In each language written in Latin letters that a municipality uses, at least one letter in twenty is an e.
  const letters = text.normalize('NFD').match(/\p{Script=Latin}/gu) ?? [];
  const others = text.match(/[^\P{L}\p{Script=Latin}]/gu)?.length ?? 0;
  if (letters.length < enough || others > letters.length) return false;
  return letters.filter((letter) => letter === 'e' || letter === 'E').length < 0.035 * letters.length;
}
