import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createPeopleManager } from '../../../src/identity/local/manage.ts';
import { verify } from '../../../src/audit/verify.ts';
import { unrecorded } from '../../support/acts.ts';
import { attest, newAuthenticator } from '../../support/authenticator.ts';
import { type TestDesk, startTestDesk } from '../../support/desk.ts';
import { colleague, GROUPS } from '../../support/employee.ts';
import { cookieIn, passkeyClient, told } from '../../support/passkeys.ts';

let desk: TestDesk;
let at: ReturnType<typeof passkeyClient>;
beforeAll(async () => {
  desk = await startTestDesk({ groups: GROUPS });
  at = passkeyClient(desk);
});
afterAll(() => desk.close());

const lastActs = async () => (await desk.db.query<{ body: string }>(`SELECT body FROM audit_entries WHERE kind ~ '^(person|passkey)[.]' ORDER BY number`)).map(({ body }) => JSON.parse(body) as { kind: string; facts: Record<string, unknown> });
const long = (hours: number) => new Date(Date.now() - hours * 3_600_000);

describe('the link of the first admin', () => {
  beforeEach(() => desk.db.query('DELETE FROM people'));

  test('makes an account that manages the desk, once, and logs in', async () => {
    const invitation = await at.first();
    expect(await (await at.send('invitation', { invitation })).json()).toEqual({ isFirst: true, isNew: true, name: null });
    expect(await told((await at.make({ invitation })).answer)).toBe('400 name-missing');
    const { answer } = await at.make({ invitation, name: ' Noor de Wit ' });
    expect(await answer.json()).toEqual({ location: '/werk' });
    const cookie = cookieIn(answer);
    expect(await (await at.get('/werk', cookie)).text()).toContain('Noor de Wit');
    const admin = await (await at.get('/beheer', cookie)).text();
    for (const part of ['Producten en diensten', '/beheer/collecties/intern', '/beheer/beoordelen', '/beheer/aan-uit']) expect(admin, part).toContain(part);
    expect((await fetch(`${at.origin}/api/v1/keys`, { headers: { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' } })).status).toBe(200);

    expect(await told(await at.send('invitation', { invitation }))).toBe('404 invitation-invalid');
    expect(await told((await at.make({ invitation, name: 'Nog een' })).answer)).toBe('404 invitation-invalid');
    await expect(at.first()).rejects.toThrow('there is an admin already');
    const acts = await lastActs();
    expect(acts.map(({ kind }) => kind)).toEqual(['person.made', 'passkey.added']);
    expect(acts[0]?.facts).toMatchObject({ isFirst: true, byInvitation: true, claims: ['balie:employee', 'balie:editor', 'balie:reviewer', 'balie:admin'] });
    expect(JSON.stringify(acts)).not.toContain('Noor');
    expect((await verify(desk.db, desk.auditKey)).firstFault).toBeUndefined();
    expect(JSON.stringify([await desk.db.query('SELECT i::text FROM invitations i'), desk.logged])).not.toContain(invitation);
  });

  test('is void after the next start, also for who had it open', async () => {
    const old = await at.first();
    const options = (await (await at.send('register/options', { invitation: old, name: 'Oud' })).json()) as Parameters<typeof attest>[1];
    const invitation = await at.first();
    expect(await told(await at.send('invitation', { invitation: old }))).toBe('404 invitation-invalid');
    const authenticator = newAuthenticator();
    expect(await told(await at.send('register', { invitation: old, name: 'Oud', credential: attest(authenticator, options, at.origin) }))).toBe('404 invitation-invalid');
    expect(await told(await at.send('register', { invitation, name: 'Oud', credential: attest(authenticator, options, at.origin) }))).toBe('400 passkey-unusable');
    expect((await at.make({ invitation, name: 'Nieuw' })).answer.status).toBe(200);
  });

  test('is void once there is an admin in another way', async () => {
    const invitation = await at.first();
    await colleague(desk, ['beheer']);
    expect(await told((await at.make({ invitation, name: 'Te laat' })).answer)).toBe('404 invitation-invalid');
  });
});

describe('an invitation', () => {
  test('makes an account with its own name and roles, whatever who opens it says', async () => {
    const invitation = await at.invited(['employee']);
    expect(await (await at.send('invitation', { invitation })).json()).toEqual({ isFirst: false, isNew: true, name: 'Sam Bos' });
    const { answer } = await at.make({ invitation, name: 'Iemand anders', label: 'Telefoon' });
    const cookie = cookieIn(answer);
    const page = await (await at.get('/werk/account', cookie)).text();
    expect(page).toContain('Sam Bos');
    expect(page).toContain('Telefoon');
    expect(page).not.toContain('Iemand anders');
    expect((await at.get('/beheer', cookie)).status).not.toBe(200);
    expect((await fetch(`${at.origin}/api/v1/keys`, { headers: { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' } })).status).toBe(403);
  });

  test('of two at once lets one make an account', async () => {
    const invitation = await at.invited();
    const before = (await desk.db.query('SELECT FROM people')).length;
    const started = await Promise.all([1, 2, 3].map(async () => (await (await at.send('register/options', { invitation })).json()) as Parameters<typeof attest>[1]));
    const answers = await Promise.all(started.map((options) => at.send('register', { invitation, credential: attest(newAuthenticator(), options, at.origin) })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404, 404]);
    expect((await desk.db.query('SELECT FROM people')).length).toBe(before + 1);
  });

  test('for a lost passkey leads into the account that is there', async () => {
    const { id } = await at.member();
    const invitation = await at.invited({ personId: id });
    expect(await (await at.send('invitation', { invitation })).json()).toEqual({ isFirst: false, isNew: false, name: 'Sam Bos' });
    const { answer, authenticator } = await at.make({ invitation });
    expect(answer.status).toBe(200);
    expect((await at.login(authenticator)).status).toBe(200);
    expect(await desk.db.query('SELECT DISTINCT person_id AS id FROM passkeys WHERE person_id = $1', [id])).toEqual([{ id }]);
  });

  test('holds no more after a day, or when its account is shut out', async () => {
    expect(await told((await at.make({ invitation: await at.invited(['employee'], long(24.1)) })).answer)).toBe('404 invitation-invalid');
    expect((await at.make({ invitation: await at.invited(['employee'], long(23.9)) })).answer.status).toBe(200);
    const { id } = await at.member();
    const invitation = await at.invited({ personId: id });
    await createPeopleManager(desk.db, unrecorded).setDisabled(id, true, { byUser: 'test' });
    expect(await told((await at.make({ invitation })).answer)).toBe('404 invitation-invalid');
  });

  test.each([['A'.repeat(43)], ['A']])('that is none is told as such: %s', async (invitation) => {
    expect(await told(await at.send('invitation', { invitation }))).toBe('404 invitation-invalid');
    expect(await told(await at.send('register/options', { invitation }))).toBe('404 invitation-invalid');
  });

  test.each([
    ['a name that is empty', { name: ' ' }],
    ['a name that is too long', { name: 'x'.repeat(101) }],
    ['a name that is more than a line', { name: 'a\nb' }],
    ['what cannot be an invitation', { invitation: 'é' }],
  ])('is not taken with %s', async (_, body) => {
    expect(await told(await at.send('register/options', { invitation: 'A'.repeat(43), ...body }))).toBe('400 input-invalid');
  });
});

describe('a passkey that is made', () => {
  test.each([
    ['another origin', { origin: 'https://kwaad.example' }],
    ['another relying party', { rpId: 'kwaad.example' }],
    ['no check of who holds it', { isUserVerified: false }],
    ['what was signed to log in', { type: 'webauthn.get' }],
    ['a challenge that was never given', { challenge: 'A'.repeat(43) }],
    ['a frame of another site', { crossOrigin: true }],
    // The library would fetch what it names.
    ['a certificate that nobody asked for', { attestation: { fmt: 'packed', statement: { alg: -7, sig: Buffer.of(1), x5c: [Buffer.of(0x30, 0)] } } }],
    ['a certificate of another kind', { attestation: { fmt: 'fido-u2f', statement: { sig: Buffer.of(1), x5c: [Buffer.of(0x30, 0)] } } }],
  ])('is refused with %s, and leaves the invitation as it was', async (_, lies) => {
    const invitation = await at.invited();
    expect(await told((await at.make({ invitation }, { lies })).answer)).toBe('400 passkey-unusable');
    expect((await at.make({ invitation })).answer.status).toBe(200);
  });

  test('is refused once more with the same challenge, or with one of somebody who logs in', async () => {
    const invitation = await at.invited();
    const options = (await (await at.send('register/options', { invitation })).json()) as Parameters<typeof attest>[1];
    const failing = attest(newAuthenticator(), options, at.origin, { isUserVerified: false });
    expect(await told(await at.send('register', { invitation, credential: failing }))).toBe('400 passkey-unusable');
    expect(await told(await at.send('register', { invitation, credential: attest(newAuthenticator(), options, at.origin) }))).toBe('400 passkey-unusable');
    const { challenge } = await at.options();
    expect(await told(await at.send('register', { invitation, credential: attest(newAuthenticator(), { ...options, challenge }, at.origin) }))).toBe('400 passkey-unusable');
  });

  test('cannot be one that is known, of whomever', async () => {
    const { authenticator } = await at.member();
    const invitation = await at.invited();
    expect(await told((await at.make({ invitation }, { authenticator })).answer)).toBe('409 passkey-known');
    expect((await at.make({ invitation })).answer.status).toBe(200);
  });
});
