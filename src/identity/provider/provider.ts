import * as openid from 'openid-client';
import type { JWTVerifyGetKey } from 'jose';
import { BalieError } from '../../errors.ts';
import { isTryOut, type LoginSettings, type ProviderSettings } from '../login-rules.ts';
import type { KnownAs } from '../people.ts';
import { asker, ASK_SECONDS, hostsOutside } from './ask.ts';
import { type Claims, knownAs, saysGroups } from './claims.ts';
import { asLoginFault, fromTokens } from './faults.ts';
import { keysAt, type LogoutMessage, readLogoutMessage, SKEW_SECONDS } from './logout-message.ts';

/** What the desk has of a provider for one session, to ask anew with and to log out. */
export interface Tokens {
  readonly idToken: string;
  readonly accessToken: string;
  readonly refreshToken?: string;
}

/** Somebody whom the provider vouches for. */
export interface Vouched {
  readonly person: KnownAs;
  readonly tokens: Tokens;
  /** Its own name for this session of theirs. */
  readonly sid: string | null;
  /** How they showed who they are, and when; null: it does not say. */
  readonly acr: string | null;
  readonly authenticatedAt: Date | null;
}

/** What must come back as it was sent. */
export interface Checks {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly redirectUri: string;
  /** Whether they must show anew who they are. */
  readonly isConfirming: boolean;
}

export type Provider = ReturnType<typeof createProvider>;

/** What it said of itself is asked again after so long; where that fails, what it said before goes on. */
const KEEP_MS = 12 * 60 * 60_000;
/** After a failure nobody asks for so long: they hear it at once. */
const REST_MS = 3_000;
/** Who confirms who they are did so no longer ago: what is confirmed then lasts. */
const CONFIRM_SECONDS = 300;

interface Hearing {
  /** Hears once of hosts that the provider says it answers on, and that the configuration does not name: logins will fail there. */
  readonly onOutside?: (hosts: readonly string[]) => void;
  readonly now?: () => number;
}

interface Found {
  readonly config: openid.Configuration;
  readonly outside: readonly string[];
  readonly keys: JWTVerifyGetKey;
  readonly at: number;
}

/**
 * The municipality's own provider. What it says of itself is asked when it is first needed: a provider that is away does not keep the desk from starting.
 * All throw BalieError: `login-provider-away`, `login-desk-refused`, `login-answer-wrong`, `login-misconfigured`, and what stands with them.
 */
