import { asBalieError, BalieError, type ErrorCode, errorCatalogue } from '../../errors.ts';
import type { Measuring } from '../../factsheet/diligence/probe.ts';
import { lastMeasurement } from '../../factsheet/diligence/probes-kept.ts';
import { measure, type MeasuringParts } from './measure.ts';

interface Parts extends MeasuringParts {
  /** Ends what runs. */
  readonly closing: AbortSignal;
}

/** Measures in the background of a running desk: it goes on while nobody looks, and does not outlive the process. */
export function createMeasuring(parts: Parts): Measuring & { /** Hears what became of the last one, of whichever process. */ look(): Promise<void> } {
  let running: { done: number; of: number } | undefined;
  let fault: ErrorCode | undefined;
  let isElsewhere = false;

  async function run(progress: { done: number; of: number }): Promise<void> {
    try {
      await measure(parts, { signal: parts.closing, onProgress: (done, of) => Object.assign(progress, { done, of }) });
      fault = undefined;
    } catch (error) {
      fault = parts.closing.aborted ? 'diligence-interrupted' : asBalieError(error).code;
    } finally {
      running = undefined;
    }
  }

  async function look(): Promise<void> {
    if (running !== undefined) return;
    const last = await lastMeasurement(parts.db);
    isElsewhere = last?.isRunning === true;
    const told = last?.isInterrupted === true ? 'diligence-interrupted' : last?.fault;
    fault = told !== undefined && Object.hasOwn(errorCatalogue, told) ? (told as ErrorCode) : undefined;
  }

  return {
    look,
    async start() {
      await look();
      if (running !== undefined || isElsewhere) return false;
      running = { done: 0, of: 0 };
      fault = undefined;
      void run(running);
      return true;
    },
    state: () => ({ isRunning: running !== undefined || isElsewhere, done: running?.done ?? 0, of: running?.of ?? 0, ...(fault !== undefined && { fault: words(fault) }) }),
  };
}

function words(code: ErrorCode): string {
  const { told, action } = new BalieError(code);
  return `${told} ${action}`;
}
