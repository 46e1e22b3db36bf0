import { randomUUID } from 'node:crypto';
import type { BrowserContextOptions } from 'playwright-core';
import { keepPerson } from '../../src/identity/people.ts';
import { openPersonSession } from '../../src/identity/sessions.ts';
import type { TestDesk } from './desk.ts';

/** Somebody in a browser without scripts who has logged in by name: keeps the cookie, follows nothing. */
export interface Colleague {
  readonly id: string;
  readonly cookie: string;
  /** Of the desk. */
  readonly url: string;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** Posts a form as the desk's own pages do. */
  post(path: string, fields?: Record<string, string> | FormData, headers?: Record<string, string>): Promise<Response>;
  /** Sends JSON as a script of the desk's own pages does. */
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
}

const SAME_ORIGIN = { 'Sec-Fetch-Site': 'same-origin' };

/** @param claimed groups by the provider's names: `medewerkers` is in `GROUPS`. */
export async function colleague({ db, url }: Pick<TestDesk, 'db' | 'url'>, claimed: readonly string[] = ['medewerkers'], name = 'Noor de Wit'): Promise<Colleague> {
  const id = await keepPerson(db, { issuer: 'https://inloggen.gemeente.example', subject: randomUUID(), name, email: null, claimed }, new Date());
  if (id === undefined) throw new Error('nobody was kept');
  // Who decides was there before what they decide of.
  await db.query(`UPDATE people SET created_at = created_at - interval '1 day' WHERE id = $1`, [id]);
  const cookie = `balie-sessie=${await openPersonSession(db, id, new Date())}`;
  const ask = (path: string, init: RequestInit) => fetch(url + path, { redirect: 'manual', ...init });
  return {
    id,
    cookie,
    url,
    get: (path, headers = {}) => ask(path, { headers: { Cookie: cookie, ...headers } }),
    post: (path, fields = {}, headers = SAME_ORIGIN) => ask(path, { method: 'POST', headers: { Cookie: cookie, ...headers }, body: fields instanceof FormData ? fields : new URLSearchParams(fields) }),
    send: (method, path, body, headers = SAME_ORIGIN) =>
      ask(path, { method, headers: { Cookie: cookie, 'Content-Type': 'application/json', ...headers }, ...(body !== undefined && { body: JSON.stringify(body) }) }),
  };
}

/** The session of a colleague in a real browser. @param cookie theirs, as `Colleague` has it. */
export const sessionCookie = (cookie: string, url: string) => ({ name: 'balie-sessie', value: cookie.slice('balie-sessie='.length), url });

/** A browser in which they are logged in from its first page on. */
export function loggedInAs({ cookie, url }: Pick<Colleague, 'cookie' | 'url'>): Pick<BrowserContextOptions, 'storageState'> {
  const { name, value } = sessionCookie(cookie, url);
  return { storageState: { cookies: [{ name, value, domain: new URL(url).hostname, path: '/', expires: -1, httpOnly: true, secure: false, sameSite: 'Lax' }], origins: [] } };
}

const group = { collections: [], assistants: [], models: [] };
/** Employees, some of whom are more: a claim of the same name puts somebody in each. */
export const GROUPS = [
  { ...group, id: 'medewerkers', title: 'Medewerkers', claims: ['medewerkers'], roles: ['employee' as const] },
  { ...group, id: 'redactie', title: 'Redactie', claims: ['redactie'], roles: ['employee' as const, 'editor' as const], collections: ['producten'] },
  { ...group, id: 'jeugd', title: 'Team Jeugd', claims: ['jeugd'], roles: ['employee' as const] },
  { ...group, id: 'beheer', title: 'Beheer', claims: ['beheer'], roles: ['employee' as const, 'admin' as const] },
];
