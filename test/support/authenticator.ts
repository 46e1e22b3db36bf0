import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** An authenticator made by hand, which can also do what no browser would. */
export interface Authenticator {
  readonly id: string;
  /** Of the account that the passkey is for, as the desk gave it. */
  userHandle: string;
  readonly key: KeyObject;
  counter: number;
}

/** What is to be otherwise than it should be. */
export interface Lies {
  readonly origin?: string;
  readonly rpId?: string;
  readonly type?: string;
  readonly crossOrigin?: boolean;
  readonly isUserVerified?: boolean;
  readonly isUserPresent?: boolean;
  readonly counter?: number;
  readonly userHandle?: string | null;
  readonly id?: string;
  /** Of another passkey. */
  readonly key?: KeyObject;
  readonly challenge?: string;
  /** Vouches for itself, as some do though nobody asks. */
  readonly isSelfAttested?: boolean;
  readonly attestation?: { readonly fmt: string; readonly statement: Readonly<Record<string, Cbor>> };
}

interface CreationOptions {
  readonly challenge: string;
  readonly rp: { readonly id: string };
  readonly user: { readonly id: string };
}

const base64url = (bytes: Buffer) => bytes.toString('base64url');

export function newAuthenticator(): Authenticator {
  // Read again from its own text: a key that was just made does not give its coordinates in every form.
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { id: base64url(randomBytes(32)), userHandle: '', key: createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })), counter: 0 };
}

/** Makes the passkey that the desk asks for. */
export function attest(authenticator: Authenticator, options: CreationOptions, origin: string, lies: Lies = {}) {
  authenticator.userHandle = options.user.id;
  const { x = '', y = '' } = authenticator.key.export({ format: 'jwk' });
  const publicKey = new Map<number, Cbor>([[1, 2], [3, -7], [-1, 1], [-2, Buffer.from(x, 'base64url')], [-3, Buffer.from(y, 'base64url')]]);
  const id = Buffer.from(authenticator.id, 'base64url');
  const length = Buffer.alloc(2);
  length.writeUInt16BE(id.length);
  const authData = Buffer.concat([authenticatorData(lies.rpId ?? options.rp.id, authenticator.counter, 0x40, lies), Buffer.alloc(16), length, id, cbor(publicKey)]);
  const clientDataJSON = clientData('webauthn.create', options.challenge, origin, lies);
  const own = () => ({ fmt: 'packed', statement: { alg: -7, sig: sign('sha256', signedOver(authData, clientDataJSON), authenticator.key) } });
  const { fmt, statement } = lies.attestation ?? (lies.isSelfAttested === true ? own() : { fmt: 'none', statement: {} });
  const attestationObject = cbor(new Map<string, Cbor>([['fmt', fmt], ['attStmt', new Map(Object.entries(statement))], ['authData', authData]]));
  return {
    id: authenticator.id, rawId: authenticator.id, type: 'public-key',
    response: { clientDataJSON, attestationObject: base64url(attestationObject), transports: ['internal'] },
  };
}

/** Signs what the desk asks for, and counts. */
export function assert(authenticator: Authenticator, options: { readonly challenge: string; readonly rpId: string }, origin: string, lies: Lies = {}) {
  authenticator.counter = lies.counter ?? authenticator.counter + 1;
  const authData = authenticatorData(lies.rpId ?? options.rpId, authenticator.counter, 0, lies);
  const clientDataJSON = clientData('webauthn.get', options.challenge, origin, lies);
  const id = lies.id ?? authenticator.id;
  return {
    id, rawId: id, type: 'public-key',
    response: {
      clientDataJSON, authenticatorData: base64url(authData), signature: base64url(sign('sha256', signedOver(authData, clientDataJSON), lies.key ?? authenticator.key)),
      userHandle: lies.userHandle === undefined ? authenticator.userHandle : lies.userHandle,
    },
  };
}

function signedOver(authData: Buffer, clientDataJSON: string): Buffer {
  return Buffer.concat([authData, createHash('sha256').update(Buffer.from(clientDataJSON, 'base64url')).digest()]);
}

function clientData(type: string, challenge: string, origin: string, lies: Lies): string {
  return base64url(Buffer.from(JSON.stringify({ type: lies.type ?? type, challenge: lies.challenge ?? challenge, origin: lies.origin ?? origin, crossOrigin: lies.crossOrigin ?? false })));
}

function authenticatorData(rpId: string, counter: number, more: number, { isUserVerified = true, isUserPresent = true }: Lies): Buffer {
  const count = Buffer.alloc(4);
  count.writeUInt32BE(counter);
  return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.of((isUserPresent ? 0x01 : 0) | (isUserVerified ? 0x04 : 0) | more), count]);
}

type Cbor = number | string | Buffer | readonly Cbor[] | ReadonlyMap<number, Cbor> | ReadonlyMap<string, Cbor>;

/** As much of CBOR as authenticators speak. */
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (value instanceof Map) return Buffer.concat([head(5, value.size), ...[...(value as Map<number | string, Cbor>)].flatMap(([key, one]) => [cbor(key), cbor(one)])]);
  const list = value as readonly Cbor[];
  return Buffer.concat([head(4, list.length), ...list.map(cbor)]);
}

function head(kind: number, size: number): Buffer {
  if (size < 24) return Buffer.of((kind << 5) | size);
  return size < 256 ? Buffer.of((kind << 5) | 24, size) : Buffer.of((kind << 5) | 25, size >> 8, size & 0xff);
}