export function createProvider(settings: ProviderSettings, { stepUp }: Pick<LoginSettings, 'stepUp'>, { onOutside, now = Date.now }: Hearing = {}) {
  let isTold = false;
  let found: Found | undefined;
  let finding: Promise<Found> | undefined;
  let failed: { readonly at: number; readonly fault: BalieError } | undefined;

  async function find(): Promise<Found> {
    if (found !== undefined && now() - found.at < KEEP_MS) return found;
    if (failed !== undefined && now() - failed.at < REST_MS) {
      if (found !== undefined) return found;
      throw failed.fault;
    }
    finding ??= discover(settings, now).finally(() => (finding = undefined));
    try {
      found = await finding;
      failed = undefined;
      if (found.outside.length > 0 && !isTold) {
        isTold = true;
        onOutside?.(found.outside);
      }
      return found;
    } catch (error) {
      failed = { at: now(), fault: asLoginFault(error) };
      if (found !== undefined) return found;
      throw failed.fault;
    }
  }

  /** Its claims are of the ID token, and of userinfo where groups or the name are not in that. */
  async function vouched(config: openid.Configuration, response: openid.TokenEndpointResponse & openid.TokenEndpointResponseHelpers, before?: Tokens & { readonly subject: string }): Promise<Vouched> {
    const idClaims: Claims = response.claims() ?? {};
    const subject = before?.subject ?? String(idClaims['sub']);
    if (idClaims['sub'] !== undefined && idClaims['sub'] !== subject) throw new BalieError('login-answer-wrong', { detail: 'sub' });
    const isEnough = saysGroups(idClaims, settings);
    const more: Claims = isEnough || config.serverMetadata().userinfo_endpoint === undefined ? {} : await openid.fetchUserInfo(config, response.access_token, subject);
    if (!isEnough) saysGroups(more, settings);
    const authTime = idClaims['auth_time'];
    const refreshToken = response.refresh_token ?? before?.refreshToken;
    return {
      person: knownAs(settings.issuer, { ...more, ...idClaims, sub: subject }, settings),
      tokens: { idToken: response.id_token ?? before?.idToken ?? '', accessToken: response.access_token, ...(refreshToken !== undefined && { refreshToken }) },
      sid: typeof idClaims['sid'] === 'string' ? idClaims['sid'] : null,
      acr: typeof idClaims['acr'] === 'string' ? idClaims['acr'] : null,
      authenticatedAt: typeof authTime === 'number' ? new Date(authTime * 1_000) : null,
    };
  }

  const maxAge = Math.min(stepUp.maxAgeMinutes * 60, CONFIRM_SECONDS);
  return {
    issuer: settings.issuer,
    title: settings.title,

    /** The hosts that it says it answers on, and that the configuration does not name. */
    async outside(): Promise<readonly string[]> {
      return (await find()).outside;
    },

    /** Where a browser goes to log in. @param isAnew whoever the provider knows must log in there again. */
    async begin({ state, nonce, verifier, redirectUri, isConfirming }: Checks, isAnew = false): Promise<string> {
      const { config } = await find();
      const url = openid.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri, scope: settings.scopes.join(' '), state, nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
        ...(isAnew && { prompt: 'login' }),
        ...(isConfirming && { max_age: String(maxAge), ...(stepUp.acr && { acr_values: stepUp.acr.join(' ') }) }),
      });
      return url.href;
    },

    /** Who came back. @param query of the address that they came to. */
    async redeem(query: URLSearchParams, { state, nonce, verifier, redirectUri, isConfirming }: Checks): Promise<Vouched> {
      const { config } = await find();
      const url = new URL(redirectUri);
      url.search = query.toString();
      try {
        const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, ...(isConfirming && { maxAge }) };
        return await vouched(config, await fromTokens(openid.authorizationCodeGrant(config, url, checks)));
      } catch (error) {
        throw asLoginFault(error);
      }
    },

    /** Who they are now, and in which groups. @throws what openid-client throws: see `isGone`. */
    async renew(tokens: Tokens, subject: string): Promise<Vouched> {
      const { config } = await find();
      if (tokens.refreshToken !== undefined) return vouched(config, await fromTokens(openid.refreshTokenGrant(config, tokens.refreshToken)), { ...tokens, subject });
      const claims: Claims = await openid.fetchUserInfo(config, tokens.accessToken, subject);
      saysGroups(claims, settings);
      return { person: knownAs(settings.issuer, claims, settings), tokens, sid: null, acr: null, authenticatedAt: null };
    },

    /** Where a browser goes to log out there too; undefined where that cannot be, or not now. */
    async endUrl(idToken: string, returnTo: string): Promise<string | undefined> {
      try {
        const { config } = await find();
        if (config.serverMetadata().end_session_endpoint === undefined) return undefined;
        const url = openid.buildEndSessionUrl(config, { post_logout_redirect_uri: returnTo, state: 'uitgelogd', id_token_hint: idToken });
        return url.href;
      } catch {
        return undefined;
      }
    },

    /** As `readLogoutMessage`. */
    async logoutMessage(token: string): Promise<LogoutMessage> {
      const { config, keys } = await find();
      return readLogoutMessage(token, { issuer: config.serverMetadata().issuer, clientId: settings.clientId, keys, now: () => new Date(now()) });
    },
  };
}

async function discover(settings: ProviderSettings, now: () => number): Promise<Found> {
  const execute = [openid.enableNonRepudiationChecks, ...(isTryOut(settings) ? [openid.allowInsecureRequests] : [])];
  const metadata = { client_secret: settings.clientSecret, [openid.clockTolerance]: SKEW_SECONDS };
  const ask = asker(settings);
  const config = await openid.discovery(new URL(settings.issuer), settings.clientId, metadata, secretAuth(settings.clientSecret), { execute, timeout: ASK_SECONDS, [openid.customFetch]: ask });
  const { jwks_uri: keysAddress } = config.serverMetadata();
  if (keysAddress === undefined) throw new BalieError('login-answer-wrong', { detail: 'jwks_uri' });
  return { config, outside: hostsOutside(config.serverMetadata(), settings), keys: keysAt(keysAddress, ask), at: now() };
}

/** In the body, where a provider takes that: how a secret is written in the header is read in more than one way. */
function secretAuth(secret: string): openid.ClientAuth {
  const [post, basic] = [openid.ClientSecretPost(secret), openid.ClientSecretBasic(secret)];
  return (server, ...rest) => (server.token_endpoint_auth_methods_supported?.includes('client_secret_post') === true ? post : basic)(server, ...rest);
}
