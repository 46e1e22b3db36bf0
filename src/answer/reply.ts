import type { TurnPorts } from './context.ts';

/** A fixed text as it is said now: `{{contact}}` becomes the ways to a person. A paragraph that is left empty goes. */
export function reply(text: string, { contact }: Pick<TurnPorts, 'contact'>, values: Readonly<Record<string, string>> = {}): string {
  return unwrapped(text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => (name === 'contact' ? (contact?.() ?? '') : (values[name] ?? ''))));
}

/** A text in paragraphs: lines that were only broken off to fit their file go on, those of a list stay. */
export function unwrapped(text: string): string {
  return text.split(/\n{2,}/).map((paragraph) => paragraph.trim().replaceAll(/ +$/gm, '').replaceAll(/\n(?![->*] )/g, ' ')).filter((paragraph) => paragraph !== '').join('\n\n');
}
