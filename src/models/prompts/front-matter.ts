/** A prompt without the lines between dashes at its beginning, which are about it. */
export function withoutFrontMatter(text: string): string {
  return text.replace(/^---\n[\s\S]*?\n---\n/, '').trim();
}
