import { hash } from 'node:crypto';

/** What is kept of a token or a secret. */
export function digest(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}
