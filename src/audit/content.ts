import { createCipheriv, createDecipheriv, createHash, type KeyObject, randomBytes, randomFillSync } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BalieError, foreignCode } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { type KeyCommand, keyFromCommand } from './key-command.ts';

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Random bytes are drawn for many keys at once: a draw of its own costs as much as encrypting a question. */
const drawn = Buffer.alloc(4_096);
let used = drawn.length;

/** A KeyObject is worth making for a key that is used more than once: with bytes, OpenSSL's own is made each time. */
type CipherKey = Buffer | KeyObject;

/** AES-256-GCM: 12 bytes IV, 16 bytes tag, then the ciphertext. `context` is bound to it: it opens in no other place. */
export function seal(key: CipherKey, plain: Buffer, context: string): Buffer {
  const iv = random(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, iv).setAAD(Buffer.from(context));
  const sealed = cipher.update(plain);
  const rest = cipher.final();
  return Buffer.concat([iv, cipher.getAuthTag(), sealed, rest]);
}

/** @throws Error when the key, the context or a byte is another than at sealing. */
export function unseal(key: CipherKey, sealed: Buffer, context: string): Buffer {
  const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
}

export function newKey(): Buffer {
  return random(KEY_BYTES);
}

/** Bytes that nobody gets twice: what is handed out is wiped from the store. */
function random(length: number): Buffer {
  if (used + length > drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  const bytes = Buffer.from(drawn.subarray(used, used + length));
  drawn.fill(0, used, used + length);
  used += length;
  return bytes;
}

/** Where the master key is: in the configuration, given by a program, or in a file of the data folder. */
export type ConfiguredKey = string | { readonly command: KeyCommand } | undefined;

/**
 * The key that wraps the turns' keys: the configured one, or `audit.key` in the data folder, made when the database is new.
 * @throws BalieError `audit-key-wrong` when the database holds content under other keys only, `audit-key-missing` when it does and there is no
 *   key: a new one would make it unreadable without anyone noticing; `audit-key-command-failed`.
 */
export async function masterKey(db: Database, configured: ConfiguredKey, dataDir: string): Promise<Buffer> {
  const key = keyIn(await keyText(db, configured, dataDir), dataDir);
  const fingerprint = fingerprintOf(key);
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

/** By which the database knows its master key. */
export function fingerprintOf(masterKey: Buffer): string {
  return createHash('sha256').update(masterKey).digest('hex').slice(0, 16);
}

/** The master key that is there already, for a database that is not there yet. @throws BalieError `audit-key-missing`, `audit-key-wrong`, `audit-key-command-failed`. */
export async function existingMasterKey(configured: ConfiguredKey, dataDir: string): Promise<Buffer> {
  return keyIn(await keyText(undefined, configured, dataDir), dataDir);
}

function keyIn(text: string, dataDir: string): Buffer {
  const key = Buffer.from(text, 'hex');
  if (key.length !== KEY_BYTES) throw new BalieError('audit-key-wrong', { detail: join(dataDir, 'audit.key') });
  return key;
}

/** @param db undefined: one that is not there is not made. */
async function keyText(db: Database | undefined, configured: ConfiguredKey, dataDir: string): Promise<string> {
  if (typeof configured === 'string') return configured;
  if (configured !== undefined) return keyFromCommand(configured.command);
  const path = join(dataDir, 'audit.key');
  try {
    if (db !== undefined && (await db.query('SELECT 1 FROM audit_master_keys LIMIT 1')).length === 0) await makeKeyFile(dataDir, path);
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if (error instanceof BalieError) throw error;
    // Made anew it would stand in the place of the one that somebody may still put back.
    throw new BalieError(foreignCode(error) === 'ENOENT' ? 'audit-key-missing' : 'data-dir-unusable', { detail: path, cause: error });
  }
}

/** One that is there already stays. */
async function makeKeyFile(dataDir: string, path: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    // Linked into place whole: of two processes that make one at once, both use the first.
    const draft = `${path}.${randomBytes(8).toString('hex')}`;
    await writeFile(draft, newKey().toString('hex'), { mode: 0o600 });
    await link(draft, path).catch(() => undefined);
    await rm(draft);
  } catch (error) {
    throw new BalieError('data-dir-unusable', { detail: path, cause: error });
  }
}
