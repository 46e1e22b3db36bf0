import { answerLanguage, DUTCH, explainedTerms, writtenBy } from '../../answer/details.ts';
import type { TurnEvent } from '../../answer/events.ts';
import { OUTCOMES, type Outcome, type TurnLog } from '../../answer/ports.ts';
import type { KeptTurn } from '../../audit/kept-turn.ts';
import type { IdempotencyKeys, QuestionDigests } from '../../audit/idempotency-keys.ts';
import type { TurnLog as KeptTurns } from '../../audit/turn-log.ts';
import { BalieError } from '../../errors.ts';
import type { AppDeps } from '../../http/deps.ts';
import type { Database } from '../../store/database.ts';
import { withoutClosed } from './closed-sources.ts';

type Request = Parameters<AppDeps['takeTurn']>[0];

interface Parts {
  readonly db: Database;
  readonly keys: IdempotencyKeys;
  readonly log: Pick<KeptTurns, 'find' | 'interrupt'>;
  /** Whether somebody may be in need: they are told at once what helps, and nothing is looked up before that. */
  readonly isOfNeed: (question: string) => boolean;
  /** @param log keeps the turn with what the question was sent with. */
  readonly take: (request: Request, signal: AbortSignal, log: (log: TurnLog) => TurnLog) => AsyncIterable<TurnEvent>;
}

type Answered = Omit<KeptTurn, 'outcome' | 'end'> & { readonly conversationId: string; readonly outcome: Outcome; readonly end: NonNullable<KeptTurn['end']> };

/** What became of it is no answer: the same key may stand for another try. */
const UNANSWERED: readonly string[] = ['interrupted', 'failed'];
const AGAIN_MS = 1_000;

/**
 * Takes turns. A question that comes again with the key that it was sent with is not asked again: where the first turn has its answer, that is given
 * from the log; where that was interrupted or failed, the key goes over to a new turn.
 * @throws BalieError `turn-running`, `idempotency-key-reused`, before anything is done.
 */
export function takenOnce({ db, keys, log, isOfNeed, take }: Parts): AppDeps['takeTurn'] {
  return async function* (request, signal) {
    const { idempotencyKey, question, assistant, asker } = request;
    if (idempotencyKey === undefined || isOfNeed(question)) return yield* take(request, signal, (kept) => kept);
    const idempotency = keys.named({ key: idempotencyKey, assistant: assistant.name, person: asker?.person?.id, question, ofFiles: asker?.files?.alone ?? false });
    const answered = await before(idempotency, request);
    if (answered !== undefined) return yield* told(answered);
    yield* take(request, signal, (kept) => ({ ...kept, received: (turn) => kept.received({ ...turn, idempotency }) }));
  };

  /** The turn that has the answer; undefined where it is to be asked. */
  async function before(idempotency: QuestionDigests, request: Request): Promise<Answered | undefined> {
    const found = await keys.find(idempotency);
    if (found === undefined) return undefined;
    const { turnId, conversationId, outcome, isSameQuestion, isPast, isSilent } = found;
    if (!isPast) {
      // Who did not hear of the conversation sends the first question again without it.
      if (!isSameQuestion || (request.conversationId ?? conversationId) !== conversationId) throw new BalieError('idempotency-key-reused');
      if (outcome === undefined) {
        if (!isSilent) throw new BalieError('turn-running', { retryAfterMs: AGAIN_MS });
        // It may have ended at this moment after all: a turn ends once, and how is looked at anew.
        await log.interrupt(turnId);
        return before(idempotency, request);
      }
      const [turn] = UNANSWERED.includes(outcome) ? [] : await withoutClosed(db, await log.find([turnId]), request.asker?.person?.readers);
      if (turn?.end !== undefined && isOutcome(outcome)) return { ...turn, outcome, end: turn.end, conversationId };
    }
    await keys.free(idempotency, turnId);
    return undefined;
  }
}

/** A kept turn as it was given when it was made, in one piece. */
async function* told({ id, conversationId, outcome, question, end }: Answered): AsyncGenerator<TurnEvent, void> {
  const { answer, details } = end;
  const sources = end.sources.map(({ isClosed: _closed, ...source }) => source);
  const masked = maskedIn(details);
  const { language = DUTCH, dutch } = answerLanguage(details);
  const terms = explainedTerms(details);
  const generatedBy = writtenBy({ outcome, made: details?.['made'] });
  yield { type: 'status', phase: 'searching', conversationId, turnId: id };
  if (sources.length > 0) yield { type: 'sources', sources };
  const words = { ...(masked.length > 0 && question !== undefined && { question }), masked, answer, sources, language, ...(dutch !== undefined && { dutch }) };
  yield { type: 'done', turn: { id, conversationId, outcome, ...words, ...(terms.length > 0 && { terms }), ...(generatedBy && { generatedBy }) }, isRepeated: true };
}

function isOutcome(outcome: string): outcome is Outcome {
  return OUTCOMES.some((one) => one === outcome);
}

/** Kinds of personal data that were taken out of the question. */
function maskedIn(details: { readonly [part: string]: unknown } | undefined): readonly string[] {
  const guard = details?.['guard'];
  if (typeof guard !== 'object' || guard === null || !('masked' in guard) || !Array.isArray(guard.masked)) return [];
  return guard.masked.filter((kind) => typeof kind === 'string');
}
