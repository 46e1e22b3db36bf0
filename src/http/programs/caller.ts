import type { Caller } from '../../models/call.ts';
import type { KeyHolder } from '../deps/push-deps.ts';
import type { Exchange } from './exchange.ts';

export function callerOf({ trace: { traceparent } }: Exchange, key: KeyHolder): Caller {
  return { audience: 'api', id: key.id, traceparent };
}
