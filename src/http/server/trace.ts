import { randomBytes } from 'node:crypto';

/** Where a request stands in a trace, by W3C Trace Context. */
export interface Trace {
  readonly traceId: string;
  /** What goes on to hosts, and back as `traceresponse`: the trace, and this request as the parent of what follows. */
  readonly traceparent: string;
  /** The span of who called, where they said so. */
  readonly parentSpan?: string;
}

/**
 * Version, trace, parent, flags. A later version may say more behind these, and is passed on as version 00; 00 may not, and ff and ids of
 * zeros are invalid.
 */
const GIVEN = /^(?:00-(?<trace>(?!0{32})[\da-f]{32})-(?<parent>(?!0{16})[\da-f]{16})-(?<flags>[\da-f]{2})|(?!00|ff)[\da-f]{2}-(?<laterTrace>(?!0{32})[\da-f]{32})-(?<laterParent>(?!0{16})[\da-f]{16})-(?<laterFlags>[\da-f]{2})(?:-.*)?)$/;
const SAMPLED = 1;
/** Longer than any of version 00; a later one that says more than this is not worth reading. */
const MAX_LENGTH = 256;

/** The trace of a request: the one that it names, when it is well-formed, and a new one otherwise. Nothing else of the client goes on. */
export function traceOf(header: string | undefined): Trace {
  const { trace, parent, flags, laterTrace, laterParent, laterFlags } = (header !== undefined && header.length <= MAX_LENGTH && GIVEN.exec(header)?.groups) || {};
  const traceId = trace ?? laterTrace ?? randomHex(32);
  // Whether it is sampled is the client's choice; other flags are for whoever made the id.
  const sampled = Number.parseInt(flags ?? laterFlags ?? '0', 16) & SAMPLED;
  const parentSpan = parent ?? laterParent;
  return { traceId, ...(parentSpan !== undefined && { parentSpan }), traceparent: `00-${traceId}-${randomHex(16)}-0${sampled}` };
}

/** What goes along with a question: for hosts, and for the record of what was done. */
export function tracing({ traceparent, parentSpan }: Trace): Pick<Trace, 'traceparent' | 'parentSpan'> {
  return { traceparent, ...(parentSpan !== undefined && { parentSpan }) };
}

/** Drawn for many ids at once, as each draw costs more than all the rest here. */
let drawn = '';

function randomHex(length: number): string {
  if (drawn.length < length) drawn = randomBytes(2_048).toString('hex');
  const hex = drawn.slice(0, length);
  drawn = drawn.slice(length);
  return hex;
}
