import type { TurnNotes } from '../audit/turn-notes.ts';
import { BalieError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import type { Reason } from './choices.ts';
import type { Mask } from './ports.ts';

/** So long one may say what one thinks of an answer: shorter than the shortest retention, so that nothing is added to what is being erased. */
const OPEN_MS = 12 * 60 * 60 * 1_000;
/** Changes included. */
const MAX_TIMES = 10;

export interface Feedback {
  readonly turnId: string;
  /** Who knows it was in the conversation. */
  readonly conversationId: string;
  /** Who is logged in by name; absent: nobody. What is an employee's takes no word of anybody else, whatever number they know. */
  readonly personId?: string | undefined;
  readonly helpful: boolean;
  readonly reasons: readonly Reason[];
  /** Empty for none. */
  readonly text: string;
}

/** What was kept of it. */
export interface Given {
  readonly assistant: string;
  readonly outcome: string;
  readonly helpful: boolean;
  readonly reasons: readonly Reason[];
  /** Without the personal data that was found in it. */
  readonly text: string;
  readonly masked: readonly string[];
  /** Whether it is the first of this turn, or says the opposite of what was said before. */
  readonly isNew: boolean;
}

interface Options {
  readonly db: Database;
  readonly notes: TurnNotes;
  readonly mask: Mask;
  readonly now: () => Date;
}

/**
 * @returns what keeps the word of who asked about an answer; the last one counts.
 * @throws BalieError `turn-unknown` for a turn that is not there (any more) or in another conversation, or of another person, which are not told apart;
 *   `turn-running`; `feedback-closed` when it is too long ago; `feedback-too-often`.
 */
export function createFeedback({ db, notes, mask, now }: Options): (given: Feedback) => Promise<Given> {
  return ({ turnId, conversationId, personId, helpful, reasons, text }) =>
    db.transaction(async (tx) => {
      const turn = await notes.hold(tx, turnId);
      if (turn === undefined || turn.conversationId !== conversationId || (turn.personId !== null && turn.personId !== personId)) throw new BalieError('turn-unknown');
      const { assistant, outcome } = turn;
      if (outcome === null) throw new BalieError('turn-running');
      const at = now();
      if (at.getTime() - turn.receivedAt.getTime() > OPEN_MS) throw new BalieError('feedback-closed');
      const [before] = await tx.query<{ helpful: boolean; times: number }>('SELECT helpful, times FROM turn_feedback WHERE turn_id = $1', [turnId]);
      if ((before?.times ?? 0) >= MAX_TIMES) throw new BalieError('feedback-too-often');
      const kept = mask(text);
      const chosen = [...new Set(reasons)];
      const facts = { helpful, reasons: chosen };
      const number = await notes.add(tx, turn, { kind: 'turn.feedback', at, facts, said: kept.text === '' ? undefined : { text: kept.text } });
      await tx.query(
        `INSERT INTO turn_feedback AS f (turn_id, helpful, reasons, given_at, times, number) VALUES ($1, $2, $3, $4, 1, $5)
         ON CONFLICT (turn_id) DO UPDATE SET helpful = $2, reasons = $3, given_at = $4, times = f.times + 1, number = $5`,
        [turnId, helpful, chosen, at, number],
      );
      return { assistant, outcome, ...facts, ...kept, isNew: before?.helpful !== helpful };
    });
}
