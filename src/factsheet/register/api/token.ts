import { BalieError } from '../../../errors.ts';
import type { RegisterSettings } from '../settings.ts';
import type { Wire } from './wire.ts';

/** Leave to speak with the register, kept until it ends. */
export interface Tokens {
  /** @throws BalieError `register-login` when it is refused; see `Wire` for the rest. */
  get(signal: AbortSignal): Promise<string>;
  /** The register did not take this one: the next `get` asks for another. */
  forget(token: string): void;
}

/** Before it ends, so that it does not end on its way. */
const EARLIER_MS = 15_000;
/** Where nothing is said of how long it holds. */
const SHORT_S = 60;

/** @param clock milliseconds that only go on: what a token says of its end is by the clock of who made it, which may be another time than ours. */
export function createTokens(settings: Pick<RegisterSettings, 'tokenUrl' | 'clientId' | 'username' | 'password'>, ask: Wire, clock: () => number = () => performance.now()): Tokens {
  let kept: { readonly token: string; readonly until: number } | undefined;
  return {
    async get(signal) {
      const now = clock();
      if (kept !== undefined && now < kept.until) return kept.token;
      const { status, body } = await ask(
        { method: 'POST', url: settings.tokenUrl, headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: form(settings) },
        signal,
      );
      if (status >= 500) throw new BalieError('register-fault', { detail: `inlogdienst: HTTP ${status}` });
      const { access_token: token, expires_in: seconds } = (typeof body === 'object' && body !== null ? body : {}) as { readonly access_token?: unknown; readonly expires_in?: unknown };
      // What is said with it may hold the name that was sent: nothing of it is told on.
      if (status !== 200 || typeof token !== 'string' || !/^[\x21-\x7e]{1,16384}$/.test(token)) throw new BalieError('register-login', { detail: `HTTP ${status}` });
      kept = { token, until: now + (typeof seconds === 'number' && seconds > 0 ? seconds : SHORT_S) * 1_000 - EARLIER_MS };
      return token;
    },
    forget(token) {
      if (kept?.token === token) kept = undefined;
    },
  };
}

function form({ clientId, username, password }: Pick<RegisterSettings, 'clientId' | 'username' | 'password'>): string {
  return new URLSearchParams({ grant_type: 'password', client_id: clientId, username, password, totp: '' }).toString();
}
