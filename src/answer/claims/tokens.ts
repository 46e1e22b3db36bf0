import { plainLetters } from '../words.ts';

/** A word, a number, an address or a mark of a text, and where it stands. */
export interface Token {
  readonly kind: 'word' | 'number' | 'address' | 'mark';
  /** In lower case, without accents. */
  readonly text: string;
  /** As it was written. */
  readonly raw: string;
}

const PIECE = /\d+(?:[.,:]\d+)*|[\p{L}\p{M}]+|[€%;:.,?!()/&+\n]|[-–—]/gu;

/** Reads a text in one pass. What is neither letter, number nor a mark that means something is left out. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const chunk of text.replaceAll('m²', 'vierkante meter').replaceAll('m³', 'kubieke meter').split(/(\n)|[^\S\n]+/)) {
    if (chunk === undefined || chunk === '') continue;
    const address = addressOf(chunk);
    if (address !== undefined) tokens.push({ kind: 'address', text: address, raw: chunk });
    else for (const [raw] of chunk.matchAll(PIECE)) tokens.push({ kind: kindOf(raw), text: plainLetters(raw), raw });
  }
  return tokens;
}

function kindOf(raw: string): Token['kind'] {
  if (/^\d/.test(raw)) return 'number';
  return /^[\p{L}\p{M}]/u.test(raw) ? 'word' : 'mark';
}

/** An e-mail address or a web address, without the marks around it and without the scheme. */
function addressOf(chunk: string): string | undefined {
  const isWeb = /^[("'<[]*(?:https?:\/\/|www\.)/i.test(chunk);
  if (!isWeb && !/\w@\w/.test(chunk) && !/^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:nl|example|com|org|eu|net|info)(?:\/|[.,;:!?)]*$)/i.test(chunk)) return undefined;
  const bare = chunk.toLowerCase().replace(/^[("'<[]+/, '').replace(/^https?:\/\//, '').replace(/^www\./, '');
  let end = bare.length;
  while (end > 0 && /[.,;:!?)\]>"'/*_]/.test(bare.charAt(end - 1))) end -= 1;
  return bare.slice(0, end);
}
