import { createSecretKey, hkdfSync } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { seal, unseal } from '../audit/content.ts';
import { BalieError } from '../errors.ts';

/** So long a page may stay open. */
const VALID_MS = 12 * 60 * 60 * 1_000;
/** What does not fit goes, the oldest first. With the next question it must fit into the largest form that is read. */
const MAX_TURNS = 20;
const MAX_BYTES = 100_000;
/** No small text may become a large one. */
const MAX_PLAIN_BYTES = 4_000_000;

/**
 * What was said in a confidential conversation, for its own page to keep and bring back with the next question: encrypted, so that it is
 * as it was said, and for one person, within a working day. The desk itself keeps nothing of it.
 */
export function createCarrier<Turn extends object>(masterKey: Buffer, now: () => Date) {
  const key = createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, '', 'balie confidential', 32)));
  const context = (person: string) => `${person} confidential`;

  function sealed(person: string, turns: readonly Turn[]): string {
    const plain = deflateRawSync(JSON.stringify({ until: now().getTime() + VALID_MS, turns }));
    return seal(key, plain, context(person)).toString('base64url');
  }

  return {
    seal(person: string, turns: readonly Turn[]): string {
      for (let kept = turns.slice(-MAX_TURNS); ; kept = kept.slice(1)) {
        const text = sealed(person, kept);
        if (text.length <= MAX_BYTES || kept.length === 0) return text;
      }
    },

    /** Nothing of what is empty. @throws BalieError `confidential-over` for what is too old, somebody else's, or none of ours. */
    open(person: string, text: string): readonly Turn[] {
      if (text === '') return [];
      try {
        const plain = inflateRawSync(unseal(key, Buffer.from(text, 'base64url'), context(person)), { maxOutputLength: MAX_PLAIN_BYTES });
        const { until, turns } = JSON.parse(plain.toString('utf8')) as { until: number; turns: Turn[] };
        if (until > now().getTime()) return turns;
      } catch {
        // Said below, as what is too old is.
      }
      throw new BalieError('confidential-over');
    },
  };
}
