import { claimOf, type Role } from '../../src/identity/groups.ts';
import { invite, type Invited } from '../../src/identity/local/invitations.ts';
import { inviteFirstAdmin } from '../../src/identity/local/first-admin.ts';
import { attest, assert, type Authenticator, type Lies, newAuthenticator } from './authenticator.ts';
import type { TestDesk } from './desk.ts';

const SAME_ORIGIN = { 'Sec-Fetch-Site': 'same-origin' };

/** A browser at the desk's own address, by hand. */
export function passkeyBrowser(url: string) {
  const origin = url.replace('127.0.0.1', 'localhost');
  const send = (path: string, body?: unknown, headers: Record<string, string> = {}) =>
    fetch(`${origin}/api/v1/passkeys/${path}`, {
      method: 'POST', headers: { Origin: origin, ...SAME_ORIGIN, ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers }, ...(body !== undefined && { body: JSON.stringify(body) }),
    });

  return {
    origin,
    send,

    get: (path: string, cookie: string) => fetch(origin + path, { redirect: 'manual', headers: { Cookie: cookie } }),

    post: (path: string, cookie: string) => fetch(origin + path, { method: 'POST', redirect: 'manual', headers: { Cookie: cookie, ...SAME_ORIGIN }, body: new URLSearchParams() }),

    /** Makes a passkey. @param by an invitation and a name, or nothing for who is logged in. */
    async make(by: Record<string, string>, { lies = {}, headers = {}, authenticator = newAuthenticator() }: { lies?: Lies; headers?: Record<string, string>; authenticator?: Authenticator } = {}): Promise<{ answer: Response; authenticator: Authenticator }> {
      const { label: _, ...asked } = by;
      const options = await send('register/options', asked, headers);
      if (options.status !== 200) return { answer: options, authenticator };
      const credential = attest(authenticator, (await options.json()) as Parameters<typeof attest>[1], origin, lies);
      return { answer: await send('register', { ...by, credential }, headers), authenticator };
    },

    async options() {
      return (await (await send('options')).json()) as { challenge: string; rpId: string };
    },

    async login(authenticator: Authenticator, lies: Lies = {}, more: Record<string, string> = {}): Promise<Response> {
      return send('login', { ...more, credential: assert(authenticator, await this.options(), origin, lies) });
    },
  };
}

/** The same, where accounts can be made without a command. */
export function passkeyClient({ url, db }: Pick<TestDesk, 'url' | 'db'>) {
  return {
    ...passkeyBrowser(url),

    /** What a link holds: of a new account with these roles, or of one that is there. */
    async invited(who: readonly Role[] | Invited = ['employee'], now = new Date()): Promise<string> {
      const invited: Invited = Array.isArray(who) ? { name: 'Sam Bos', claimed: who.map(claimOf) } : (who as Invited);
      return (await invite(db, invited, now)).token;
    },

    /** The link of the first admin. */
    async first(now = new Date()): Promise<string> {
      const made = await inviteFirstAdmin(db, { groups: [], now });
      if (made === undefined) throw new Error('there is an admin already');
      return made.token;
    },

    /** Somebody with an account of the desk itself, logged in. */
    async member(roles: readonly Role[] = ['employee']) {
      const { answer, authenticator } = await this.make({ invitation: await this.invited(roles) });
      if (answer.status !== 200) throw new Error(await answer.text());
      const [person] = await db.query<{ id: string }>('SELECT person_id AS id FROM passkeys WHERE credential = $1', [Buffer.from(authenticator.id, 'base64url')]);
      return { cookie: cookieIn(answer), authenticator, id: person?.id ?? '' };
    },
  };
}

export function cookieIn(answer: Response): string {
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** Status and code of a refusal. */
export async function told(answer: Response): Promise<string> {
  const { code } = (await answer.json()) as { code?: string };
  return `${answer.status} ${code ?? ''}`.trim();
}
