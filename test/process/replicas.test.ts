import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createManagementLog } from '../../src/audit/management-log.ts';
import { verify } from '../../src/audit/verify.ts';
import { createKey } from '../../src/identity/keys.ts';
import { createCases } from '../../src/review/cases.ts';
import { readMigrations } from '../../src/store/migrate.ts';
import { onServer } from '../support/database.ts';
import { reply, silence, text } from '../support/ollama-host/index.ts';
import { endPrograms, type Program, runCommand } from '../support/process.ts';
import { askForm, askJson, conversationOf, PASSPORT, postQuestion } from '../support/questions.ts';
import { makeReplicas, type Replicas, type Visitor } from '../support/replicas.ts';
import { type SmtpServer, startSmtpServer } from '../support/smtp-server.ts';

const ANSWER = reply('Een paspoort voor volwassenen kost € 86,20 [1].');

describe.runIf(onServer)('of two replicas on one server', () => {
  let desk: Replicas;
  let smtp: SmtpServer;
  let programs: readonly Program[];
  let a = '';
  let b = '';
  let admin: Visitor;
  beforeAll(async () => {
    smtp = await startSmtpServer();
    desk = await makeReplicas(process.env['DATABASE_URL'] ?? '', {
      settings: `handover:\n  smtp: { host: 127.0.0.1, port: ${smtp.port}, security: none, from: balie@proefstad.example, to: kcc@proefstad.example }\n`,
    });
    programs = [desk.start(), desk.start(), desk.start()];
    [a = '', b = ''] = await Promise.all(programs.map((program) => program.url()));
    desk.host.setScript(ANSWER);
    admin = await desk.login(a, { name: 'Beheer', isAdmin: true });
  }, 120_000);
  afterAll(async () => {
    await endPrograms();
    await desk.close();
    await smtp.close();
  });

  const post = (url: string, token: string, body: object) => fetch(url, { method: 'POST', headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  const settingsOf = async (url: string, name: string) => Object.fromEntries([...(await (await admin.get(`${url}/beheer/instellingen/${name}`)).text()).matchAll(/<input[^>]*? name="([\w.]+)"[^>]*? value="([^"]*)"/g)].map(([, field = '', value = '']) => [field, value]));

  test('three that start at once on an empty database: each migration runs once, documents are read once, all are ready', async () => {
    const urls = await Promise.all(programs.map((program) => program.url()));
    expect(await Promise.all(urls.map(async (url) => (await fetch(`${url}/readyz`)).status))).toEqual([200, 200, 200]);
    const ran = await desk.db.query<{ version: number }>('SELECT version FROM schema_migrations ORDER BY version');
    expect(ran.map(({ version }) => version)).toEqual((await readMigrations()).map(({ version }) => version));
    await expect.poll(() => desk.db.query('SELECT source_id FROM documents'), { timeout: 60_000 }).toHaveLength(3);
    expect(await desk.db.query("SELECT source_id FROM document_events WHERE outcome = 'new'")).toHaveLength(3);
    expect(await desk.db.query('SELECT 1 FROM audit_master_keys')).toHaveLength(1);
    for (const { stderr } of programs) expect(stderr).not.toMatch(/nhandled|\n\s+at |deadlock/);
    expect(await programs[2]?.stop()).toEqual({ code: 0, signal: null });
  });

  test('a conversation goes on at the other, by form and by API, and is gone in both once it is erased', async () => {
    const first = await askJson(a, PASSPORT);
    const second = await askJson(b, 'En voor een kind?', first.conversationId);
    expect([second.status, second.conversationId]).toEqual([200, first.conversationId]);
    expect(JSON.stringify(desk.host.lastChat()?.body)).toContain(PASSPORT);
    const { page } = await askForm(a, PASSPORT);
    expect((await askForm(b, 'En voor een kind?', conversationOf(page))).page).toContain(PASSPORT);
    const erased = await fetch(`${a}/gesprek/wissen`, { method: 'POST', body: new URLSearchParams({ conversationId: first.conversationId }) });
    expect(erased.status).toBe(200);
    expect(await (await fetch(`${b}/gesprek/bewaren`, { method: 'POST', body: new URLSearchParams({ conversationId: first.conversationId }) })).text()).not.toContain('86,20');
  });

  test('a program that sends no number goes on at the other; a budget is one; a key that is revoked opens neither', async () => {
    const { id, token } = await createKey(desk.db, { name: 'Programma', assistants: ['loket'], models: ['chat'], tokensPerDay: 20_000 });
    const question = { role: 'user', content: PASSPORT };
    const ask = async (url: string, messages: readonly object[]) => (await (await post(`${url}/v1/chat/completions`, token, { model: 'balie/loket', messages })).json()) as { conversation_id: string; choices: { message: object }[] };
    const first = await ask(a, [question]);
    const second = await ask(b, [question, first.choices[0]?.message ?? {}, { role: 'user', content: 'En voor een kind?' }]);
    expect(second.conversation_id).toBe(first.conversation_id);

    const used: number[] = [];
    for (let turn = 0; turn < 400; turn += 1) {
      const response = await post(`${turn % 2 === 0 ? a : b}/v1/chat/completions`, token, { model: 'chat', messages: [{ role: 'user', content: 'x '.repeat(1_500) }] });
      if (response.status === 429) break;
      used.push(((await response.json()) as { usage: { total_tokens: number } }).usage.total_tokens);
    }
    const total = used.reduce((sum, each) => sum + each, 0);
    // The last one in each process is let in while anything is left.
    expect(total).toBeLessThan(20_000 + 2 * Math.max(...used));
    expect(used.length).toBeGreaterThan(2);
    expect(await runCommand(['keys', 'revoke', id], desk.env)).toMatchObject({ code: 0 });
    await expect.poll(async () => (await post(`${b}/v1/chat/completions`, token, { model: 'chat', messages: [question] })).status).toBe(401);
  });

  test('a session opens both, until somebody logs out at one', async () => {
    const reviewer = await desk.login(a, { name: 'Kwaliteit', isReviewer: true });
    expect((await reviewer.get(`${b}/beheer/beoordelen`)).status).toBe(200);
    expect((await reviewer.post(`${b}/beheer/uitloggen`)).status).toBe(303);
    expect((await reviewer.get(`${a}/beheer/beoordelen`)).status).not.toBe(200);
  });

  test('what is published at one holds at the other within seconds', async () => {
    const { versie = '', ...values } = await settingsOf(a, 'grenzen');
    expect(values).toMatchObject({ 'total.free': '1000000' });
    const publish = (url: string, expected: string, free: string) => admin.post(`${url}/beheer/instellingen/grenzen`, { ...values, 'total.free': free, versie: expected, reden: 'Proef met twee', actie: 'bewaar' });
    expect((await publish(a, versie, '1')).status).toBe(303);
    // Counted by both together: neither lets a second one in.
    await expect.poll(async () => (await askJson(b, PASSPORT)).status).toBe(429);
    // Who saw the former version overwrites nothing.
    expect((await publish(b, versie, '5')).status).toBe(409);
    expect((await publish(b, (await settingsOf(b, 'grenzen'))['versie'] ?? '', '1000000')).status).toBe(303);
    await expect.poll(async () => (await askJson(a, PASSPORT)).status).toBe(200);
  });

  test('a desk that is turned off by a command takes nothing in either, and ends the answer that runs', async () => {
    desk.host.setScript([text('Een paspoort'), silence()]);
    const before = desk.host.lastChat();
    const running = await postQuestion(b, PASSPORT, { accept: 'text/event-stream' });
    await expect.poll(() => desk.host.lastChat()).not.toBe(before);
    expect(await runCommand(['desk', 'off', '--message', 'Even dicht'], desk.env)).toMatchObject({ code: 0 });
    expect(await running.text()).toContain('Even dicht');
    await expect.poll(async () => (await Promise.all([a, b].map((url) => askJson(url, PASSPORT)))).map(({ status }) => status), { interval: 50 }).toEqual([503, 503]);
    expect(await runCommand(['desk', 'on'], desk.env)).toMatchObject({ code: 0 });
    desk.host.setScript(ANSWER);
    await expect.poll(async () => (await askJson(a, PASSPORT)).status).toBe(200);
    await expect.poll(async () => (await askJson(b, PASSPORT)).status).toBe(200);
  });

  test('a form that is sent to both at once is one: one handover, one mail', async () => {
    const { conversationId } = await askJson(a, PASSPORT);
    const form = { conversationId, id: randomUUID(), summary: 'Vraag 1: Wat kost een paspoort?', name: '', email: 'jan@voorbeeld.nl', phone: '' };
    const mail = smtp.next();
    const sent = await Promise.all([a, b].map((url) => fetch(`${url}/doorgeven/versturen`, { method: 'POST', headers: { 'Sec-Fetch-Site': 'same-origin' }, body: new URLSearchParams(form) })));
    expect(sent.map(({ status }) => status)).toEqual([200, 200]);
    await mail;
    await expect.poll(async () => await desk.db.query('SELECT 1 FROM handover_sendings WHERE handover_id = $1 AND state = $2', [form.id, 'sent'])).toHaveLength(1);
    const reference = form.id.slice(0, 8).toUpperCase();
    expect(smtp.mails.filter(({ data }) => data.includes(reference))).toHaveLength(1);
    // Three processes began at once: the privacy officer was told once of the week that is over.
    await expect.poll(() => smtp.mails.filter(({ to }) => to.join().includes('fg@')).length).toBeGreaterThan(0);
    expect(smtp.mails.filter(({ to }) => to.join().includes('fg@'))).toHaveLength(1);
  });

  test('a draft that is measured at one is seen at the other, is the only one of its owner, and is stopped from there', async () => {
    const page = `${a}/beheer/assistenten/loket/system.md`;
    const shown = await (await admin.get(page)).text();
    const tekst = /<textarea[^>]*name="tekst"[^>]*>\s*([^<]*)/.exec(shown)?.[1]?.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&') ?? '';
    const wish = { tekst: `${tekst}\nWees kort.`, actie: 'meet', aantal: '10', versie: '0', reden: '', vraag: '' };
    const record = createManagementLog({ masterKey: desk.auditKey, now: () => new Date() });
    await createCases({ db: desk.db, record, now: () => new Date() }).make({ assistant: 'loket', question: PASSPORT, history: [], outcomes: ['answered'], cite: [], say: [], notSay: [] }, admin.keyId);
    desk.host.setScript([silence()]);
    const before = desk.host.lastChat();
    const begun = await admin.post(page, wish);
    expect([begun.status, begun.headers.get('Location')]).toEqual([303, '/beheer/assistenten/loket/meting']);
    await expect.poll(() => desk.host.lastChat()).not.toBe(before);
    const request = desk.host.lastChat();
    expect(await (await admin.get(`${b}/beheer/assistenten/loket/meting`)).text()).toMatch(/>loopt<[^]*Stop de meting/);
    expect((await admin.post(page.replace(a, b), wish)).status).toBe(409);
    expect((await admin.post(`${b}/beheer/assistenten/loket/meting`)).status).toBe(303);
    // The process that makes it hears so, and lets go of the model.
    await request?.cancelled;
    expect(await (await admin.get(`${a}/beheer/assistenten/loket/meting`)).text()).toContain('>gestopt<');
    desk.host.setScript(ANSWER);
  });

  test('all of it is in one chain, and no turn is left open or ended by another', async () => {
    expect((await verify(desk.db, desk.auditKey)).firstFault).toBeUndefined();
    const outcomes = (await desk.db.query<{ outcome: string | null; count: number }>('SELECT outcome, count(*) AS count FROM turns GROUP BY outcome')).map(({ outcome }) => outcome);
    expect(outcomes).not.toContain(null);
    for (const { stderr } of programs) expect(stderr).not.toMatch(/nhandled|\n\s+at |deadlock/);
  });
});
