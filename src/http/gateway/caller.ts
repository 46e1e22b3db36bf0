import type { Caller } from '../../models/call.ts';
import type { KeyHolder } from '../push-deps.ts';
import type { Exchange } from './exchange.ts';

/** W3C Trace Context, version 00: what is shaped otherwise does not go on to a host. */
const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

export function callerOf({ incoming }: Exchange, key: KeyHolder): Caller {
  const { traceparent } = incoming.headers;
  const isTraced = typeof traceparent === 'string' && TRACEPARENT.test(traceparent);
  return { audience: 'api', id: key.id, ...(isTraced && { traceparent }) };
}
