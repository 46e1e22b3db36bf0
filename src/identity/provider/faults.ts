import { AuthorizationResponseError, ClientError, ResponseBodyError, WWWAuthenticateChallengeError } from 'openid-client';
import { BalieError, foreignCode } from '../../errors.ts';

/** What a provider says when somebody must begin anew with it. */
const GONE = new Set(['invalid_grant', 'interaction_required', 'login_required', 'consent_required', 'account_selection_required', 'invalid_token', 'access_denied']);
/** Codes of `ClientError` that say that nothing came, or not what a provider at work says. */
const AWAY = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON', 'OAUTH_PARSE_ERROR']);
/** What it says to somebody who gave up, or may not. */
const REFUSED = new Set(['access_denied', 'login_required', 'interaction_required', 'consent_required', 'account_selection_required']);
/** What it says when it cannot check as strongly as was asked. */
const TOO_WEAK = new Set(['unmet_authentication_requirements', 'unmet_authentication_requirement']);

/** Whether a provider said that what it gave for somebody holds no more. A challenge is of userinfo: see `fromTokens`. */
export function isGone(error: unknown): boolean {
  if (error instanceof WWWAuthenticateChallengeError) return error.status === 401;
  return error instanceof ResponseBodyError && GONE.has(error.error);
}

/**
 * What the token endpoint gives. A challenge there is for the desk, whose secret ended, and not for somebody who is logged in: RFC 6749 5.2 has a
 * provider send one along with `invalid_client`. The library throws it before it reads the body, where the fault stands.
 */
export async function fromTokens<Given>(asked: Promise<Given>): Promise<Given> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof WWWAuthenticateChallengeError)) throw error;
    const { response } = error;
    const said: unknown = await response.json().catch(() => undefined);
    const code = typeof said === 'object' && said !== null && 'error' in said && typeof said.error === 'string' ? said.error : 'invalid_client';
    throw new ResponseBodyError('a fault beside a challenge', { cause: { error: code }, response });
  }
}

/** What stopped a question of ours, which the library puts into a fault of its own. */
export function ownFault(error: unknown): BalieError | undefined {
  if (error instanceof BalieError) return error;
  return error instanceof Error && error.cause instanceof BalieError ? error.cause : undefined;
}

/** A fault of a login, with what lies behind it in its detail: codes alone, which name nobody. */
export function asLoginFault(error: unknown): BalieError {
  const own = ownFault(error);
  if (own !== undefined) return own;
  if (error instanceof AuthorizationResponseError) {
    if (TOO_WEAK.has(error.error)) return new BalieError('step-up-weak');
    const code = REFUSED.has(error.error) ? 'login-refused' : ['server_error', 'temporarily_unavailable'].includes(error.error) ? 'login-provider-away' : 'login-answer-wrong';
    return new BalieError(code, { detail: plain(error.error), cause: error });
  }
  if (error instanceof ResponseBodyError) {
    // The code was used or is too old; all else is between the desk and its provider.
    const code = error.error === 'invalid_grant' ? 'login-answer-wrong' : error.status >= 500 ? 'login-provider-away' : 'login-desk-refused';
    return new BalieError(code, { detail: plain(error.error), cause: error });
  }
  // Userinfo does not take what was given a moment ago.
  if (error instanceof WWWAuthenticateChallengeError && error.status < 500) return new BalieError('login-desk-refused', { detail: `HTTP ${error.status}`, cause: error });
  const code = foreignCode(error);
  const isWrong = error instanceof ClientError && code !== '' && !AWAY.has(code);
  return new BalieError(isWrong ? 'login-answer-wrong' : 'login-provider-away', { detail: code || foreignCode(error instanceof Error ? error.cause : undefined), cause: error });
}

/** Of a text that came from elsewhere. */
function plain(text: string): string {
  return text.replaceAll(/[^\w.-]/g, '').slice(0, 60);
}
