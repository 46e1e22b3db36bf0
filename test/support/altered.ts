/** A token or signature with another last character, whatever that was: a fixed one in its place may be what stands there. */
export function altered(text: string): string {
  return `${text.slice(0, -1)}${text.endsWith('A') ? 'B' : 'A'}`;
}
