import type { Context } from 'hono';
import { BalieError } from '../../errors.ts';
import type { Challenge } from '../../visitors/challenges.ts';
import type { VisitorLimits } from '../../visitors/limits.ts';
import type { Admission } from '../admission.ts';
import { networkOf } from '../server/client.ts';
import type { UrgentDoor } from './urgent.ts';

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

/** What questions go through on their way in. */
export interface Doors {
  readonly admission: Admission;
  readonly visitors: Visitors;
}

/** What is known of who asks without an account. */
interface Visitors extends Pick<VisitorLimits, 'admit'> {
  readonly urgent: Pick<UrgentDoor, 'mayKeep'>;
}

/**
 * Lets a question in within the limits of who asks without an account.
 * @returns whether it may be kept: of somebody in need it may not always. @throws BalieError `proof-needed`, `too-many-questions`, `database-unavailable`.
 */
export async function admitVisitor(c: Context, limits: Visitors, { isUrgent, token }: Asking): Promise<boolean> {
  if (isUrgent) return limits.urgent.mayKeep(c, token);
  const verdict = await limits.admit({ network: networkOf(c), token, proof: c.req.header(PROOF_HEADER) });
  if (verdict.kind === 'too-many') throw new BalieError('too-many-questions', { retryAfterMs: verdict.retryAfterMs });
  if (verdict.kind === 'proof-needed') throw new ProofNeeded(verdict.challenge, verdict.retryAfterMs);
  return true;
}

/**
 * Lets something else than a question in: erasing a conversation, keeping it as a file.
 * @throws BalieError `too-many-requests`, `database-unavailable`.
 */
export async function admitOther(c: Context, limits: Pick<VisitorLimits, 'admitOther'>): Promise<void> {
  const verdict = await limits.admitOther(networkOf(c));
  if (verdict.kind === 'too-many') throw new BalieError('too-many-requests', { retryAfterMs: verdict.retryAfterMs });
}
