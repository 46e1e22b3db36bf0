import { hash } from 'node:crypto';
import type { Signer } from '../../audit/signing.ts';

/** So long a signed request may be on its way; the receiving side may allow for clocks that differ besides. */
export const VALID_SECONDS = 300;
/** What the signature is for: one of the desk over something else does not count. */
export const TAG = 'balie-factsheet';

export interface SignedRequest {
  readonly method: string;
  readonly url: string;
  readonly body: string;
  readonly contentType: string;
  readonly idempotencyKey: string;
}

interface Signing {
  readonly signer: Pick<Signer, 'keyId' | 'sign'>;
  readonly now: Date;
  /** A new one each time: who sees it twice knows that the request was copied. */
  readonly nonce: string;
}

const COMPONENTS = ['@method', '@target-uri', 'content-type', 'content-digest', 'idempotency-key'];

/**
 * Headers of a request that is signed (HTTP Message Signatures, RFC 9421; Ed25519) with the digest of its content (RFC 9530). Method, address,
 * content and the publication that it is of are under the signature: neither can be changed, nor taken elsewhere.
 */
export function signedHeaders({ method, url, body, contentType, idempotencyKey }: SignedRequest, { signer, now, nonce }: Signing): Readonly<Record<string, string>> {
  const contentDigest = `sha-256=:${hash('sha256', body, 'base64')}:`;
  const created = Math.floor(now.getTime() / 1_000);
  const parameters = `(${COMPONENTS.map((name) => `"${name}"`).join(' ')});created=${created};expires=${created + VALID_SECONDS};nonce="${nonce}";alg="ed25519";keyid="${signer.keyId}";tag="${TAG}"`;
  const values = [method, new URL(url).href, contentType, contentDigest, idempotencyKey];
  const base = [...COMPONENTS.map((name, at) => `"${name}": ${values[at]}`), `"@signature-params": ${parameters}`].join('\n');
  return {
    'Content-Type': contentType,
    'Content-Digest': contentDigest,
    'Idempotency-Key': idempotencyKey,
    'Signature-Input': `balie=${parameters}`,
    Signature: `balie=:${signer.sign(base)}:`,
  };
}
