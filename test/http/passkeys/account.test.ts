import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

const removal = (id: string) => `/werk/account/passkeys/${id}/verwijderen`;
const idsOf = async (personId: string) => (await desk.db.query<{ id: string }>('SELECT id FROM passkeys WHERE person_id = $1 ORDER BY created_at', [personId])).map(({ id }) => id);

async function withTwo() {
  const member = await at.member();
  const { answer, authenticator: second } = await at.make({ label: 'Sleutelbos' }, { headers: { Cookie: member.cookie } });
  if (answer.status !== 200) throw new Error(await answer.text());
  return { ...member, second, ids: await idsOf(member.id) };
}

describe('one’s own account', () => {
  test('shows its passkeys, and takes another', async () => {
    const { cookie, second, ids } = await withTwo();
    expect(ids).toHaveLength(2);
    const page = await (await at.get('/werk/account?melding=toegevoegd', cookie)).text();
    expect(page).toContain('De passkey is toegevoegd.');
    expect(page).toContain('Sleutelbos');
    expect(page.match(/class="balie-panel balie-passkey"/g)).toHaveLength(2);
    expect((await at.login(second)).status).toBe(200);
  });

  test('removes one, and ends the sessions elsewhere: one may be open where it is', async () => {
    const { cookie, authenticator, ids } = await withTwo();
    const elsewhere = cookieIn(await at.login(authenticator));
    const answer = await at.post(removal(ids[0] ?? ''), cookie);
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/werk/account?melding=passkey-weg']);
    expect(await told(await at.login(authenticator))).toBe('401 passkey-refused');
    expect((await at.get('/werk', elsewhere)).status).toBe(303);
    expect((await at.get('/werk', cookie)).status).toBe(200);
  });

  test('keeps its last passkey, also of two that are removed at once', async () => {
    const { cookie, id, ids } = await withTwo();
    const both = await Promise.all(ids.map((one) => at.post(removal(one), cookie)));
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 409]);
    const [left = ''] = await idsOf(id);
    const answer = await at.post(removal(left), cookie);
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain('Dit is uw enige passkey.');
    expect(await idsOf(id)).toEqual([left]);
  });

  test('has nothing of somebody else’s: not to remove, and not to add to', async () => {
    const [one, other] = [await withTwo(), await withTwo()];
    expect((await at.post(removal(other.ids[0] ?? ''), one.cookie)).status).toBe(404);
    expect((await at.post(removal('onzin'), one.cookie)).status).toBe(404);
    expect(await idsOf(other.id)).toEqual(other.ids);
    const options = (await (await at.send('register/options', {}, { Cookie: other.cookie })).json()) as Parameters<typeof attest>[1];
    expect(await told(await at.send('register', { credential: attest(newAuthenticator(), options, at.origin) }, { Cookie: one.cookie }))).toBe('400 passkey-unusable');
    // What an invitation began is finished with that invitation.
    const invitation = await at.invited({ personId: one.id });
    const begun = (await (await at.send('register/options', { invitation })).json()) as Parameters<typeof attest>[1];
    expect(await told(await at.send('register', { credential: attest(newAuthenticator(), begun, at.origin) }, { Cookie: one.cookie }))).toBe('400 passkey-unusable');
  });

  test('is changed by who showed lately who they are: a computer that was left open gives nobody a way in', async () => {
    const { cookie, id, ids, authenticator } = await withTwo();
    await desk.db.query(`UPDATE sessions SET authenticated_at = authenticated_at - interval '2 hours' WHERE person_id = $1`, [id]);
    const page = await (await at.get('/werk/account', cookie)).text();
    expect(page).toContain('href="/inloggen/bevestigen?naar=%2Fwerk%2Faccount"');
    expect(page).not.toMatch(/Passkey toevoegen<|verwijderen"/);
    const { answer } = await at.make({ label: 'Van een ander' }, { headers: { Cookie: cookie } });
    expect(await told(answer)).toBe('403 step-up-required');
    expect((await at.post(removal(ids[0] ?? ''), cookie)).headers.get('Location')).toMatch(/^\/inloggen\/bevestigen\?/);
    expect(await idsOf(id)).toEqual(ids);
    const again = cookieIn(await at.login(authenticator));
    expect((await at.post(removal(ids[1] ?? ''), again)).status).toBe(303);
  });

  test('is for who is logged in, and changed by the desk’s own pages', async () => {
    expect((await fetch(`${at.origin}/werk/account`, { redirect: 'manual' })).headers.get('Location')).toBe('/inloggen?naar=%2Fwerk%2Faccount');
    expect(await told(await at.send('register/options', {}))).toBe('401 login-required');
    const { cookie, ids } = await withTwo();
    const answer = await fetch(at.origin + removal(ids[0] ?? ''), { method: 'POST', headers: { Cookie: cookie, 'Sec-Fetch-Site': 'cross-site' } });
    expect(answer.status).toBe(403);
  });

  test('is elsewhere for who logs in with the municipality’s provider', async () => {
    const noor = await colleague(desk);
    const page = await (await noor.get('/werk/account')).text();
    expect(page).toContain('U logt in met het account van uw gemeente.');
    expect(page).not.toContain('passkey-toevoegen');
    expect(await told(await at.send('register/options', {}, { Cookie: noor.cookie }))).toBe('403 account-elsewhere');
  });

  test('has twenty passkeys at most', async () => {
    const { cookie, id } = await at.member();
    await desk.db.query(
      `INSERT INTO passkeys (id, person_id, credential, public_key, counter, is_synced, name, created_at)
       SELECT gen_random_uuid(), $1, convert_to('c' || n, 'UTF8'), '\\x00', 0, false, 'n', now() FROM generate_series(1, 19) n`,
      [id],
    );
    expect(await told((await at.make({}, { headers: { Cookie: cookie } })).answer)).toBe('409 passkey-too-many');
  });
});

