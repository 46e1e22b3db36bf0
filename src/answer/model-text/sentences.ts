/** A full stop after one of these, after a single letter or after the number of a list item ends no sentence. */
const ABBREVIATION = /(?:^|[\s(.])(?:art|bijv|blz|bv|ca|dhr|drs|mr|dr|enz|evt|excl|incl|max|mevr|min|nr|nrs|tel|jl|t\.a\.v|o\.a|d\.w\.z|\p{L})$|^\s*\d+$/iu;
const CLOSERS = /["'”’)*_\]]/;
/** Nobody writes longer sentences; a stream without a full stop is cut here. */
const MAX_SENTENCE = 1_200;
const MAX_WORD = 12;

/** Cuts streamed text into sentences and lines, each with the white space before it. A question stays with what answers it. */
export class SentenceCutter {
  private held = '';
  private scanned = 0;

  /** @returns the sentences that are complete by now. */
  push(text: string): string[] {
    this.held += text;
    const found: string[] = [];
    for (let end = this.nextEnd(); end !== undefined; end = this.nextEnd()) {
      found.push(this.held.slice(0, end));
      this.held = this.held.slice(end);
      this.scanned = 0;
    }
    return found;
  }

  /** @returns what was still held back: a sentence, or what of it was said. */
  end(): string {
    const rest = this.held;
    this.held = '';
    this.scanned = 0;
    return rest;
  }

  /** Where the sentence at the front ends; undefined as long as that cannot be told. */
  private nextEnd(): number | undefined {
    const text = this.held;
    let at = this.scanned;
    for (; at < text.length; at += 1) {
      const char = text.charAt(at);
      if (char === '\n' && text.slice(0, at).trim() !== '') return at;
      if (at >= MAX_SENTENCE) return at;
      if (char !== '.' && char !== '!' && char !== '…' && char !== '?') continue;
      // The mark of a picture.
      if (char === '!' && text.charAt(at + 1) === '[') continue;
      const end = this.closedAt(at + 1);
      if (end === undefined) break;
      if (end === 0 || char === '?') continue;
      if (char === '.' && ABBREVIATION.test(text.slice(Math.max(text.lastIndexOf('\n', at) + 1, at - MAX_WORD), at))) continue;
      return end;
    }
    this.scanned = at;
    return undefined;
  }

  /** Behind the marks and references that follow a stop; 0 when the sentence goes on; undefined when more must be known. */
  private closedAt(from: number): number | undefined {
    const text = this.held;
    let end = from;
    while (end < text.length && CLOSERS.test(text.charAt(end))) end += 1;
    if (end < text.length && !/\s/.test(text.charAt(end)) && text.charAt(end) !== '[') return 0;
    for (;;) {
      let next = end;
      while (next < text.length && (text.charAt(next) === ' ' || CLOSERS.test(text.charAt(next)))) next += 1;
      if (next >= text.length) return undefined;
      if (text.charAt(next) !== '[') return /\p{Ll}/u.test(text.charAt(next)) && text.charAt(next - 1) === ' ' ? 0 : end;
      const close = text.indexOf(']', next);
      if (close < 0 && text.length - next < 24) return undefined;
      if (close < 0 || close - next > 24) return end;
      end = close + 1;
      // The stop may stand behind the reference as well: "[1]."
      if (text.charAt(end) === '.') end += 1;
    }
  }
}

/** A text that is whole in sentences, each with the white space before it: together they are the text. */
export function cutSentences(text: string): string[] {
  const cutter = new SentenceCutter();
  return [...cutter.push(text), cutter.end()].filter((sentence) => sentence !== '');
}

/** The sentences of a text that is whole. */
export function sentencesOf(text: string): string[] {
  return cutSentences(text).map((sentence) => sentence.trim()).filter((sentence) => sentence !== '');
}
