/** Documents and file names come from elsewhere: no control characters of theirs reach the terminal. */
export function printable(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n]/gu, '');
}

/** The same of what stands in a line of its own: a name with a line break in it must not look like more lines. */
export function oneLine(text: string): string {
  return printable(text).replaceAll('\n', ' ');
}