describe('a provider', () => {
  test.each(['balie:admin', 'balie:employee', 'balie:editor'])('that calls a group %s gives nobody the right of that name', async (claim) => {
    expect((await (await colleague(desk, [claim])).get('/werk')).status).toBe(403);
    const employee = await colleague(desk, ['medewerkers', claim, 'balie:admin']);
    expect((await employee.get('/werk')).status).toBe(200);
    expect((await employee.get('/beheer/collecties/producten')).status).toBe(403);
    expect((await employee.get('/api/v1/keys', { 'Sec-Fetch-Site': 'same-origin' })).status).toBe(403);
  });
});

test('logging out ends the session, also for who kept the cookie; no other site does it', async () => {
  const { cookie } = await at.member();
  expect((await fetch(`${at.origin}/uitloggen`, { method: 'POST', headers: { Cookie: cookie, 'Sec-Fetch-Site': 'cross-site' } })).status).toBe(403);
  const answer = await at.post('/uitloggen', cookie);
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/inloggen?melding=uitgelogd']);
  expect((await at.get('/werk', cookie)).headers.get('Location')).toBe('/inloggen?melding=verlopen&naar=%2Fwerk');
});

test('the pages to log in say that they need a script, and keep where one wanted to go', async () => {
  const page = await (await fetch(`${at.origin}/inloggen?naar=/werk/account`)).text();
  expect(page).toContain('Hiervoor moet JavaScript in uw browser aan staan.');
  expect(page).toContain('data-wished="/werk/account"');
  for (const elsewhere of ['https://kwaad.example', '//kwaad.example', '"><script>']) expect(await (await fetch(`${at.origin}/inloggen?naar=${encodeURIComponent(elsewhere)}`)).text(), elsewhere).not.toContain('data-wished');
  const invitation = await fetch(`${at.origin}/inloggen/uitnodiging`);
  expect(invitation.headers.get('Cache-Control')).toBe('no-store');
  expect(await invitation.text()).toContain('Hiervoor moet JavaScript in uw browser aan staan.');
});
