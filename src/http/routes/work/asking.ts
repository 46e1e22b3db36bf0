import type { Context } from 'hono';
import type { TurnEvent, TurnUsage } from '../../../answer/events.ts';
import type { Before } from '../../../answer/replay-log.ts';
import type { Took } from '../../../audit/compared.ts';
import { BalieError } from '../../../errors.ts';
import { CLOSED } from '../../../web/closed-words.ts';
import { isUuid } from '../../../uuid.ts';
import { askerOf, type Employee } from '../../access/employees.ts';
import type { Admission } from '../../admission.ts';
import { checkQuestion } from '../../contracts/contracts.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { logReasons } from '../../streams/turn-events.ts';
import type { CarriedTurn } from '../../work-deps.ts';
import { assistantFor, withModel } from './choices.ts';
import { tracing } from '../../server/trace.ts';

/** A question as a form or a script brings it; what is left empty was not chosen. */
export interface WorkQuestion {
  readonly assistant: string;
  readonly question: string;
  readonly model: string;
  /** Empty: a new conversation. */
  readonly conversationId: string;
  /** The turn of which the question is put otherwise. */
  readonly instead: string;
  /** Whether this asks the same of another model, to be compared. */
  readonly isBeside?: boolean;
  /** Name of the model that is asked the same, for who has no script to ask it apart; empty: none. */
  readonly beside?: string;
  /** Its number in the conversation, to show it again. */
  readonly insteadNumber?: number | undefined;
  readonly isConfidential: boolean;
  /** What was said before in a confidential conversation. */
  readonly carried: string;
  /** By which it is known again when it is sent again. */
  readonly idempotencyKey?: string;
}

/** So much of what was said before is shown to a model, and so many questions are looked at for an attempt to mislead: as in a kept conversation. */
const HISTORY = 3;
const EARLIER_QUESTIONS = 6;
const ANSWERED = ['answered', 'quoted'];

type DoneTurn = Extract<TurnEvent, { type: 'done' }>['turn'];

export interface Asked {
  /** @throws BalieError with the first event, for what is refused. */
  events(signal: AbortSignal): AsyncGenerator<TurnEvent, void>;
  /** What it took up to now. */
  took(usage: TurnUsage | undefined): Took;
  /** Of a confidential conversation, what goes along with its page from now on. */
  carriedWith(turn: DoneTurn): { readonly turns: readonly CarriedTurn[]; readonly carried: string } | undefined;
}

/**
 * Takes a question of somebody who is logged in, which is checked before anything of it is kept.
 * @throws BalieError `question-…`, `assistant-unknown`, `model-not-offered`, `conversation-unknown`, `question-replaced`, `confidential-over`.
 */
export async function askAtWork(c: Context<AppEnv>, employee: Employee, asked: WorkQuestion, deps: AppDeps, admission: Admission): Promise<Asked> {
  const question = checkQuestion(asked.question);
  const assistant = withModel(employee, assistantFor(employee, asked.assistant, deps), asked.model, deps);
  const { conversationId, instead, isBeside = false, isConfidential, idempotencyKey } = asked;
  if (conversationId !== '' && !isUuid(conversationId)) throw new BalieError('conversation-unknown');
  if (instead !== '' && (!isUuid(instead) || conversationId === '')) throw new BalieError('question-replaced');
  const earlier = isConfidential ? await deps.workplace.carrier.open({ id: employee.id, readers: employee.person.readers }, asked.carried) : undefined;
  const request = {
    assistant,
    question,
    conversationId: conversationId === '' || isConfidential ? undefined : conversationId,
    asker: { ...askerOf(employee), ...(conversationId !== '' && !isConfidential && { files: { conversationId, alone: false } }) },
    ...tracing(c.get('trace')),
    ...(instead !== '' && !isConfidential && { instead, isBeside }),
    ...(earlier && { confidential: before(earlier) }),
    // Of what is confidential nothing is kept by which it could be known again. What comes in the place of another does so once by itself: the second hears `question-replaced`.
    ...(idempotencyKey !== undefined && !isConfidential && instead === '' && { idempotencyKey: asked.model === '' ? idempotencyKey : `${idempotencyKey} ${asked.model}` }),
  };
  const isUrgent = deps.isUrgent(question);
  const began = performance.now();
  return {
    events: (signal) => logReasons(admission.run((aborted) => deps.takeTurn(request, aborted), signal, { client: employee.id, isUrgent }), deps.logger, c.get('requestId')),
    took: (usage) => ({ durationMs: Math.round(performance.now() - began), ...(usage && { model: assistant.model, ...usage }) }),
    carriedWith(turn) {
      if (earlier === undefined) return undefined;
      const turns = [...earlier, carriedTurn(turn, question)];
      return { turns, carried: deps.workplace.carrier.seal(employee.id, turns) };
    },
  };
}

/** What was answered in another language is told to a model in Dutch; what was taken from a source that is closed now is not told again. */
function before(turns: readonly CarriedTurn[]): Before {
  const answered = turns.filter(({ outcome }) => ANSWERED.includes(outcome));
  return {
    history: answered.slice(-HISTORY).map(({ question, answer, dutch, sources }) => ({ question, answer: sources.some(({ isClosed }) => isClosed) ? CLOSED : (dutch ?? answer) })),
    earlierQuestions: turns.slice(-EARLIER_QUESTIONS).map(({ question }) => question),
  };
}

function carriedTurn(turn: DoneTurn, question: string): CarriedTurn {
  const { id, masked, outcome, answer, sources, language, dutch, terms, generatedBy } = turn;
  return { id, question: turn.question ?? question, masked, outcome, answer, sources, language, ...(dutch !== undefined && { dutch }), ...(terms && { terms }), ...(generatedBy && { generatedBy }) };
}
