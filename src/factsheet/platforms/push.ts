import { randomUUID } from 'node:crypto';
import type { Signer } from '../../audit/signing.ts';
import type { ErrorCode } from '../../errors.ts';
import type { Publication, Rejection } from '../factsheet.ts';
import { envelopeOf } from './envelope.ts';
import { signedHeaders } from './message-signature.ts';
import type { Brought, PushPlatform } from './platform.ts';

/** What a platform answered. */
export interface Answer {
  readonly status: number;
  /** Of `Retry-After`. */
  readonly waitMs?: number;
  /** As much of its body as is read. */
  readonly text: string;
}

/** @throws anything when there is no answer. */
export type Post = (request: { readonly url: string; readonly body: string; readonly headers: Readonly<Record<string, string>> }) => Promise<Answer>;

export interface PushSettings {
  readonly id: string;
  readonly url: string;
  /** What the platform gave to be known by; it goes along in `Authorization`. */
  readonly token: string | undefined;
}

interface Means {
  readonly post: Post;
  readonly signer: Signer;
  readonly now: () => Date;
  /** Of a try without an answer: what the other side was like. */
  readonly explain: (error: unknown) => string;
}

/** What the receiving side need not take: see docs/platform-openapi.json. */
export const MAX_BYTES = 4 * 1024 * 1024;
const CONTENT_TYPE = 'application/json';
/** The same request may be taken another time. */
const PASSING = new Set([408, 409, 423, 425, 429]);
const MAX_RECEIPT = 200;

/** A platform that takes publications by HTTP. Sent twice, one is one: it has the digest of its document for a key. */
export function pushPlatform({ id, url, token }: PushSettings, { post, signer, now, explain }: Means): PushPlatform {
  const bodyOf = (publication: Publication) => JSON.stringify(envelopeOf(publication));
  return {
    id,
    kind: 'push',
    rejections(publication) {
      const found: Rejection[] = [];
      const bytes = Buffer.byteLength(bodyOf(publication));
      if (bytes > MAX_BYTES) found.push({ field: 'document', label: 'Document', message: `is ${bytes} bytes groot; een platform neemt hoogstens ${MAX_BYTES} aan` });
      // Another key than now: made by a desk with another master key.
      if (publication.keyId !== signer.keyId) found.push({ field: 'keyId', label: 'Sleutel', message: 'is niet de sleutel van deze balie; publiceer het gegevensblad opnieuw' });
      return found;
    },
    async bring(publication) {
      const body = bodyOf(publication);
      const signed = signedHeaders(
        { method: 'POST', url, body, contentType: CONTENT_TYPE, idempotencyKey: `"${publication.sha256}"` },
        { signer, now: now(), nonce: randomUUID() },
      );
      try {
        return saidBy(await post({ url, body, headers: { ...signed, Accept: 'application/json', ...(token !== undefined && { Authorization: `Bearer ${token}` }) } }), publication);
      } catch (error) {
        return { what: 'away', code: 'platform-unreachable', detail: explain(error) };
      }
    },
  };
}

const CODES: Readonly<Record<number, ErrorCode>> = { 401: 'platform-unknown-key', 403: 'platform-unknown-key', 404: 'platform-address', 405: 'platform-address', 410: 'platform-address' };

function saidBy({ status, waitMs, text }: Answer, { sha256 }: Publication): Brought {
  const detail = `HTTP ${status}`;
  if (status >= 200 && status < 300) return receiptIn(text, sha256);
  if (PASSING.has(status) || status >= 500) return { what: 'away', code: 'platform-unreachable', detail, ...(waitMs !== undefined && { waitMs }) };
  return { what: 'refused', code: CODES[status] ?? 'platform-refused', detail };
}

/** A receipt names what was taken: of something else it is none. */
function receiptIn(text: string, sha256: string): Brought {
  const { receipt, sha256: taken } = objectIn(text);
  if (typeof receipt !== 'string' || !/^[\x21-\x7e]+$/.test(receipt) || receipt.length > MAX_RECEIPT || taken !== sha256) return { what: 'away', code: 'platform-receipt', detail: 'geen geldig ontvangstbewijs' };
  return { what: 'taken', remoteId: receipt };
}

function objectIn(text: string): { readonly receipt?: unknown; readonly sha256?: unknown } {
  try {
    return (JSON.parse(text) as object | null) ?? {};
  } catch {
    return {};
  }
}
