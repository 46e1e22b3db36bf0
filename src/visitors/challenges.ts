import { pbkdf2, randomBytes, randomInt } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import { Signed } from './signed.ts';

/** So long a proof may take, and be kept. */
export const CHALLENGE_MS = 5 * 60_000;
/**
 * Of one try. With fewer a browser would mostly wait for its own calls, which a program does not make; with more the desk would work
 * longer to check one.
 */
const ITERATIONS = 250;
const BYTES = 32;
/** The challenge's token, a dot, the number that was found. */
const PROOF = /^([\w-]{1,600}\.[\w-]{43})\.(\d{1,7})$/;

const derive = promisify(pbkdf2);

const facts = z.strictObject({
  salt: z.base64url(),
  /** What the right number gives. */
  target: z.base64url(),
  iterations: z.int(),
  difficulty: z.int(),
  /** Milliseconds since 1970. */
  until: z.int(),
});

/** Find the number from 0 to `difficulty` that, as four bytes (the highest first), is the salt with which PBKDF2 makes `target` of the challenge's `salt`. */
export interface Challenge {
  readonly algorithm: 'PBKDF2-SHA-256';
  /** Both base64url. */
  readonly salt: string;
  readonly target: string;
  readonly iterations: number;
  readonly difficulty: number;
  readonly until: string;
  /** Says all this in signed form: it goes back with a dot and the number behind it. */
  readonly token: string;
}

interface Options {
  /** So many tries at most: who asks waits no longer, which zeros in front of a hash would not promise. */
  readonly difficulty: number;
  readonly now?: () => number;
}

/** Proofs of work: asked and checked by any replica, and kept by none. Each is for one address. */
export class Challenges {
  readonly #signed: Signed;
  readonly #rules: Pick<Options, 'difficulty'>;
  readonly #now: () => number;

  /** @param masterKey 32 bytes. */
  constructor(masterKey: Buffer, options: Options) {
    this.#signed = new Signed(masterKey, 'balie visitor challenges');
    // May be another one at each challenge.
    this.#rules = options;
    this.#now = options.now ?? Date.now;
  }

  /** @param address digest of whose it is: it is signed and not said. */
  async make(address: string): Promise<Challenge> {
    const salt = randomBytes(16);
    const { difficulty } = this.#rules;
    const target = await derived(salt, randomInt(difficulty + 1), ITERATIONS);
    const said = { salt: salt.toString('base64url'), target: target.toString('base64url'), iterations: ITERATIONS, difficulty, until: this.#now() + CHALLENGE_MS };
    return { algorithm: 'PBKDF2-SHA-256', ...said, until: new Date(said.until).toISOString(), token: this.#signed.seal(said satisfies z.infer<typeof facts>, address) };
  }

  /**
   * What a proof solves; undefined for one that is forged, for another address, too late or wrong. Whether it was used before must still
   * be seen. Cheapest first: who sends rubbish gets no work done.
   */
  async solved(proof: string, address: string): Promise<{ readonly salt: string; readonly until: number } | undefined> {
    const [, token = '', number = ''] = PROOF.exec(proof) ?? [];
    const opened = this.#signed.open(token, address);
    if (opened === undefined) return undefined;
    const { salt, target, iterations, difficulty, until } = facts.parse(opened);
    if (until <= this.#now() || Number(number) > difficulty) return undefined;
    const found = await derived(Buffer.from(salt, 'base64url'), Number(number), iterations);
    return found.equals(Buffer.from(target, 'base64url')) ? { salt, until } : undefined;
  }
}

async function derived(salt: Buffer, number: number, iterations: number): Promise<Buffer> {
  const counter = Buffer.alloc(4);
  counter.writeUInt32BE(number);
  return derive(salt, counter, iterations, BYTES, 'sha256');
}
