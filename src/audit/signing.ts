import { createPrivateKey, createPublicKey, hash, hkdfSync, type KeyObject, sign, verify } from 'node:crypto';

/** What an Ed25519 private key looks like around its 32 bytes (RFC 8410, PKCS #8). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Signs what the desk says of its own log, so that an outsider who has no secret of it can check that. */
export interface Signer {
  /** SPKI, PEM. */
  readonly publicKey: string;
  /** Which key that is: SHA-256 of its SPKI (hex). Told to the auditor beforehand, by another way. */
  readonly keyId: string;
  /** @returns Ed25519 signature over the bytes of the text (base64). */
  sign(text: string): string;
}

/** The signing key goes with the master key: every copy of the desk that has that signs alike. A key of its own, as no key should serve two purposes. */
export function createSigner(masterKey: Buffer): Signer {
  const seed = Buffer.from(hkdfSync('sha256', masterKey, '', 'balie audit signature', 32));
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key);
  return {
    publicKey: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    keyId: keyIdOf(publicKey),
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64'),
  };
}

function keyIdOf(publicKey: KeyObject): string {
  return hash('sha256', publicKey.export({ format: 'der', type: 'spki' }), 'hex');
}

/** Of somebody else, by their public key; undefined for what is none. */
export function signerOf(publicKey: string): Pick<Signer, 'publicKey' | 'keyId'> | undefined {
  try {
    return { publicKey, keyId: keyIdOf(createPublicKey(publicKey)) };
  } catch {
    return undefined;
  }
}

/** Whether that key signed this text; also false for what is no key or no signature. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  try {
    const bytes = Buffer.from(signature, 'base64');
    // Base64 can be written in more ways than one: another one is a change all the same.
    return bytes.toString('base64') === signature && verify(null, Buffer.from(text), createPublicKey(publicKey), bytes);
  } catch {
    return false;
  }
}
