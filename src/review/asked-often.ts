/** A question that the desk had no answer to. */
export interface Refused {
  readonly id: string;
  readonly assistant: string;
  readonly question: string;
  /** Whether staff judged it already, or it is in the queue for another reason. */
  readonly isSeen: boolean;
}

/** Questions about the same thing: the first that was asked stands for all. */
interface Group {
  readonly first: Refused;
  readonly words: ReadonlySet<string>;
  times: number;
  isSeen: boolean;
}

/** Questions that share this part of all their words are about the same thing. */
const SAME = 0.6;

/**
 * Which of the refused questions were asked often, most often first. What is about the same thing is one; of what was judged once,
 * nobody is asked again.
 * @param refused oldest first: who stands for a group stays the same when it is asked again.
 * @param wordsOf the words of a question that say what it is about.
 * @param often from so many times on.
 */
export function askedOften(refused: readonly Refused[], wordsOf: (question: string) => readonly string[], often: number): { readonly id: string; readonly times: number }[] {
  const groups: Group[] = [];
  const byWord = new Map<string, Group[]>();
  for (const one of refused) {
    const words = new Set(wordsOf(one.question));
    const group = [...words].flatMap((word) => byWord.get(word) ?? []).find(({ first, words: others }) => first.assistant === one.assistant && likeness(words, others) >= SAME);
    if (group !== undefined) {
      group.times += 1;
      group.isSeen ||= one.isSeen;
      continue;
    }
    // Without a word that says what it is about, it is like no other.
    const made = { first: one, words, times: 1, isSeen: one.isSeen };
    groups.push(made);
    for (const word of words) byWord.set(word, [...(byWord.get(word) ?? []), made]);
  }
  return groups
    .filter(({ times, isSeen }) => times >= often && !isSeen)
    .toSorted((a, b) => b.times - a.times)
    .map(({ first, times }) => ({ id: first.id, times }));
}

/** Of all words of either, how many are of both. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return a.intersection(b).size / Math.max(1, a.union(b).size);
}
