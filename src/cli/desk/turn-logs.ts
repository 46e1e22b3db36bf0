import { randomUUID } from 'node:crypto';
import type { TurnLog } from '../../answer/ports.ts';
import type { Before } from '../../answer/replay-log.ts';
import { countTurns, isReplaced, replaceFrom, requireTurn } from '../../audit/branches.ts';
import { asBalieError, type BalieError } from '../../errors.ts';
import type { AppDeps } from '../../http/deps.ts';
import type { Database } from '../../store/database.ts';
import type { Conversations } from '../../workplace/conversations.ts';

type Request = Parameters<AppDeps['takeTurn']>[0];

interface Options {
  readonly log: TurnLog;
  readonly db: Database;
  readonly conversations: Pick<Conversations, 'open' | 'unopen' | 'said' | 'forget' | 'retitle'>;
  /** Hears that a turn which was kept cannot be found again by its words. */
  readonly onFault: (fault: BalieError) => void;
}

/** What keeps a turn: as all turns are kept, and for who is logged in so that they find it again, or in confidence. */
export function turnLogs({ log, db, conversations, onFault }: Options): (request: Request) => TurnLog {
  return ({ asker, confidential, instead, isBeside = false }) => {
    if (confidential !== undefined) return confidentialLog(log, confidential);
    const person = asker?.person?.id;
    return person === undefined ? log : personalLog(person, instead, isBeside);
  };

  /** @param instead the turn of which the question is put otherwise, or to another model. */
  function personalLog(person: string, instead: string | undefined, isBeside: boolean): TurnLog {
    let question = '';
    let conversationId = '';
    return {
      history: log.history,
      earlierQuestions: log.earlierQuestions,
      async received(turn) {
        ({ question, conversationId } = turn);
        const replaced = instead === undefined ? undefined : { conversationId, person, turnId: instead };
        if (replaced !== undefined) await requireTurn(db, replaced);
        await conversations.open({ ...turn, person });
        await log.received(turn).catch(async (error: unknown) => {
          // The same question came in beside it, and has a conversation of its own.
          if (asBalieError(error).code === 'turn-running') await conversations.unopen({ conversationId, person }).catch((fault: unknown) => onFault(asBalieError(fault)));
          throw error;
        });
        if (replaced === undefined) return;
        await conversations.forget(await replaceFrom(db, replaced, { id: turn.id, isBeside }, new Date()));
        if (!isBeside && (await countTurns(db, conversationId, person)) === 1) await conversations.retitle({ conversationId, person, question });
      },
      async ended(turnId, end, late) {
        const isKept = await log.ended(turnId, end, late);
        await found({ turnId, answer: end.answer, model: end.model }).catch((error: unknown) => onFault(asBalieError(error)));
        return isKept;
      },
    };

    /** Another answer may have taken its place while it was written, or does so at this moment: that of which the conversation goes on is found. */
    async function found(said: { readonly turnId: string; readonly answer: string; readonly model: string | undefined }): Promise<void> {
      if (await isReplaced(db, said.turnId)) return;
      await conversations.said({ ...said, conversationId, person, question });
      if (await isReplaced(db, said.turnId)) await conversations.forget([said.turnId]);
    }
  }
}

/** That there was a turn is kept, with its outcome and what it took; what was said before it comes with the request. */
function confidentialLog(log: TurnLog, { history, earlierQuestions }: Before): TurnLog {
  return {
    history: async () => history,
    earlierQuestions: async () => earlierQuestions,
    // Each is a conversation of its own in the log: nothing there says that two belong together.
    received: (turn) => log.received({ ...turn, isNew: true, isConfidential: true }),
    ended: (turnId, end, late) => log.ended(turnId, { ...end, isConfidential: true }, late && { ...late, isConfidential: true }),
  };
}

/** What was said before counts, so that the conversation is not new, though no one else has its number. */
export function numbered(request: Request): Request {
  return request.confidential === undefined ? request : { ...request, conversationId: randomUUID() };
}
