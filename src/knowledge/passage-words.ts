/** SQL for the words that a passage is found by: those of the title count most, then those of the headings above it. */
export function passageWords(title: string, headings: string, text: string): string {
  return `setweight(word_vector(${title}), 'A')
      || setweight(word_vector(array_to_string(${headings}, ' ')), 'B')
      || word_vector(${text})`;
}
