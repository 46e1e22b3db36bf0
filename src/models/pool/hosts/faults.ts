import type { BalieError, ErrorCode } from '../../../errors.ts';

/** Faults of a host, whatever was asked of it: they tell that it may be ill. */
const HOSTS: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['model-unavailable', 'model-silent', 'model-broken-stream']);
/** Faults that another host may not have. */
const ELSEWHERE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([...HOSTS, 'model-busy', 'model-missing']);

export function isHostsFault({ code }: BalieError): boolean {
  return HOSTS.has(code);
}

/** Whether another host is worth asking; a fault of the call itself would be the same everywhere. */
export function mayGoElsewhere({ code }: BalieError): boolean {
  return ELSEWHERE.has(code);
}
