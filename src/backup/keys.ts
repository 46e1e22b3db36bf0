import { createCipheriv, createDecipheriv, createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, hash, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { BalieError } from '../errors.ts';

const KEY_BYTES = 32;
const TAG_BYTES = 16;
const ALGORITHM = 'aes-256-gcm';
/** Each wrapping key is used for one key alone. */
const NO_IV = Buffer.alloc(12);

/** The key of one backup, readable for one of those who may open it. */
export interface Wrapped {
  /** Of the recipient's public key: SHA-256 of its SPKI (hex). */
  readonly keyId: string;
  /** SPKI, base64: made for this backup, and its secret half forgotten. */
  readonly ephemeral: string;
  /** AES-256-GCM: the key, and its tag (base64). */
  readonly wrapped: string;
}

/**
 * A pair for backups (X25519, PEM). Whoever makes backups has the public half alone: a server that is broken into gives away none of the
 * backups that it made before.
 */
export function newBackupKey(): { readonly publicKey: string; readonly privateKey: string } {
  return generateKeyPairSync('x25519', { publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
}

/** @throws BalieError `backup-key-invalid` for what is no public key of X25519; a private one is none: it has no place where backups are made. */
export function publicKeyIn(pem: string): KeyObject {
  if (pem.includes('PRIVATE KEY')) throw new BalieError('backup-key-invalid', { detail: 'dit is de geheime sleutel: die hoort niet op de server' });
  return x25519(() => createPublicKey(pem));
}

/** @throws BalieError `backup-key-invalid`. */
export function privateKeyIn(pem: string): KeyObject {
  return x25519(() => createPrivateKey(pem));
}

function x25519(read: () => KeyObject): KeyObject {
  let key: KeyObject;
  try {
    key = read();
  } catch (cause) {
    throw new BalieError('backup-key-invalid', { cause });
  }
  if (key.asymmetricKeyType !== 'x25519') throw new BalieError('backup-key-invalid', { detail: `${key.asymmetricKeyType ?? ''} in plaats van X25519` });
  return key;
}

const spki = (key: KeyObject) => key.export({ type: 'spki', format: 'der' });

export function keyIdOf(publicKey: KeyObject): string {
  return hash('sha256', spki(publicKey), 'hex');
}

/** A key for one backup, wrapped for each recipient. */
export function newFileKey(recipients: readonly KeyObject[]): { readonly key: Buffer; readonly wrapped: readonly Wrapped[] } {
  const key = randomBytes(KEY_BYTES);
  const wrapped = recipients.map((recipient) => {
    const ephemeral = generateKeyPairSync('x25519');
    const cipher = createCipheriv(ALGORITHM, wrappingKey(ephemeral.privateKey, recipient, [ephemeral.publicKey, recipient]), NO_IV);
    return { keyId: keyIdOf(recipient), ephemeral: spki(ephemeral.publicKey).toString('base64'), wrapped: Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()]).toString('base64') };
  });
  return { key, wrapped };
}

/** @throws BalieError `backup-key-wrong`. */
export function openFileKey(all: readonly Wrapped[], privateKey: KeyObject): Buffer {
  const recipient = createPublicKey(privateKey);
  const keyId = keyIdOf(recipient);
  const mine = all.find((one) => one.keyId === keyId);
  if (mine === undefined) throw new BalieError('backup-key-wrong', { detail: `gemaakt voor ${all.map((one) => one.keyId.slice(0, 16)).join(', ')}; dit is ${keyId.slice(0, 16)}` });
  try {
    const ephemeral = createPublicKey({ key: Buffer.from(mine.ephemeral, 'base64'), type: 'spki', format: 'der' });
    const bytes = Buffer.from(mine.wrapped, 'base64');
    const decipher = createDecipheriv(ALGORITHM, wrappingKey(privateKey, ephemeral, [ephemeral, recipient]), NO_IV, { authTagLength: TAG_BYTES }).setAuthTag(bytes.subarray(KEY_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(0, KEY_BYTES)), decipher.final()]);
  } catch (cause) {
    throw new BalieError('backup-damaged', { detail: 'de sleutel erin', cause });
  }
}

function wrappingKey(privateKey: KeyObject, publicKey: KeyObject, parties: readonly KeyObject[]): Buffer {
  const shared = diffieHellman({ privateKey, publicKey });
  return Buffer.from(hkdfSync('sha256', shared, Buffer.concat(parties.map(spki)), 'balie backup wrap', KEY_BYTES));
}
