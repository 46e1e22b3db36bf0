import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readActs } from '../../../src/audit/management-log.ts';
import { type TestDesk, startTestDesk } from '../../support/desk.ts';
import { type Colleague, colleague, GROUPS } from '../../support/employee.ts';
import { busy, reply } from '../../support/ollama-host/index.ts';

const EXAMPLE = { tekst: 'Wij berichten u als volgt.', lezer: 'Inwoners', aanspreken: 'met u', behouden: '' };
const PROPOSAL = {
  groep: 'redactie', titel: 'Uitnodiging', omschrijving: 'Schrijft een uitnodiging.', privacy: 'Geen namen.', opdracht: 'Schrijf een uitnodiging.', voor: 'groep',
  'veld1-naam': 'Onderwerp', 'veld1-soort': 'choice', 'veld1-verplicht': 'ja', 'veld1-keuzes': 'Speeltuin\nAfval', 'veld1-voorbeeld': 'Afval',
};
const HOSTILE = '<img src=x onerror=alert(1)>';

let desk: TestDesk;
beforeAll(async () => {
  desk = await startTestDesk({ groups: GROUPS });
});
afterAll(() => desk.close());

describe('the pages of tasks', () => {
  test('list what there is, and show a form with its privacy hint and its example', async () => {
    const noor = await colleague(desk);
    const list = await (await noor.get('/werk/taken')).text();
    const namesIn = (page: string) => [...page.matchAll(/href="\/werk\/taken\/([\w-]+)"/g)].map(([, name]) => name);
    expect(namesIn(list)).toEqual(['brief', 'bezwaar', 'herschrijven-b1', 'raadsstuk', 'actielijst', 'vertalen']);
    expect(namesIn(await (await noor.get('/werk')).text())).toEqual(namesIn(list));
    const unfilled = await noor.post('/werk/taken/herschrijven-b1', { ...EXAMPLE, lezer: '' });
    expect([unfilled.status, (await unfilled.text()).match(/“Voor wie is de tekst\?” is nog niet ingevuld/g)?.length]).toEqual([400, 2]);
    expect(list).not.toContain('Stel een taak voor');
    const form = await (await noor.get('/werk/taken/brief?voorbeeld=1')).text();
    expect(form).toContain('Vul geen namen, adressen of nummers van inwoners in.');
    expect(form).toContain('value="2026-12-15"');
  });

  test('run a task by form, show it among the last, and open it again for its owner alone', async () => {
    desk.host.setScript(reply(`Wij schrijven u ${HOSTILE} **kort**.`));
    const [noor, sam] = [await colleague(desk), await colleague(desk)];
    const page = await (await noor.post('/werk/taken/herschrijven-b1', { ...EXAMPLE, tekst: `${HOSTILE} Wij berichten u.` })).text();
    expect(page).toContain('Concept, gemaakt met AI. Controleer voor gebruik.');
    expect(page).toContain('<strong>kort</strong>');
    expect(page).not.toContain('<img src=x');
    const conversationId = /conversations\/([\da-f-]{36})\/export/.exec(page)?.[1] ?? '';
    const again = `/werk/taken/herschrijven-b1?uit=${conversationId}`;
    expect(await (await noor.get('/werk/taken')).text()).toContain(`href="${again}"`);
    expect(await (await sam.get('/werk/taken')).text()).not.toContain(conversationId);
    const reopened = await (await noor.get(again)).text();
    expect(reopened).toContain('Wij berichten u.');
    expect(reopened).toContain('<strong>kort</strong>');
    expect((await sam.get(again)).status).toBe(404);
    expect((await noor.get(`/werk/taken/brief?uit=${conversationId}`)).status).toBe(404);
  });

  test('erase a run for its owner alone, from a page of the desk: of what was filled in and written nothing is left', async () => {
    desk.host.setScript(reply('Wij schrijven u kort.'));
    const [noor, sam] = [await colleague(desk), await colleague(desk)];
    const page = await (await noor.post('/werk/taken/herschrijven-b1', EXAMPLE)).text();
    const uit = /conversations\/([\da-f-]{36})\/export/.exec(page)?.[1] ?? '';
    const erase = '/werk/taken/herschrijven-b1/wissen';
    const kept = () => desk.db.query('SELECT k.turn_id FROM turn_keys k JOIN turns t ON t.id = k.turn_id WHERE t.conversation_id = $1', [uit]);
    expect((await sam.post(erase, { uit })).status).toBe(404);
    expect((await noor.post(erase, { uit }, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect((await noor.post('/werk/taken/brief/wissen', { uit })).status).toBe(404);
    expect((await noor.post(erase, { uit: 'x' })).status).toBe(404);
    expect(await kept()).toHaveLength(1);
    expect(await (await noor.get('/werk/taken')).text()).toContain(`<input type="hidden" name="uit" value="${uit}">`);
    const erased = await noor.post(erase, { uit });
    expect([erased.status, erased.headers.get('Location')]).toEqual([303, expect.stringMatching(/^\/werk\/taken\?melding=gewist&bewijs=\d+$/)]);
    expect(await kept()).toEqual([]);
    const list = await (await noor.get('/werk/taken?melding=gewist')).text();
    expect(list).toContain('Het resultaat is gewist.');
    expect(list).not.toContain(uit);
  });

  test('give back what was filled in, with what is wrong or what went wrong', async () => {
    const noor = await colleague(desk);
    const wrong = await noor.post('/werk/taken/herschrijven-b1', { tekst: 'Blijf staan' });
    expect(wrong.status).toBe(400);
    expect(await wrong.text()).toMatch(/Blijf staan[\s\S]*id="fout-lezer"/);
    desk.host.setScript([busy()]);
    const failed = await noor.post('/werk/taken/herschrijven-b1', EXAMPLE);
    expect(failed.status).toBe(503);
    expect(await failed.text()).toMatch(/role="alert"[\s\S]*Wij berichten u als volgt\./);
  });

  test.each(['/werk/taken', '/werk/taken/brief', '/werk/taken/nieuw', '/werk/taken/voorstellen', '/werk/prompts'])('%s is for employees alone', async (path) => {
    const nobody = await fetch(desk.url + path, { redirect: 'manual' });
    expect([nobody.status, nobody.headers.get('Location')]).toEqual([303, expect.stringContaining('/inloggen')]);
    expect((await (await colleague(desk, [])).get(path)).status).toBe(403);
  });

  test.each([['/werk/taken/herschrijven-b1', EXAMPLE], ['/werk/taken/nieuw', PROPOSAL], ['/werk/prompts', { titel: 'a', tekst: 'b' }]])('%s takes no form of another site', async (path, fields) => {
    const ans = await colleague(desk, ['redactie']);
    const answer = await ans.post(path, fields, { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://elders.example' });
    expect(answer.status).toBe(403);
  });
});

describe('a task of a group', () => {
  const propose = async (who: Colleague, more: Record<string, string> = {}) => (await who.post('/werk/taken/nieuw', { ...PROPOSAL, ...more })).headers.get('Location') ?? '';

  test('is proposed by an editor, approved by another, run by the group alone, and withdrawn; each act is in the log', async () => {
    const [ans, bo, noor] = [await colleague(desk, ['redactie'], 'Ans'), await colleague(desk, ['redactie'], 'Bo'), await colleague(desk)];
    const at = await propose(ans);
    expect(at).toMatch(/^\/werk\/taken\/voorstellen\/[\da-f-]{36}$/);
    expect((await ans.get('/werk/taken/redactie--uitnodiging')).status).toBe(404);
    expect((await ans.post(at, { besluit: 'goedkeuren' })).status).toBe(403);
    expect((await bo.post(at, { besluit: 'goedkeuren' })).status).toBe(303);
    desk.host.setScript(reply('Komt u ook?'));
    const ran = await bo.post('/werk/taken/redactie--uitnodiging', { veld1: 'Afval' });
    expect(await ran.text()).toContain('Komt u ook?');
    expect(desk.host.lastChat()?.body.messages?.at(-1)?.content).toBe('Schrijf een uitnodiging.\n\nOnderwerp:\n<veld1>\nAfval\n</veld1>');
    expect((await noor.get('/werk/taken/redactie--uitnodiging')).status).toBe(404);
    expect((await noor.send('POST', '/api/v1/work/tasks/redactie--uitnodiging/runs', { given: { veld1: 'Afval' } })).status).toBe(404);

    const next = await propose(bo, { taak: 'redactie--uitnodiging', opdracht: 'Schrijf een korte uitnodiging.' });
    expect(await (await ans.get(next)).text()).toContain('Anders dan de versie in gebruik:</strong> de opdracht.');
    await ans.post(next, { besluit: 'goedkeuren' });
    expect(await (await bo.get('/werk/taken/voorstellen')).text()).toMatch(/in gebruik[\s\S]*vervangen/);
    expect((await bo.post(next, { besluit: 'intrekken' })).status).toBe(303);
    expect((await bo.get('/werk/taken/redactie--uitnodiging')).status).toBe(404);
    const acts = await readActs(desk.db, 5);
    expect(acts.map(({ kind, facts }) => [kind, facts['name'], facts['version']])).toEqual([
      ['task.withdrawn', 'redactie--uitnodiging', undefined], ['task.approved', 'redactie--uitnodiging', 2], ['task.proposed', 'redactie--uitnodiging', 2],
      ['task.approved', 'redactie--uitnodiging', 1], ['task.proposed', 'redactie--uitnodiging', 1],
    ]);
  });

  test('is of nobody who is no editor, nor of an editor of another group', async () => {
    const [ans, noor, admin] = [await colleague(desk, ['redactie']), await colleague(desk), await colleague(desk, ['beheer'])];
    const at = await propose(ans, { titel: 'Van ons' });
    expect((await noor.post('/werk/taken/nieuw', PROPOSAL)).status).toBe(403);
    expect((await noor.get(at)).status).toBe(403);
    for (const besluit of ['goedkeuren', 'afwijzen', 'intrekken']) {
      expect((await noor.post(at, { besluit })).status).toBe(403);
      expect((await admin.post(at, { besluit })).status).toBe(404);
    }
    expect((await admin.post('/werk/taken/nieuw', PROPOSAL)).status).toBe(403);
    expect((await ans.post(at, { besluit: 'anders' })).status).toBe(400);
    expect((await ans.get('/werk/taken/voorstellen/1')).status).toBe(404);
  });

  test('that is for all is run by all', async () => {
    const [ans, bo, noor] = [await colleague(desk, ['redactie']), await colleague(desk, ['redactie']), await colleague(desk)];
    const at = await propose(ans, { titel: 'Voor allen', voor: 'allen' });
    await bo.post(at, { besluit: 'goedkeuren' });
    expect(await (await noor.get('/werk/taken')).text()).toContain('redactie--voor-allen');
  });

  test('comes back with what is wrong, and nothing lost', async () => {
    const ans = await colleague(desk, ['redactie']);
    const answer = await ans.post('/werk/taken/nieuw', { ...PROPOSAL, titel: HOSTILE, privacy: '', 'veld1-voorbeeld': 'Anders' });
    expect(answer.status).toBe(400);
    const page = await answer.text();
    expect(page).toContain('Privacy: mag niet leeg zijn.');
    expect(page).toContain('Veld 1, voorbeeld: is geen van de keuzes.');
    expect(page).not.toContain(HOSTILE);
  });
});

describe('the library of prompts', () => {
  test('keeps, changes and removes one, which nobody else sees', async () => {
    const [noor, sam] = [await colleague(desk), await colleague(desk)];
    expect((await noor.post('/werk/prompts', { titel: `Verlof ${HOSTILE}`, tekst: 'Hoeveel?', groep: '' })).status).toBe(303);
    const page = await (await noor.get('/werk/prompts')).text();
    expect(page).not.toContain(HOSTILE);
    const at = /href="(\/werk\/prompts\/[\da-f-]{36})"/.exec(page)?.[1] ?? '';
    expect(page).toContain(`href="/werk?prompt=${at.split('/').at(-1)}"`);
    expect((await sam.get(at)).status).toBe(404);
    expect((await sam.post(at, { doe: 'verwijder' })).status).toBe(404);
    const use = `/werk?prompt=${at.split('/').at(-1)}`;
    expect(await (await noor.get(use)).text()).toMatch(/<textarea[^>]*>\s*Hoeveel\?<\/textarea>/);
    // Another's is told as one that is not there: the page to ask on, and nothing of it.
    for (const none of [use, '/werk?prompt=00000000-0000-4000-8000-000000000000', '/werk?prompt=%3Cb%3E', '/werk?prompt=']) {
      const refused = await sam.get(none);
      expect([none, refused.status]).toEqual([none, 404]);
      const said = await refused.text();
      expect(said).toContain('Deze prompt is er niet (meer), of is niet van u of uw groep.');
      expect(said).toMatch(/<textarea[^>]*>\s*<\/textarea>/);
      expect(said).not.toContain('Hoeveel?');
    }
    await noor.post(at, { titel: 'Verlof', tekst: 'Hoeveel nog?', groep: 'medewerkers' });
    expect(await (await sam.get('/werk/prompts')).text()).toContain('Hoeveel nog?');
    expect(await (await sam.get(use)).text()).toContain('Hoeveel nog?</textarea>');
    expect((await sam.get(at)).status).toBe(403);
    expect((await noor.post(at, { doe: 'verwijder' })).status).toBe(303);
    expect(await (await sam.get('/werk/prompts')).text()).not.toContain('Hoeveel nog?');
  });

  test.each([
    ['without a name', { titel: ' ', tekst: 'a' }, 'fout-titel'],
    ['that is too long', { titel: 'a', tekst: 'x'.repeat(2_001) }, 'fout-tekst'],
    ['for a group of others', { titel: 'a', tekst: 'b', groep: 'redactie' }, 'fout-groep'],
  ])('keeps none %s', async (_, fields, fault) => {
    const answer = await (await colleague(desk)).post('/werk/prompts', fields);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(`id="${fault}"`);
  });

  test('keeps what was written out of the log and out of addresses', async () => {
    await (await colleague(desk)).post('/werk/prompts', { titel: 'Geheimtitel', tekst: 'Geheimtekst' });
    expect(JSON.stringify(desk.logged)).not.toMatch(/Geheim/);
  });
});
