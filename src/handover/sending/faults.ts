import type { ErrorCode } from '../../errors.ts';

/** What it is called when something does not arrive, by whoever has it sent. */
export interface SendingFaults {
  /** The other side does not take it. */
  readonly refused: ErrorCode;
  /** It is not there, or may not be called. */
  readonly unreachable: ErrorCode;
}

export const HANDOVER_FAULTS: SendingFaults = { refused: 'handover-refused', unreachable: 'handover-unreachable' };
