/** A sentence or line that both texts have, or that only the first (`-`) or the second (`+`) has. */
export interface Piece {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

/** Answers have some dozens of sentences; what is longer is compared as far as this. */
const MAX_PIECES = 400;

/** What a second text has otherwise than the first, sentence by sentence, in the order of both. */
export function difference(first: string, second: string): Piece[] {
  const [before, after] = [sentencesIn(first), sentencesIn(second)];
  const common = commonLengths(before, after);
  const pieces: Piece[] = [];
  let [a, b] = [0, 0];
  while (a < before.length || b < after.length) {
    const [old, now] = [before[a], after[b]];
    if (old !== undefined && old === now) {
      pieces.push({ sign: ' ', text: old });
      a += 1;
      b += 1;
    } else if (now === undefined || (old !== undefined && lengthAt(common, a + 1, b) >= lengthAt(common, a, b + 1))) {
      pieces.push({ sign: '-', text: old ?? '' });
      a += 1;
    } else {
      pieces.push({ sign: '+', text: now });
      b += 1;
    }
  }
  return pieces;
}

/** Length of the longest run of sentences that both have in order, from each pair of places on. */
function commonLengths(before: readonly string[], after: readonly string[]): number[][] {
  const lengths = Array.from({ length: before.length + 1 }, () => Array.from({ length: after.length + 1 }, () => 0));
  for (let a = before.length - 1; a >= 0; a -= 1) {
    for (let b = after.length - 1; b >= 0; b -= 1) {
      const row = lengths[a];
      if (row !== undefined) row[b] = before[a] === after[b] ? lengthAt(lengths, a + 1, b + 1) + 1 : Math.max(lengthAt(lengths, a + 1, b), lengthAt(lengths, a, b + 1));
    }
  }
  return lengths;
}

function lengthAt(lengths: readonly (readonly number[])[], a: number, b: number): number {
  return lengths[a]?.[b] ?? 0;
}

function sentencesIn(text: string): string[] {
  return text.split(/\n+|(?<=[.!?](?:\s?\[\d{1,3}\]){0,9})\s+/).filter((piece) => piece.trim() !== '').slice(0, MAX_PIECES);
}
