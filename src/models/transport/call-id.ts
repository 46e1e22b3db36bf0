import { randomBytes } from 'node:crypto';

/** An id for a tool call to which the host gave none: clients answer a call by it. */
export function newCallId(): string {
  return `call_${randomBytes(8).toString('hex')}`;
}
