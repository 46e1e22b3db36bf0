import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { BalieError } from '../errors.ts';
import { Signed } from './signed.ts';

/** So long a token opens the desk; the page asks for a new one in time. */
export const TOKEN_MS = 15 * 60_000;

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
 * and to limits of its own.
 */
export class WidgetTokens {
  readonly #signed: Signed;
  readonly #now: () => number;

  /** @param masterKey 32 bytes. */
  constructor(masterKey: Buffer, now: () => number = Date.now) {
    this.#signed = new Signed(masterKey, 'balie widget tokens');
    this.#now = now;
  }

  /** @param id of the token that it comes in the place of: its limits go on. */
  issue(origin: string, assistant: string, id: string = randomUUID()): { readonly token: string; readonly until: number } {
    const until = this.#now() + TOKEN_MS;
    return { token: this.#signed.seal({ id, origin, assistant, until } satisfies WidgetToken), until };
  }

  /**
   * Who has it must still be asked from where it comes.
   * @throws BalieError `widget-token-invalid` when it is none of ours; `widget-token-expired`; `widget-token-elsewhere` for another assistant.
   */
  read(token: string, assistant: string): WidgetToken {
    const { isLate, ...given } = this.readAlsoLate(token, assistant);
    if (isLate) throw new BalieError('widget-token-expired');
    return given;
  }

  /** The same, also for one that is ours but too old: for which page it was is still true then. @throws BalieError as `read`, but for that. */
  readAlsoLate(token: string, assistant: string): WidgetToken & { readonly isLate: boolean } {
    const opened = this.#signed.open(token);
    if (opened === undefined) throw new BalieError('widget-token-invalid');
    const given = facts.parse(opened);
    const isLate = given.until <= this.#now();
    // What is too old says so first, whatever else it is.
    if (given.assistant !== assistant) throw new BalieError(isLate ? 'widget-token-expired' : 'widget-token-elsewhere');
    return { ...given, isLate };
  }
}
