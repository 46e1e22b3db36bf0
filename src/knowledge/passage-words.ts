/** SQL for the words that a passage is found by: those of the title count most, then those of the headings above it. */
export function passageWords(title: string, headings: string, text: string): string {
  return `setweight(to_tsvector('simple', ${title}), 'A')
      || setweight(to_tsvector('simple', array_to_string(${headings}, ' ')), 'B')
      || to_tsvector('simple', ${text})`;
}
