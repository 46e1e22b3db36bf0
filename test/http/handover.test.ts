import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SmtpServer, startSmtpServer } from '../support/smtp-server.ts';
import { startTestDesk, type TestDesk } from '../support/desk.ts';

const SECRET = 'een geheim van genoeg tekens';

describe('passing a conversation on', () => {
  let desk: TestDesk;
  let smtp: SmtpServer;
  let hook: Server;
  const hooked: { body: string; signature: string }[] = [];

  beforeAll(async () => {
    smtp = await startSmtpServer();
    hook = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString('utf8'))).on('end', () => {
        hooked.push({ body, signature: String(request.headers['x-balie-signature']) });
        response.end();
        hook.emit('hooked');
      });
    }).listen(0, '127.0.0.1');
    await once(hook, 'listening');
    const secretFile = join(await mkdtemp(join(tmpdir(), 'balie-hook-')), 'secret');
    await writeFile(secretFile, SECRET);
    desk = await startTestDesk({
      withWorkers: true,
      sendTo: {
        webhook: { url: `http://127.0.0.1:${(hook.address() as AddressInfo).port}/`, secretFile, allowPrivate: true },
        smtp: { host: '127.0.0.1', port: smtp.port, security: 'none', from: 'balie@lindewaarde.example', to: 'kcc@lindewaarde.example' },
      },
    });
  });
  afterAll(async () => {
    await desk.close();
    await smtp.close();
    hook.close();
  });

  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = { 'Sec-Fetch-Site': 'same-origin' }) =>
    fetch(desk.url + path, { method: 'POST', body: new URLSearchParams(fields), headers });
  const api = (path: string, body: unknown) => fetch(`${desk.url}/api/v1${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  const ask = async (question = 'Wat kost een paspoort?') => {
    const turn = (await (await api('/assistants/loket/turns', { question })).json()) as { conversationId: string };
    return turn.conversationId;
  };
  const fields = (conversationId: string, more: Record<string, string> = {}) => ({ conversationId, id: randomUUID(), summary: 'Vraag 1: Wat kost een paspoort?', name: '', email: 'jan@voorbeeld.nl', phone: '', ...more });

  test('POST /doorgeven shows the summary to be changed, and the ways to a person', async () => {
    const response = await post('/doorgeven', { conversationId: await ask('Wat kost een paspoort? Mijn bsn is 123456782') });
    expect(response.status).toBe(200);
    expect(response.headers.get('Referrer-Policy')).toBe('same-origin');
    const html = await response.text();
    expect(html).toContain('Vraag 1: Wat kost een paspoort?');
    expect(html).toContain('Paspoort aanvragen');
    expect(html).not.toContain('123456782');
    expect(html).toMatch(/Nu (?:open|gesloten)/);
    expect(html).toContain('formaction="/doorgeven/bestand"');
  });

  test.each(['', 'x', '../x', '00000000-0000-4000-8000-000000000000'])('POST /doorgeven knows no conversation "%s"', async (conversationId) => {
    expect((await post('/doorgeven', { conversationId })).status).toBe(404);
  });

  test('a conversation is sent by webhook and e-mail, once, with the reference that is shown', async () => {
    const sent = fields(await ask(), { name: 'Jan Jansen', summary: 'Mijn eigen woorden <b>' });
    const arrived = Promise.all([smtp.next(), once(hook, 'hooked')]);
    const [first, again] = await Promise.all([post('/doorgeven/versturen', sent), post('/doorgeven/versturen', sent)]);
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(await first.text()).toContain(sent.id.slice(0, 8).toUpperCase());
    const [mail] = await arrived;
    expect(mail.data).toContain('Reply-To: jan@voorbeeld.nl');
    expect(mail.data).toContain('Mijn eigen woorden <b>');
    const { body, signature } = hooked.at(-1) ?? { body: '', signature: '' };
    expect(JSON.parse(body)).toMatchObject({ id: sent.id, name: 'Jan Jansen', email: 'jan@voorbeeld.nl', summary: 'Mijn eigen woorden <b>' });
    const [, time = '', given = ''] = /^t=(\d+),v1=(.*)$/.exec(signature) ?? [];
    expect(createHmac('sha256', SECRET).update(`${time}.${body}`).digest('hex')).toBe(given);
    expect(hooked.filter((one) => one.body.includes(sent.id))).toHaveLength(1);
  });

  test.each([
    ['nothing to answer to', { email: '' }, 'Vul een e-mailadres in'],
    ['an address that is none', { email: 'jan at voorbeeld' }, 'Vul een e-mailadres in'],
    ['two addresses', { email: 'jan@voorbeeld.nl, bcc@elders.example' }, 'Vul een e-mailadres in'],
    ['a number that is none', { phone: 'bel maar' }, 'Vul een telefoonnummer in'],
    ['no summary', { summary: '  ' }, 'Vul een samenvatting in van hoogstens 4000 tekens'],
    ['a summary that is too long', { summary: 'lang '.repeat(1_000) }, 'Vul een samenvatting in van hoogstens 4000 tekens'],
    ['a name that is too long', { name: 'J'.repeat(101) }, 'Vul een kortere naam in'],
  ])('with %s nothing is sent, and what was typed is put back', async (_, more, message) => {
    const before = smtp.mails.length;
    const given = fields(await ask(), { name: 'Jan "Jansen"', ...more });
    const response = await post('/doorgeven/versturen', given);
    expect(response.status).toBe(400);
    const html = await response.text();
    expect(html).toContain(message);
    if (given.name.length < 50) expect(html).toContain('value="Jan &quot;Jansen&quot;"');
    expect(smtp.mails.length).toBe(before);
  });

  test('what was typed is shown as text, never run', async () => {
    const html = await (await post('/doorgeven/versturen', fields(await ask(), { summary: '</textarea><script>alert(1)</script>', email: '"><img src=x onerror=alert(1)>' }))).text();
    expect(html).not.toMatch(/<script>alert|<img src=x/);
  });

  const foreign: Record<string, string>[] = [{ 'Sec-Fetch-Site': 'cross-site' }, { 'Sec-Fetch-Site': 'same-site' }, { Origin: 'https://elders.example' }, {}];
  test.each(foreign)('a form of another site sends nothing: %o', async (headers) => {
    const response = await post('/doorgeven/versturen', fields(await ask()), headers);
    expect(response.status).toBe(403);
  });

  test('the text can be taken along as a file', async () => {
    const response = await post('/doorgeven/bestand', fields(await ask(), { summary: 'Mijn vraag\r\nen meer' }));
    expect(response.headers.get('Content-Disposition')).toBe('attachment; filename="gesprek-gemeente.txt"');
    expect(response.headers.get('Content-Type')).toBe('text/plain; charset=utf-8');
    expect(await response.text()).toContain('Mijn vraag\nen meer');
  });

  test('GET …/summary and POST …/handover do the same for programs', async () => {
    const conversationId = await ask();
    const summary = (await (await fetch(`${desk.url}/api/v1/conversations/${conversationId}/summary`)).json()) as { summary: string; canSend: boolean; channels: unknown[] };
    expect(summary).toMatchObject({ conversationId, canSend: true, summary: expect.stringContaining('Wat kost een paspoort?') as string });
    const arrived = smtp.next();
    const response = await api(`/conversations/${conversationId}/handover`, { summary: summary.summary, phone: '06 12 34 56 78' });
    expect(response.status).toBe(202);
    expect(await response.json()).toMatchObject({ state: 'waiting', reference: expect.stringMatching(/^[0-9A-F]{8}$/) as string });
    expect((await arrived).data).toContain('Telefoon: 06 12 34 56 78');
  });

  test.each([
    ['an unknown conversation', '00000000-0000-4000-8000-000000000000', { summary: 'x', email: 'a@b.nl' }, 404],
    ['a number that is none', 'x', { summary: 'x', email: 'a@b.nl' }, 400],
    ['an unknown field', undefined, { summary: 'x', email: 'a@b.nl', bcc: 'c@d.nl' }, 400],
    ['nobody to answer to', undefined, { summary: 'x' }, 400],
    ['a header in the address', undefined, { summary: 'x', email: 'a@b.nl\nBcc: c@d.nl' }, 400],
  ])('the API refuses %s', async (_, id, body, status) => {
    expect((await api(`/conversations/${id ?? (await ask())}/handover`, body)).status).toBe(status);
  });

  test('a fourth of one conversation is refused, and nothing is lost', async () => {
    const conversationId = await ask();
    for (let n = 0; n < 3; n += 1) expect((await post('/doorgeven/versturen', fields(conversationId))).status).toBe(200);
    const refused = await post('/doorgeven/versturen', fields(conversationId, { summary: 'Mijn vierde' }));
    expect(refused.status).toBe(429);
    expect(await refused.text()).toContain('Mijn vierde');
  });

  test('nothing of it stands in a line of the log', () => {
    expect(JSON.stringify(desk.logged)).not.toMatch(/jan@voorbeeld|Jansen|Mijn eigen woorden/);
  });
});

test('a municipality that takes nothing in still gives the summary to take along', async () => {
  const desk = await startTestDesk();
  try {
    const turn = (await (await fetch(`${desk.url}/api/v1/assistants/loket/turns`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"question":"Wat kost een paspoort?"}' })).json()) as { conversationId: string };
    const html = await (await fetch(`${desk.url}/doorgeven`, { method: 'POST', body: new URLSearchParams({ conversationId: turn.conversationId }) })).text();
    expect(html).not.toContain('Versturen naar de gemeente');
    expect(html).toContain('Downloaden als tekst');
    const refused = await fetch(`${desk.url}/api/v1/conversations/${turn.conversationId}/handover`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"summary":"x","email":"a@b.nl"}' });
    expect(refused.status).toBe(503);
  } finally {
    await desk.close();
  }
});
