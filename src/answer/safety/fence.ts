import type { Passage } from '../ports.ts';

/**
 * Keeps what documents say apart from what the desk says. A text cannot close its fence or open another: nothing in it is a tag any
 * more. The mark is of this turn and known to nobody beforehand, so that a fence without it is none of the desk's.
 * @param inside what is done with each text before it goes in.
 */
export function fence(passages: readonly Passage[], mark: string, inside: (text: string) => string): string {
  return passages.map((passage, index) => fenced(passage, index + 1, mark, inside)).join('\n');
}

/** The mark of a turn, out of its number, which is drawn for it. */
export function markOf(turnId: string): string {
  return turnId.replaceAll(/\W/g, '').slice(0, 8);
}

function fenced({ title, headings, text }: Passage, number: number, mark: string, inside: (text: string) => string): string {
  const name = neutral(inside([title, ...headings].join(' › '))).replaceAll(/[">]/g, '');
  return `<bron nummer="${number}" merk="${mark}" titel="${name}">\n${neutral(inside(text))}\n</bron>`;
}

/** Tags and the marks of chat formats: `<|im_start|>`, `</s>`, `<bron …>`, `<<SYS>>`, also in wide letters; `[INST]`. */
const TAG = /[<＜﹤](?=\s{0,8}[/|!?\p{L}<＜﹤])/gu;
const BRACKETED = /\[(\/?[A-Z][A-Z_]{2,24})\]/g;

/** Text that can be read as text only: what looks like a tag of a fence or of a model's own chat format is none any more. */
export function neutral(text: string): string {
  return text.replaceAll(TAG, '‹').replaceAll(BRACKETED, '($1)');
}
