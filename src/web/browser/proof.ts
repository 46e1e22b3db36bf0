/**
 * Proof of work, for when many questions come in at once: the server gives a sum that takes a device a second or so, and checks the outcome
 * in no time. The sums are made by the browser itself, beside this page, which stays alive meanwhile.
 */

/** What the server asks: see the description of its API. */
export interface Challenge {
  readonly salt: string;
  readonly target: string;
  readonly iterations: number;
  readonly difficulty: number;
  readonly token: string;
}

/** So many sums are handed over at once: the browser is never without, and one that is stopped soon stops. */
const atOnce = 32;
const bits = 256;

/** The challenge of an answer that asks for one; undefined for every other answer. */
export async function challengeIn(response: Response): Promise<Challenge | undefined> {
  if (response.status !== 429) return undefined;
  // A copy: who shows the fault reads it once more.
  const { challenge } = (await response.clone().json().catch(() => ({}))) as { readonly challenge?: Partial<Challenge> };
  const { salt, target, token, iterations, difficulty } = challenge ?? {};
  if (typeof salt !== 'string' || typeof target !== 'string' || typeof token !== 'string') return undefined;
  return typeof iterations === 'number' && typeof difficulty === 'number' ? { salt, target, token, iterations, difficulty } : undefined;
}

/** Whether this browser can make the sums: only on a page that came over https, or from this machine. */
export const canProve = (): boolean => isSecureContext && 'subtle' in crypto;

/** @returns what to send along. @throws the signal's reason; an error when nothing fits, which a challenge of our own server does not do. */
export async function solve({ salt, target, iterations, difficulty, token }: Challenge, signal: AbortSignal): Promise<string> {
  const key = await crypto.subtle.importKey('raw', bytesOf(salt), 'PBKDF2', false, ['deriveBits']);
  const wanted = bytesOf(target);
  const fits = async (number: number) => {
    const counter = new Uint8Array([number >>> 24, number >>> 16, number >>> 8, number]);
    const found = new Uint8Array(await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt: counter, iterations }, key, bits));
    return found.every((byte, index) => byte === wanted[index]);
  };
  for (let from = 0; from <= difficulty; from += atOnce) {
    if (signal.aborted) throw signal.reason;
    const numbers = Array.from({ length: Math.min(atOnce, difficulty + 1 - from) }, (_, index) => from + index);
    const fitting = await Promise.all(numbers.map(fits));
    const index = fitting.indexOf(true);
    if (index >= 0) return `${token}.${from + index}`;
  }
  throw new Error('no number fits');
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}
