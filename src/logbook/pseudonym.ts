import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';

/** Whom a record is about: who held a conversation without an account, or who works here. */
export type SubjectKind = 'conversation' | 'person';

export interface Pseudonyms {
  /** The same for the same person, and of no use to who has not the key: HMAC-SHA-256 (hex). */
  of(kind: SubjectKind, id: string): string;
  /** Trace and span of what came in without: always the same for the same thing, so that it is recorded once. */
  spans(of: string): { readonly traceId: string; readonly spanId: string };
}

/** A key of its own, as no key should serve two purposes. It goes with the master key: every copy of the desk says the same of a person. */
export function createPseudonyms(masterKey: Buffer): Pseudonyms {
  const key = createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, '', 'balie logbook pseudonym', 32)));
  const digest = (text: string) => createHmac('sha256', key).update(text).digest('hex');
  return {
    of: (kind, id) => digest(`${kind} ${id}`),
    spans(of) {
      const hex = digest(`span ${of}`);
      return { traceId: hex.slice(0, 32), spanId: hex.slice(32, 48) };
    },
  };
}
