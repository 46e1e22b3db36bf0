import { wordsOf } from '../../answer/words.ts';
import { isContent } from '../../answer/follow-up/asking-words.ts';
import type { Config } from '../../config/config.ts';
import { BalieError } from '../../errors.ts';
import { maskPersonalData } from '../../guard/personal/mask.ts';
import type { ReviewDeps } from '../../http/staff-deps.ts';
import { nameOf } from '../../identity/who.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import { createCases } from '../../review/cases.ts';
import { createFeedback } from '../../review/feedback.ts';
import type { Judgement } from '../../review/choices.ts';
import { createJudgements, type Remarks } from '../../review/judgements.ts';
import { createQueue } from '../../review/queue.ts';
import type { Mask } from '../../review/ports.ts';
import type { Looks } from '../../oversight/looks.ts';
import type { Database, Queryable } from '../../store/database.ts';
import { withoutClosed } from '../desk/closed-sources.ts';
import type { Desk } from '../desk/desk.ts';
import { ownData } from '../desk/guard.ts';

interface Parts {
  readonly desk: Pick<Desk, 'notes' | 'log' | 'recordAct'>;
  readonly config: Pick<Config, 'municipality' | 'guard' | 'review'>;
  /** Hears of what is said of answers: once for each change of mind. */
  readonly onFeedback: Metrics['feedback'];
  readonly standing: Looks['standing'];
}

/** What people say of answers and what staff make of that, over the review room, the log and the guard. */
export function reviewDeps(db: Database, { desk, config, onFeedback, standing }: Parts): ReviewDeps {
  const { notes, log, recordAct: record } = desk;
  const now = () => new Date();
  const allowed = ownData(config);
  // Whatever may be in a question: nobody who says what they think of an answer needs it.
  const mask: Mask = (text) => maskPersonalData(text, { allowed: allowed(), actionOf: () => 'mask' });
  const give = createFeedback({ db, notes, mask, now });
  const queue = createQueue({ db, settings: config.review, questions: log.questions, wordsOf: (question) => wordsOf(question).filter(isContent) });
  const judgements = createJudgements({ db, queue, notes, record, now, opening });

  async function opening(tx: Queryable): Promise<number> {
    const holding = await standing(tx);
    if (holding === undefined) throw new BalieError('opening-required');
    return holding.number;
  }

  async function open(turnId: string, { id: byKey, readers }: Parameters<ReviewDeps['open']>[1]): ReturnType<ReviewDeps['open']> {
    const { assistant, earlier, version, isPersons } = await judgements.open(turnId, byKey);
    const [found, before] = await Promise.all([log.find([turnId]), log.questions(earlier)]);
    const [turn] = isPersons ? await withoutClosed(db, found, readers, true) : found;
    if (turn?.question === undefined) throw new BalieError('review-unknown');
    const { question, end, feedback, judgement: kept, outcome = 'interrupted', receivedAt } = turn;
    return {
      id: turnId, assistant, outcome, receivedAt, question, feedback, version,
      earlier: earlier.flatMap((id) => before.get(id) ?? []),
      answer: end?.answer ?? '',
      sources: end?.sources ?? [],
      reason: end?.reason,
      details: end?.details ?? {},
      judged: kept && { ...remarksOf(kept.said), judgement: kept.judgement as Judgement, at: kept.at, by: await nameOf(db, kept.byKey) },
    };
  }

  return {
    async giveFeedback(given) {
      const kept = await give(given);
      if (kept.isNew) onFeedback(kept);
      return kept;
    },
    standing: () => standing(),
    queue: queue.list,
    open,
    judge: judgements.judge,
    mask,
    cases: createCases({ db, record, now }),
  };
}

function remarksOf(said: Readonly<Record<string, unknown>>): Remarks {
  return { remark: '', cite: [], say: [], ...(said as Partial<Remarks>) };
}
