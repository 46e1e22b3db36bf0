import type { Exchange, TurnEnd, TurnLog } from './ports.ts';

/** What was said in a conversation before a turn, as a log gives it to the turn. */
export interface Before {
  readonly history: readonly Exchange[];
  readonly earlierQuestions: readonly string[];
}

/** A log for a turn that is taken again: nothing of it is kept but `end`, how it ended, and it hears what was said before it at the time. */
export function replayLog({ history, earlierQuestions }: Before): TurnLog & { end?: TurnEnd } {
  const log: TurnLog & { end?: TurnEnd } = {
    received: async () => undefined,
    history: async () => history,
    earlierQuestions: async () => earlierQuestions,
    ended: async (_, end) => {
      log.end = end;
      return true;
    },
  };
  return log;
}
