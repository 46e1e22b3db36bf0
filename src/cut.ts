/**
 * The beginning of a text, at most so many characters as `length` counts them. A sign that takes two of those is in it whole or not at
 * all: PostgreSQL keeps no halves, and a page shows them as a question mark.
 */
export function cut(text: string, max: number): string {
  const isHalved = text.length > max && /[\uD800-\uDBFF]/.test(text.charAt(max - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(max));
  return text.slice(0, isHalved ? max - 1 : max);
}
