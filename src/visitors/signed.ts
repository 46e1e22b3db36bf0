import { createHmac, createSecretKey, hkdfSync, type KeyObject, timingSafeEqual } from 'node:crypto';

/** Base64url of the facts, a dot, base64url of 32 bytes. */
const SHAPE = /^([\w-]{1,800})\.([\w-]{43})$/;

/** Facts that who has them carries along, signed: every replica knows them, and none keeps them. They are no secret. */
export class Signed {
  readonly #key: KeyObject;

  /** @param masterKey 32 bytes. @param purpose what is signed for one is not valid for another. */
  constructor(masterKey: Buffer, purpose: string) {
    this.#key = createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, '', purpose, 32)));
  }

  /** @param tie what they are signed together with, and do not say. */
  seal(facts: object, tie = ''): string {
    const said = Buffer.from(JSON.stringify(facts)).toString('base64url');
    return `${said}.${this.#sign(said, tie).toString('base64url')}`;
  }

  /** @returns the facts as they were sealed; undefined for what is not ours, or is tied to something else. */
  open(token: string, tie = ''): unknown {
    const [, said = '', signature = ''] = SHAPE.exec(token) ?? [];
    if (said === '' || !timingSafeEqual(this.#sign(said, tie), Buffer.from(signature, 'base64url'))) return undefined;
    return JSON.parse(Buffer.from(said, 'base64url').toString());
  }

  #sign(said: string, tie: string): Buffer {
    return createHmac('sha256', this.#key).update(`${said}.${tie}`).digest();
  }
}
