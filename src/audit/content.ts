import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BalieError } from '../errors.ts';
import type { Database } from '../store/database.ts';

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM: 12 bytes IV, 16 bytes tag, then the ciphertext. `context` is bound to it: it opens in no other place. */
export function seal(key: Buffer, plain: Buffer, context: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, iv).setAAD(Buffer.from(context));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

/** @throws Error when the key, the context or a byte is another than at sealing. */
export function unseal(key: Buffer, sealed: Buffer, context: string): Buffer {
  const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
}

export function newKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/**
 * The key that wraps the turns' keys: the configured one, or `audit.key` in the data folder, made at first use.
 * @throws BalieError `audit-key-wrong` when the database holds content under other keys only: a new key would make it unreadable
 *   without anyone noticing.
 */
export async function masterKey(db: Database, configured: string | undefined, dataDir: string): Promise<Buffer> {
  const key = Buffer.from(configured ?? (await keyFile(dataDir)), 'hex');
  if (key.length !== KEY_BYTES) throw new BalieError('audit-key-wrong', { detail: join(dataDir, 'audit.key') });
  const fingerprint = createHash('sha256').update(key).digest('hex').slice(0, 16);
  await db.transaction(async (tx) => {
    // Of two servers that start on a new database at once, each with a key of its own, one must be told.
    await tx.query('LOCK TABLE audit_master_keys IN EXCLUSIVE MODE');
    const known = await tx.query<{ fingerprint: string }>('SELECT fingerprint FROM audit_master_keys');
    if (known.some((row) => row.fingerprint === fingerprint)) return;
    if (known.length > 0) throw new BalieError('audit-key-wrong', { detail: `vingerafdruk ${fingerprint}` });
    await tx.query('INSERT INTO audit_master_keys (fingerprint) VALUES ($1)', [fingerprint]);
  });
  return key;
}

async function keyFile(dataDir: string): Promise<string> {
  const path = join(dataDir, 'audit.key');
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    // Linked into place whole: of two processes that make one at once, both use the first.
    const draft = `${path}.${randomBytes(8).toString('hex')}`;
    await writeFile(draft, newKey().toString('hex'), { mode: 0o600 });
    await link(draft, path).catch(() => undefined);
    await rm(draft);
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    throw new BalieError('data-dir-unusable', { detail: path, cause: error });
  }
}
