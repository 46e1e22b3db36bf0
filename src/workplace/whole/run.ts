import { createHash } from 'node:crypto';
import { underDeadline } from '../../answer/deadline.ts';
import type { Asker, Assistant, ChatModel, TurnEnd, TurnLog } from '../../answer/ports.ts';
import { isAway, tracedOf } from '../../answer/ports.ts';
import type { TurnEvent } from '../../answer/events.ts';
import { asBalieError, BalieError } from '../../errors.ts';
import type { Place } from '../files/file.ts';
import { InTurn } from '../files/in-turn.ts';
import type { Words } from '../files/rank.ts';
import type { ChatFiles } from '../files/store.ts';
import type { Works } from '../works.ts';
import type { Spent } from './ask.ts';
import { carryOut, roomFor } from './carry-out.ts';
import type { WholePrompts } from './means.ts';
import { type Estimate, type Plan, planWork } from './plan.ts';
import { Pace, Progress } from './progress.ts';
import { filesOf, taskWords, type WholeTask } from './request.ts';

/** What happens in work on whole files: how far it is, and then as in a turn. */
export type WorkEvent =
  | { readonly type: 'status'; readonly phase: 'reading'; readonly conversationId: string; readonly turnId: string; readonly done: number; readonly total: number }
  | Extract<TurnEvent, { readonly type: 'sources' | 'done' | 'error' }>;

export interface WorkRequest {
  readonly assistant: Assistant;
  readonly place: Place;
  readonly task: WholeTask;
  readonly asker: Asker;
}

export interface WorkPorts {
  readonly log: Pick<TurnLog, 'received' | 'ended'>;
  readonly files: Pick<ChatFiles, 'requireOwn' | 'isUnasked' | 'open'>;
  /** With which a conversation is; undefined before its first question. */
  readonly assistantOf: (place: Place) => Promise<string | undefined>;
  readonly works: Works;
  readonly model: ChatModel;
  /** How many tokens a model reads and writes together. */
  readonly contextOf: (model: string) => number;
  readonly prompts: WholePrompts;
  readonly words: Words;
  /** What of a text may be shown to a model. */
  readonly readable: (text: string) => string;
  /** What of the request may be kept. */
  readonly masked: (text: string) => string;
  readonly newId: () => string;
  readonly clock: () => number;
  readonly version: string;
}

/** Longer than any work that is let in takes on a slow machine; what hangs ends. */
const DEADLINE_MS = 3 * 60 * 60 * 1_000;

export type WholeWork = ReturnType<typeof createWholeWork>;

