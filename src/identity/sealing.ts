import { createSecretKey, hkdfSync } from 'node:crypto';
import { seal, unseal } from '../audit/content.ts';

/** Keeps small things so that who reads the database cannot. */
export interface Sealing {
  /** @param context bound to it: it opens in no other place. */
  seal(value: object, context: string): Buffer;
  /** @throws Error when the key, the context or a byte is another than at sealing. */
  open(sealed: Buffer, context: string): unknown;
}

/** A key of its own, as no key should serve two purposes. */
export function createSealing(masterKey: Buffer): Sealing {
  const key = createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, '', 'balie logins', 32)));
  return {
    seal: (value, context) => seal(key, Buffer.from(JSON.stringify(value)), context),
    open: (sealed, context) => JSON.parse(unseal(key, sealed, context).toString()) as unknown,
  };
}
