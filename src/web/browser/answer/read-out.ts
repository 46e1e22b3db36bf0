/** An answer for a screen reader while it is being written: each sentence once, when it is whole. */
import { parseAnswer, plainText } from '../../answer-markup.ts';
import { el } from '../../markup/tree.ts';
import { nodeOf } from '../dom.ts';

/** What has been said aloud stays in order and is not said again: a log, of which only additions are read. */
export class ReadOut {
  readonly #region = nodeOf(el('div', { class: 'balie-hidden', role: 'log' }));
  #said = '';

  constructor() {
    document.body.append(this.#region);
  }

  /** For the next answer. */
  begin(): void {
    this.#said = '';
    this.#region.replaceChildren();
  }

  /** @param text of the answer, as far as it is there. */
  grow(text: string): void {
    const rest = text.slice(this.#said.length);
    const ends = sentenceEnds(rest);
    let from = 0;
    for (const end of ends) {
      this.#say(rest.slice(from, end));
      from = end;
    }
    this.#said += rest.slice(0, from);
  }

  /** What is left of an answer that is whole now. Where another one came in its place, all of that. */
  end(text: string, language?: string): void {
    const isSame = text.startsWith(this.#said);
    if (isSame && language === undefined) this.grow(text);
    this.#say(isSame ? text.slice(this.#said.length) : text, language);
    this.#said = text;
  }

  #say(text: string, language?: string): void {
    const plain = plainText(parseAnswer(text.replaceAll('**', ''))).trim();
    if (plain === '') return;
    this.#region.append(nodeOf(el('p', language === undefined ? {} : { lang: language }, plain)));
  }
}

/** Where whole sentences end in a text that still grows: at the blank behind the stop, which says that it is one; or with the line. */
function sentenceEnds(text: string): number[] {
  const ends = [...text.matchAll(/[.!?…][)\]"'”’*]*(?: \[\d+\])*\s+|\n+/g)].map(({ 0: found, index }) => index + found.length);
  // A number or a letter with a stop begins an item, and ends no sentence.
  return ends.filter((end, index) => !/^\s*(?:[-*>]|\w{1,2}[.)])?\s*$/.test(text.slice(ends[index - 1] ?? 0, end)));
}
