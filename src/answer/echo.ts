/** Shorter lines of a prompt ("Vraag:") may well be said in an answer too. */
const MIN_LINE = 20;

/**
 * An answer without what it repeats of the prompt: small models sometimes go on with the instructions, or the
 * marks of a source, which are meant for them and say nothing to whoever asked.
 * @param prompt the fixed text of the prompt; what is in braces stands for sources and question and may be repeated.
 */
export function withoutEcho(answer: string, prompt: string): string {
  const instructions = prompt
    .replaceAll(/\{\{\w+\}\}/g, '\n')
    .split(/\n|(?<=[.!?])\s+/)
    .map((line) => line.trim())
    .filter((line) => line.length >= MIN_LINE);
  const shown = answer.replaceAll(/<\/?bron\b[^>\n]*>/g, '');
  return instructions.reduce((text, line) => text.replaceAll(line, ''), shown).trim();
}
