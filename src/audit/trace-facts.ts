import type { Facts } from './chain.ts';

/** Where something stands in a trace, by W3C Trace Context. */
export interface Traced {
  /** The trace, and the request as the parent of what follows. */
  readonly traceparent?: string;
  /** The span of who called the desk, where they said so. */
  readonly parentSpan?: string;
}

/** What ties an entry to records of the same processing elsewhere. Random numbers, which say nothing of anybody. */
export function traceFacts({ traceparent, parentSpan }: Traced): Facts {
  const [, id, span] = traceparent?.split('-') ?? [];
  if (id === undefined || span === undefined) return {};
  return { trace: { id, span, ...(parentSpan !== undefined && { parent: parentSpan }) } };
}
