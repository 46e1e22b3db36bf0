/** Where a host is, in the parts that requests need. */
export interface Address {
  readonly origin: string;
  /** What stands in front of a host's own paths, without a slash at the end. */
  readonly prefix: string;
  /** Name and port, for people. */
  readonly host: string;
}

/** @throws TypeError when `url` is no URL. */
export function addressOf(url: string): Address {
  const { origin, pathname, host } = new URL(url);
  return { origin, prefix: pathname.replace(/\/+$/, ''), host };
}

const TRACEPARENT = /^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/;

/** W3C `traceparent` as a header; none for one that is absent or not well-formed. */
export function traceHeader(traceparent: string | undefined): { readonly traceparent?: string } {
  return traceparent !== undefined && TRACEPARENT.test(traceparent) ? { traceparent } : {};
}
