/**
 * Whether a table of which no row is marked as header begins with one, as most tables made by hand do: three columns or
 * more, a name in each, and values with digits below at least one of them. Two columns are as often a name and its value.
 */
export function readsAsHeader([first = [], ...below]: readonly (readonly string[])[]): boolean {
  if (first.length < 3 || below.length < 2 || new Set(first).size < first.length) return false;
  const isName = (text: string): boolean => text.length <= 60 && (/^[\p{L}(]/u.test(text) || /^(?:19|20)\d\d$/.test(text));
  if (!first.every(isName) || !first.some((text) => /\p{L}/u.test(text))) return false;
  return first.some((_, column) => below.filter((row) => /^[^\p{L}]*\d/u.test(row[column] ?? '')).length > below.length / 2);
}