/** Work on whole files, each piece of it one turn in the audit log. */
export function createWholeWork(ports: WorkPorts) {
  const pace = new Pace();
  const inTurn = new InTurn();

  function plan({ assistant, place, task }: Omit<WorkRequest, 'asker'>): Promise<Plan> {
    return inTurn.run(place.personId, async () => {
      await ports.files.requireOwn(place);
      const own = await ports.assistantOf(place);
      if (own !== undefined && own !== assistant.name) throw new BalieError('document-work-assistant');
      const open = await ports.files.open(place, filesOf(task));
      return planWork(task, open, roomFor(task, assistant.model, ports));
    });
  }

  return {
    /** What it would take. @throws BalieError `conversation-unknown`, `chat-file-waiting`, `document-work-assistant`, `document-work-empty`, `turns-at-once`. */
    async estimate(request: Omit<WorkRequest, 'asker'>): Promise<Estimate> {
      const { estimate } = await plan(request);
      return { ...estimate, seconds: pace.secondsFor(request.assistant.model, estimate.calls) };
    },

    /**
     * Does it. What was asked is committed before a model is called, and `done` is given after the outcome is. Aborting, leaving, or
     * `works.stop` cuts the host off; the turn is kept as interrupted.
     * @throws BalieError as `estimate`, and `document-work-running`, before the first event.
     */
    async *run(request: WorkRequest, signal: AbortSignal): AsyncGenerator<WorkEvent, void> {
      const began = ports.clock();
      const planned = await plan(request);
      const { assistant, place, task } = request;
      const { conversationId } = place;
      const id = ports.newId();
      const question = ports.masked(taskWords(task, planned.files.map(({ name }) => name)));
      await ports.works.begin(id, place, planned.estimate.calls);
      const stop = new AbortController();
      const { deadline, either, clear } = underDeadline(DEADLINE_MS, AbortSignal.any([signal, stop.signal]));
      const spent: Spent = { promptTokens: 0, answerTokens: 0, calls: 0, ms: 0, sent: [] };
      let isRecorded = false;
      let job: ReturnType<typeof carryOut> | undefined;
      let end: Pick<TurnEnd, 'outcome' | 'answer' | 'sources' | 'details' | 'reason'> = { outcome: 'interrupted', answer: '', sources: [] };
      let fault: BalieError | undefined;
      try {
        await ports.log.received({ id, conversationId, isNew: await ports.files.isUnasked(place), assistant: assistant.name, question, person: place.personId, ...tracedOf(request.asker) });
        isRecorded = true;
        const progress = new Progress(planned.estimate.calls, (done, total) => ports.works.report(id, done, total), () => stop.abort());
        job = carryOut(planned, request, { ...ports, spent, signal: either, onStep: progress.step, onLeft: progress.left });
        for await (const far of progress.until(job)) yield { type: 'status', phase: 'reading', conversationId, turnId: id, ...far };
        const { result, details } = await job;
        either.throwIfAborted();
        end = { outcome: result.isFound ? 'answered' : 'abstained', answer: result.answer, sources: result.sources, details };
      } catch (error) {
        if (signal.aborted) fault = signal.reason instanceof BalieError ? signal.reason : undefined;
        else if (!stop.signal.aborted) fault = deadline.aborted ? new BalieError('turn-deadline') : asBalieError(error);
        end = { ...end, outcome: fault === undefined || signal.aborted ? 'interrupted' : 'failed', ...(fault && { reason: fault.code }) };
      } finally {
        clear();
        // Also when who listens left in the middle of a yield: what still runs at a host is cut off.
        stop.abort();
        await job?.catch(() => undefined);
        pace.learn(assistant.model, spent);
        const unkept = isRecorded ? await keep(id, { ...end, details: { ...end.details, ...made(spent, request) } }, { model: assistant.model, spent, ms: ports.clock() - began }) : undefined;
        fault ??= unkept;
        // Only now: who follows it looks once more when it is over, and finds what came of it. While the log still tries to keep that it is not over: silence ends it.
        if (!isRecorded) await ports.works.unbegin(id).catch(() => undefined);
        else if (!isAway(unkept)) await ports.works.end(id).catch(() => undefined);
      }
      const usage = { promptTokens: spent.promptTokens, answerTokens: spent.answerTokens };
      if (fault !== undefined) {
        if (!isRecorded) throw fault;
        yield { type: 'error', turnId: id, conversationId, error: fault, usage };
        return;
      }
      if (end.sources.length > 0) yield { type: 'sources', sources: end.sources };
      const { outcome, answer, sources } = end;
      const model = spent.ranOn?.model;
      yield { type: 'done', turn: { id, conversationId, question, masked: [], outcome, answer, sources, language: 'nl', ...(outcome === 'answered' && spent.calls > 0 && { generatedBy: model === undefined ? {} : { model } }) }, usage };
    },
  };

  /** @returns why the end is not in the log. */
  async function keep(id: string, end: Pick<TurnEnd, 'outcome' | 'answer' | 'sources' | 'details' | 'reason'>, { model, spent, ms }: { model: string; spent: Spent; ms: number }): Promise<BalieError | undefined> {
    const usage = spent.calls === 0 ? {} : { model, promptTokens: spent.promptTokens, answerTokens: spent.answerTokens };
    const turnEnd = { ...end, ...usage, durationMs: Math.round(ms) };
    // Who waits for the log is told that it failed when it does: no other end may be kept later.
    const isTold = end.outcome !== 'interrupted' && end.outcome !== 'failed';
    try {
      return (await ports.log.ended(id, turnEnd, isTold ? { ...turnEnd, outcome: 'failed', reason: 'database-unavailable' } : turnEnd)) ? undefined : new BalieError('internal', { detail: 'turn had ended before' });
    } catch (error) {
      return asBalieError(error);
    }
  }

  /** What it was made of, as answers have it. */
  function made({ sent, ranOn, calls }: Spent, { assistant, task }: WorkRequest): NonNullable<TurnEnd['details']> {
    const used = task.kind === 'summarise' ? [ports.prompts.piece, ports.prompts.merge] : [task.kind === 'compare' ? ports.prompts.change : ports.prompts.rows];
    return {
      made: {
        balie: ports.version,
        prompts: used.map(({ stamp }) => stamp),
        ...(calls > 0 && { messagesSha256: createHash('sha256').update(sent.join('\n')).digest('hex') }),
        ...(ranOn && { model: ranOn }),
        settings: { maxPassages: 0, maxTokens: assistant.maxTokens },
        answerable: true,
        passages: [],
        earlier: 0,
      },
    };
  }
}
