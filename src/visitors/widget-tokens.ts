import { createHmac, createSecretKey, hkdfSync, type KeyObject, randomUUID, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { BalieError } from '../errors.ts';

/** So long a token opens the desk; the page asks for a new one in time. */
export const TOKEN_MS = 15 * 60_000;
/** Base64url of the facts, a dot, base64url of 32 bytes. */
const SHAPE = /^([\w-]{1,800})\.([\w-]{43})$/;

const facts = z.strictObject({
  /** For the limits of this one. */
  id: z.uuid(),
  /** Of the page that the desk stands in, such as `https://www.gemeente.example`. */
  origin: z.url(),
  assistant: z.string().min(1),
  /** Milliseconds since 1970. */
  until: z.int(),
});

export type WidgetToken = z.infer<typeof facts>;

/**
 * Short-lived tokens with which the desk in a page of another site asks. They are no secret: each is bound to that site, to one assistant
 * and to limits of its own. Signed with a key derived from the deployment's master key, so that every replica knows them and none keeps them.
 */
export class WidgetTokens {
  readonly #key: KeyObject;
  readonly #now: () => number;

  /** @param masterKey 32 bytes. */
  constructor(masterKey: Buffer, now: () => number = Date.now) {
    this.#key = createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, '', 'balie widget tokens', 32)));
    this.#now = now;
  }

  /** @param id of the token that it comes in the place of: its limits go on. */
  issue(origin: string, assistant: string, id: string = randomUUID()): { readonly token: string; readonly until: number } {
    const until = this.#now() + TOKEN_MS;
    const said = Buffer.from(JSON.stringify({ id, origin, assistant, until } satisfies WidgetToken)).toString('base64url');
    return { token: `${said}.${this.#sign(said).toString('base64url')}`, until };
  }

  /**
   * Who has it must still be asked from where it comes.
   * @throws BalieError `widget-token-invalid` when it is none of ours; `widget-token-expired`; `widget-token-elsewhere` for another assistant.
   */
  read(token: string, assistant: string): WidgetToken {
    const [, said = '', signature = ''] = SHAPE.exec(token) ?? [];
    if (said === '' || !timingSafeEqual(this.#sign(said), Buffer.from(signature, 'base64url'))) throw new BalieError('widget-token-invalid');
    const given = facts.parse(JSON.parse(Buffer.from(said, 'base64url').toString()));
    if (given.until <= this.#now()) throw new BalieError('widget-token-expired');
    if (given.assistant !== assistant) throw new BalieError('widget-token-elsewhere');
    return given;
  }

  #sign(said: string): Buffer {
    return createHmac('sha256', this.#key).update(said).digest();
  }
}
