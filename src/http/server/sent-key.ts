import { BalieError } from '../../errors.ts';

/** With which a question may be sent again (IETF, draft-ietf-httpapi-idempotency-key-header). */
export const SENT_KEY_HEADER = 'Idempotency-Key';

/** Who has it gets the answer: so long that nobody guesses it. Between quotes or not: the draft has them, few programs send them. */
export const SENT_KEY_PATTERN = '^("[A-Za-z0-9_-]{16,64}"|[A-Za-z0-9_-]{16,64})$';
const PATTERN = new RegExp(SENT_KEY_PATTERN);

/** The key of a question, from its header. @throws BalieError `idempotency-key-invalid`. */
export function sentKey(given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  if (!PATTERN.test(given)) throw new BalieError('idempotency-key-invalid');
  return given.replaceAll('"', '');
}
