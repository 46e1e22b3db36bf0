import { asBalieError, BalieError } from '../../errors.ts';
import type { Handover, SendingWay } from '../../handover/handover.ts';
import type { Handovers } from '../../handover/handovers.ts';
import type { SendingJob } from '../../jobs/sendings.ts';
import { untilDone } from '../keeping/until-done.ts';

/** What sends a conversation on, by the way that it goes. */
export type Send = Readonly<Partial<Record<SendingWay, (handover: Handover) => Promise<void>>>>;

interface Options {
  readonly handovers: Pick<Handovers, 'takeUp' | 'sent' | 'failing' | 'giveUp'>;
  readonly send: Send;
  /** Hears of what arrived and could not be written at once; that is tried on. */
  readonly onUnwritten: (error: unknown) => void;
}

/**
 * Sends what the queue gives. What arrived is not sent once more because that it did cannot be written: the queue tries a job again that fails or takes too
 * long, and this process knows what is left of it.
 */
export function createSendings({ handovers, send, onUnwritten }: Options) {
  const closing = new AbortController();
  const unwritten = new Map<string, Promise<void>>();
  const nameOf = ({ handoverId, way }: SendingJob) => `${handoverId} ${way}`;

  function write(job: SendingJob): Promise<void> {
    const writing = untilDone(() => handovers.sent(job), { signal: closing.signal, onFailing: onUnwritten, hasLastTry: true }).finally(() => unwritten.delete(nameOf(job)));
    unwritten.set(nameOf(job), writing);
    return writing;
  }

  return {
    async run(job: SendingJob): Promise<void> {
      const writing = unwritten.get(nameOf(job));
      if (writing !== undefined) return writing;
      const handover = await handovers.takeUp(job);
      if (handover === undefined) return;
      try {
        const by = send[job.way];
        // It was configured when this was passed on: not before it is there again does anybody get it.
        if (by === undefined) throw new BalieError('handover-way-gone', { detail: job.way });
        await by(handover);
      } catch (error) {
        await handovers.failing(job, asBalieError(error));
        throw error;
      }
      await write(job);
    },

    /** Ends one whose tries are used up; not one that arrived. */
    async giveUp(job: SendingJob): Promise<void> {
      await unwritten.get(nameOf(job));
      await handovers.giveUp(job);
    },

    /** Tries what is not written once more, at once: what then is not, may be sent again by who takes it up next. */
    async close(): Promise<void> {
      closing.abort();
      await Promise.allSettled(unwritten.values());
    },
  };
}
