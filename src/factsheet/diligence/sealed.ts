import { hkdfSync } from 'node:crypto';
import { seal, unseal } from '../../audit/content.ts';

/** Keeps what people wrote unreadable in the database. `place` is bound to it: it opens nowhere else. */
export interface Vault {
  seal(place: string, content: object): Buffer;
  /** What was sealed there, as JSON gives it. */
  open(place: string, sealed: Buffer): unknown;
  sealBytes(place: string, bytes: Uint8Array): Buffer;
  openBytes(place: string, sealed: Buffer): Buffer;
}

/** A key of its own from the master key: no key serves two purposes. */
export function createVault(masterKey: Buffer): Vault {
  const key = Buffer.from(hkdfSync('sha256', masterKey, '', 'balie due diligence', 32));
  return {
    seal: (place, content) => seal(key, Buffer.from(JSON.stringify(content)), place),
    open: (place, sealed) => JSON.parse(unseal(key, sealed, place).toString('utf8')) as unknown,
    sealBytes: (place, bytes) => seal(key, Buffer.from(bytes), place),
    openBytes: (place, sealed) => unseal(key, sealed, place),
  };
}
