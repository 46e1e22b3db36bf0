/** What is said to who waits. */
import { counted, DUTCH_PAGE, type PageWords } from './spoken.ts';

/**
 * How many questions are before this one, and for how long: in tens of seconds and then in minutes, for nobody can tell more exactly.
 * @param position 1 is next.
 */
export function waitingWords(position: number, seconds: number, words: PageWords = DUTCH_PAGE): string {
  const before = position - 1;
  const line = before < 1 ? words.nextUp : before === 1 ? words.oneBefore : counted(words.moreBefore, before);
  const tens = Math.max(1, Math.ceil(seconds / 10)) * 10;
  const minutes = Math.ceil(seconds / 60);
  return `${line} ${tens <= 60 ? counted(words.seconds, tens) : minutes === 1 ? words.oneMinute : counted(words.minutes, minutes)}`;
}
