/**
 * SQL for the words that a passage is found by: those of the title count most, then those of the headings above it. What stands whole in a
 * heading counts as in a title: whoever asks for an article wants that one, not those that refer to it.
 */
export function passageWords(title: string, headings: string, text: string): string {
  const above = `array_to_string(${headings}, ' ')`;
  return `setweight(word_vector(${title}), 'A')
      || setweight(word_vector(${above}), 'B')
      || setweight(whole_vector(${above}), 'A')
      || word_vector(${text})`;
}
