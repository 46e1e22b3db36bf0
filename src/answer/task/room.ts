import { BalieError } from '../../errors.ts';
import type { ChatMessage, ChatModel } from '../ports.ts';
import type { RunnableTask } from './ports.ts';

/** The limit is told in hundreds: an estimate of tokens is no count of letters. */
const ROUND = 100;

/**
 * Refuses what a model cannot read whole: half a letter rewritten is worse than none.
 * @throws BalieError `task-too-long`, with about how much can be read.
 */
export function requireRoom({ model: name, maxTokens }: RunnableTask, messages: readonly ChatMessage[], model: ChatModel): void {
  const fits = (sent: readonly ChatMessage[]) => model.fits?.({ model: name, messages: sent, maxTokens }) ?? true;
  if (fits(messages)) return;
  const last = messages.at(-1);
  if (last === undefined) return;
  const withLetters = (count: number) => [...messages.slice(0, -1), { ...last, content: last.content.slice(0, count) }];
  let [room, over] = [0, last.content.length];
  while (over - room > ROUND) {
    const middle = Math.floor((room + over) / 2);
    if (fits(withLetters(middle))) room = middle;
    else over = middle;
  }
  const most = Math.floor(room / ROUND) * ROUND;
  throw new BalieError('task-too-long', {
    said: { message: `Uw tekst is te lang voor dit taalmodel: het leest hier hoogstens ongeveer ${most.toLocaleString('nl-NL')} tekens in één keer.`, action: 'Maak uw tekst korter, of voer de taak in delen uit.' },
  });
}
