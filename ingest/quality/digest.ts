import { createHash } from 'node:crypto';
import type { PassageInput } from '../../src/knowledge/types.ts';

/**
 * A sha-256 (hex) over the words of a document: equal for the same text in another file or format, whatever its case, white
 * space, accents as one or two characters, punctuation, list marks, pages and the sizes it was split to. undefined when there are no words.
 */
export function textDigest(passages: readonly PassageInput[]): string | undefined {
  const hash = createHash('sha256');
  let any = false;
  for (const word of wordsOf(passages)) {
    // Without spaces: where one format has a line break, another has nothing.
    hash.update(word);
    any = true;
  }
  return any ? hash.digest('hex') : undefined;
}

/** The words in reading order: headings once, where they begin, and no announcement that a cut list repeats. */
export function* wordsOf(passages: readonly PassageInput[]): Generator<string> {
  let open: readonly string[] = [];
  for (const { headings, text } of passages) {
    let same = 0;
    while (same < headings.length && headings[same] === open[same]) same += 1;
    for (const heading of headings.slice(same)) yield* words(heading);
    open = headings;
    // What counts a list is written in one format and made by the reader's program in another.
    yield* words(text.replace(/^[^\n]* \[…\]\n/, '').replace(/^\(?\w{1,3}[.)]\s/gm, ''));
  }
}

function words(text: string): readonly string[] {
  return text.normalize('NFKC').toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** Two FNV-1a hashes of 32 bits that begin elsewhere, each stirred at the end so that all bits depend on all letters. */
export function hash64(text: string): [number, number] {
  let [low, high] = [0x81_1c_9d_c5, 0x9d_c5_81_1c];
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    low = Math.imul(low ^ code, 0x01_00_01_93);
    high = Math.imul(high ^ code, 0x01_00_01_93);
  }
  return [stir(low), stir(high)];
}

function stir(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85_eb_ca_6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2_b2_ae_35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
