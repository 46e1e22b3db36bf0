import type { CustomFetch } from 'openid-client';
import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { BalieError, foreignCode } from '../../errors.ts';
import { ASK_SECONDS } from './ask.ts';

/** Who was logged out, as the provider says: one session of theirs, or all. */
export interface LogoutMessage {
  /** Its own number, with which it is known when it comes once more. */
  readonly id: string;
  readonly subject?: string;
  readonly sid?: string;
  /** From then on it would be too old. */
  readonly expiresAt: Date;
}

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** Signed with a private key: no secret that others may have too, and never `none`. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];
export const SKEW_SECONDS = 60;
/** So old a message may be: who was logged out long ago is logged out. */
const MAX_AGE_SECONDS = 600;
const MAX_LENGTH = 255;
const TYPES = new Set(['logout+jwt', 'jwt']);

interface Expected {
  readonly issuer: string;
  readonly clientId: string;
  readonly keys: JWTVerifyGetKey;
  readonly now: () => Date;
}

/** The public keys of a provider, fetched when they are needed. */
export function keysAt(address: string, ask: CustomFetch): JWTVerifyGetKey {
  return createRemoteJWKSet(new URL(address), { timeoutDuration: ASK_SECONDS * 1_000, [customFetch]: (url, options) => ask(url, { ...options, body: undefined, headers: Object.fromEntries(options.headers) }) });
}

/**
 * Reads a message of back-channel logout (OpenID Connect Back-Channel Logout 1.0, 2.6).
 * @throws BalieError `logout-message-wrong` for all that is not one of this provider for this desk, of lately; `login-provider-away` when its
 *   keys cannot be had.
 */
export async function readLogoutMessage(token: string, { issuer, clientId, keys, now }: Expected): Promise<LogoutMessage> {
  const { payload, protectedHeader } = await jwtVerify(token, keys, {
    issuer, audience: clientId, algorithms: ALGORITHMS, clockTolerance: SKEW_SECONDS, maxTokenAge: MAX_AGE_SECONDS, currentDate: now(), requiredClaims: ['iat', 'jti', 'events'],
  }).catch((cause: unknown) => {
    const code = foreignCode(cause);
    // Its keys could not be had: it may come once more.
    if (!code.startsWith('ERR_J') || code === 'ERR_JWKS_TIMEOUT') throw new BalieError('login-provider-away', { detail: code, cause });
    throw wrong(code, cause);
  });
  const { typ = 'jwt' } = protectedHeader;
  const { events, sub, sid, jti, iat, nonce } = payload;
  if (!TYPES.has(typ.toLowerCase().replace(/^application\//, ''))) throw wrong('typ');
  if (typeof events !== 'object' || events === null || typeof (events as Record<string, unknown>)[EVENT] !== 'object') throw wrong('events');
  // An ID token has one: it may not be passed off as this.
  if (nonce !== undefined) throw wrong('nonce');
  if (!isName(jti)) throw wrong('jti');
  if ((sub !== undefined && !isName(sub)) || (sid !== undefined && !isName(sid)) || (sub ?? sid) === undefined) throw wrong('sub');
  const until = (Number(iat) + MAX_AGE_SECONDS + 2 * SKEW_SECONDS) * 1_000;
  return { id: jti, ...(isName(sub) && { subject: sub }), ...(isName(sid) && { sid }), expiresAt: new Date(until) };
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_LENGTH;
}

function wrong(detail: string, cause?: unknown): BalieError {
  return new BalieError('logout-message-wrong', { detail, cause });
}
