import { pbkdf2Sync } from 'node:crypto';
import type { Challenge } from '../../src/visitors/challenges.ts';

/** The number that a challenge looks for, found as any program would: by the description of the API alone. */
export function numberFor({ salt, target, iterations, difficulty }: Challenge): number {
  const counter = Buffer.alloc(4);
  for (let number = 0; number <= difficulty; number += 1) {
    counter.writeUInt32BE(number);
    if (pbkdf2Sync(Buffer.from(salt, 'base64url'), counter, iterations, 32, 'sha256').toString('base64url') === target) return number;
  }
  throw new Error('no number fits');
}

/** What goes back for it in `Balie-Proof`. */
export const proofOf = (challenge: Challenge): string => `${challenge.token}.${numberFor(challenge)}`;
