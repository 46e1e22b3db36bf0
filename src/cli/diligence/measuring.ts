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

  return {
    start() {
      if (running !== undefined) return false;
      running = { done: 0, of: 0 };
      fault = undefined;
      void run(running);
      return true;
    },
    state: () => ({ isRunning: running !== undefined, done: running?.done ?? 0, of: running?.of ?? 0, ...(fault !== undefined && { fault: words(fault) }) }),
    async look() {
      if (running !== undefined) return;
      const last = await lastMeasurement(parts.db);
      if (last?.isInterrupted === true) fault = 'diligence-interrupted';
      else if (last?.fault !== undefined && Object.hasOwn(errorCatalogue, last.fault)) fault = last.fault as ErrorCode;
    },
  };
}

function words(code: ErrorCode): string {
  const { told, action } = new BalieError(code);
  return `${told} ${action}`;
}
