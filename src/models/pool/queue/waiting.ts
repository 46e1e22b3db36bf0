import type { BalieError } from '../../../errors.ts';
import type { Caller } from '../../call.ts';
import type { PoolHost, Running } from '../hosts/pool-host.ts';
import type { Probe } from '../hosts/probe.ts';
import type { Place } from './account.ts';
import type { Charge } from './spent.ts';

/** Whoever asks a pool for a host. */
export interface Asker extends Running {
  readonly caller: Caller;
  /** What its caller was charged for the slot that it has; set by the waiting room. */
  charge: Charge | undefined;
  /** Something like it, that says nothing of it. */
  probe(): Probe;
  /** It has a slot at this host; `Pool.finish` must follow. */
  granted(host: PoolHost): void;
  refused(fault: BalieError): void;
  /** Where it stands now: 1 is next. */
  moved(position: number, expectedMs: number): void;
}

/** An asker in the queue of a pool. */
export class Waiting {
  readonly asker: Asker;
  /** Undefined for one that had been handed out before and comes first when a host is free. */
  place: Place<Waiting> | undefined;
  position = 0;
  /** How long it was expected to keep a slot when it came. */
  readonly workMs: number;
  timer: NodeJS.Timeout | undefined;

  constructor(asker: Asker, workMs: number) {
    this.asker = asker;
    this.workMs = workMs;
  }
}
