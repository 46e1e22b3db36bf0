import { z } from '@hono/zod-openapi';
import { BalieError } from '../../errors.ts';

/** With which a question may be sent again (IETF, draft-ietf-httpapi-idempotency-key-header). */
export const IDEMPOTENCY_KEY_HEADER = 'Idempotency-Key';

/** Who has it gets the answer: so long that nobody guesses it. Between quotes or not: the draft has them, few programs send them. */
const IDEMPOTENCY_KEY_PATTERN = '^("[A-Za-z0-9_-]{16,64}"|[A-Za-z0-9_-]{16,64})$';

/** That header, as the description of the API has it. */
export const idempotencyKeyField = z.string().max(1_000).optional().openapi({
  description: 'Een willekeurige waarde, voor elke vraag een nieuwe. Dezelfde vraag met dezelfde waarde geeft 24 uur lang hetzelfde antwoord, zonder dat de vraag nog eens wordt gesteld. Zo kan een vraag opnieuw worden verstuurd als het antwoord niet aankwam.',
  pattern: IDEMPOTENCY_KEY_PATTERN,
  example: '7d0e2f5c-3b8a-4c61-9f24-5a1be07c9d38',
});
const PATTERN = new RegExp(IDEMPOTENCY_KEY_PATTERN);

/** The key of a question, from its header. @throws BalieError `idempotency-key-invalid`. */
export function readIdempotencyKey(given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  if (!PATTERN.test(given)) throw new BalieError('idempotency-key-invalid');
  return given.replaceAll('"', '');
}
