import type { Context } from 'hono';
import { BalieError } from '../../errors.ts';
import type { Challenge } from '../../visitors/challenges.ts';
import type { VisitorLimits } from '../../visitors/limits.ts';
import { networkOf } from '../server/client.ts';

export const PROOF_HEADER = 'Balie-Proof';

/** A question that is let in with a proof of work, and with what that must solve. */
export class ProofNeeded extends BalieError {
  readonly challenge: Challenge;

  constructor(challenge: Challenge, retryAfterMs: number) {
    super('proof-needed', { retryAfterMs });
    this.challenge = challenge;
  }
}

interface Asking {
  /** Somebody is in need: that is never refused, nor held up by the database. */
  readonly isUrgent: boolean;
  /** Number of the widget's token. */
  readonly token?: string | undefined;
}

/** Lets a question in within the limits of who asks without an account. @throws BalieError `proof-needed`, `too-many-questions`, `database-unavailable`. */
export async function admitVisitor(c: Context, limits: Pick<VisitorLimits, 'admit'>, { isUrgent, token }: Asking): Promise<void> {
  if (isUrgent) return;
  const verdict = await limits.admit({ network: networkOf(c), token, proof: c.req.header(PROOF_HEADER) });
  if (verdict.kind === 'too-many') throw new BalieError('too-many-questions', { retryAfterMs: verdict.retryAfterMs });
  if (verdict.kind === 'proof-needed') throw new ProofNeeded(verdict.challenge, verdict.retryAfterMs);
}
