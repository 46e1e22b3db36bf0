import { isIdle } from './sessions.ts';

/** Sessions, logins that were begun, invitations and the like: each ends by itself, and goes then. Also where nobody logs in any more, which sweeps them too. */
export const expiredLogins = {
  past: `(SELECT '-infinity'::timestamptz AS expires_at FROM sessions s WHERE expires_at < $1 OR ${isIdle('$1')} UNION ALL SELECT expires_at FROM logins UNION ALL SELECT expires_at FROM logout_messages
    UNION ALL SELECT expires_at FROM passkey_challenges UNION ALL SELECT expires_at FROM invitations) ended WHERE expires_at < $1`,
  erase: [
    { from: 'sessions s', where: `expires_at < $1 OR ${isIdle('$1')}` },
    ...['logins', 'logout_messages', 'passkey_challenges', 'invitations'].map((from) => ({ from, where: 'expires_at < $1' })),
  ],
};
