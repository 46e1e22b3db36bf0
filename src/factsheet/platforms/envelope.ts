import type { Publication } from '../factsheet.ts';
import { signedOf } from '../public/schema.ts';

export const ENVELOPE_FORMAT = 'balie-factsheet-publication/1';

/**
 * A publication as it leaves the desk, with all that a stranger needs to see that it is whole and whose it is: what lies in `document` is the very
 * text that was signed. The same for who fetches it, and for who is sent it. `deploy/factsheet/verify-factsheet.mjs` checks one.
 */
export interface Envelope {
  readonly format: typeof ENVELOPE_FORMAT;
  readonly number: number;
  /** ISO 8601. */
  readonly publishedAt: string;
  /** Of the desk as the world saw it when it was published; absent: it had none. */
  readonly desk?: string;
  readonly document: string;
  /** SHA-256 of its bytes in UTF-8 (hex). */
  readonly sha256: string;
  readonly keyId: string;
  /** SPKI, PEM. */
  readonly publicKey: string;
  /** Ed25519 over these bytes (base64). */
  readonly signature: string;
}

/** Number, moment and desk are those inside the document: only what was signed is told of it. */
export function envelopeOf(publication: Publication): Envelope {
  const { document, sha256, keyId, publicKey, signature } = publication;
  const { number, at, desk } = signedOf(publication);
  return { format: ENVELOPE_FORMAT, number, publishedAt: at, ...(desk !== undefined && { desk }), document, sha256, keyId, publicKey, signature };
}
