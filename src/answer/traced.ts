interface Traced {
  readonly traceparent?: string;
  readonly parentSpan?: string;
}

/** Where a question stands in a trace, to go along with what is done for it. */
export function tracedOf({ traceparent, parentSpan }: Traced): Traced {
  return { ...(traceparent !== undefined && { traceparent }), ...(parentSpan !== undefined && { parentSpan }) };
}
