import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { addressKind } from '../../../ingest/web/fetch/addresses.ts';
import type { BalieError } from '../../../src/errors.ts';
import { sendMail } from '../../../src/handover/sending/mail.ts';
import { sendWebhook } from '../../../src/handover/sending/webhook.ts';
import { type SmtpServer, startSmtpServer } from '../../support/smtp-server.ts';

const handover = {
  id: '6f1a2b3c-0d4e-4f5a-8b6c-7d8e9f0a1b2c',
  conversationId: 'c4d1e7a2-6f38-4b90-8e15-3a7c9d0b2f64',
  createdAt: '2026-11-26T10:00:00.000Z',
  summary: 'Vraag 1: Wat kost een paspoort?\n.\n.verborgen\nBcc: iedereen@elders.example',
  name: 'Jan Jansen',
  email: 'jan@voorbeeld.nl',
  phone: undefined,
};
const secret = 'een geheim van genoeg tekens';
let server: Server | undefined;
let smtp: SmtpServer | undefined;

afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  await smtp?.close();
  server = undefined;
  smtp = undefined;
});

async function receiver(status: number, headers: Record<string, string> = {}) {
  const received: { request: IncomingMessage; body: string }[] = [];
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
      received.push({ request, body: Buffer.concat(parts).toString('utf8') });
      response.writeHead(status, headers).end('x'.repeat(100_000));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/balie` };
}

const webhook = (url: string, allowPrivate = true) => sendWebhook(handover, { url, secret, allowPrivate, addressKind, now: () => new Date('2026-11-26T10:00:05Z') });

describe('a handover by webhook', () => {
  test('arrives as JSON, with a signature over the time and the body', async () => {
    const { received, url } = await receiver(200);
    await webhook(url);
    const [{ request, body } = { request: undefined, body: '' }] = received;
    expect(JSON.parse(body)).toEqual(JSON.parse(JSON.stringify({ type: 'handover', ...handover })));
    const time = Date.parse('2026-11-26T10:00:05Z') / 1000;
    expect(request?.headers['x-balie-signature']).toBe(`t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`);
    expect(request?.headers['x-balie-id']).toBe(handover.id);
  });

  test.each([400, 401, 500, 503])('that is answered with %s was not taken', async (status) => {
    const { url } = await receiver(status);
    await expect(webhook(url)).rejects.toMatchObject({ code: 'handover-refused', detail: `HTTP ${status}` });
  });

  test.each([
    ['in seconds', () => '3600', 3_600_000],
    ['as a date', () => new Date(Date.now() + 3_600_000).toUTCString(), 3_600_000],
    ['as nothing that can be read', () => 'straks', undefined],
  ])('that is to come later is refused with how much later, where that is said %s', async (_, header, later) => {
    const { url } = await receiver(503, { 'Retry-After': header() });
    const fault = await webhook(url).catch((error: unknown) => error as BalieError);
    expect(fault).toMatchObject({ code: 'handover-refused' });
    // A date has no milliseconds, and some time went by.
    const wait = (fault as BalieError).retryAfterMs;
    if (later === undefined) expect(wait).toBeUndefined();
    else expect(Math.abs(later - (wait ?? 0))).toBeLessThan(60_000);
  });

  test('is not sent on to where an answer points', async () => {
    const { received, url } = await receiver(302, { Location: 'http://127.0.0.1:1/elders' });
    await expect(webhook(url)).rejects.toMatchObject({ code: 'handover-refused' });
    expect(received).toHaveLength(1);
  });

  // The last one is outside: http without allowPrivate would let everyone on the way read along.
  test.each(['http://127.0.0.1:1/x', 'https://127.0.0.1:1/x', 'https://localhost:1/x', 'https://[::1]:1/x', 'https://10.0.0.5/x', 'http://93.184.215.14/x'])('calls no address that is not allowed: %s', async (url) => {
    await expect(webhook(url, false)).rejects.toMatchObject({ code: 'handover-unreachable', detail: expect.stringMatching(/^(?:adres niet toegestaan|EADDRESS)$/) as string });
  });

  test('never calls a metadata service, whatever is allowed', async () => {
    await expect(webhook('http://169.254.169.254/latest/meta-data')).rejects.toMatchObject({ code: 'handover-unreachable', detail: 'adres niet toegestaan' });
  });

  test('nobody there is told, with the cause', async () => {
    await expect(webhook('http://127.0.0.1:1/balie')).rejects.toMatchObject({ code: 'handover-unreachable', detail: 'ECONNREFUSED' });
  });
});

describe('a handover by e-mail', () => {
  const mail = (port: number, more: object = {}) => sendMail({ ...handover, ...more }, { host: '127.0.0.1', port, security: 'none', from: 'balie@lindewaarde.example', to: 'kcc@lindewaarde.example', municipality: 'Gemeente Lindewaarde' });
  const headersOf = (data: string) => data.slice(0, data.indexOf('\r\n\r\n')).split('\r\n');

  test('arrives as plain text that can be answered to the resident', async () => {
    smtp = await startSmtpServer();
    await mail(smtp.port);
    const [received] = smtp.mails;
    expect(received).toMatchObject({ from: 'balie@lindewaarde.example', to: ['kcc@lindewaarde.example'] });
    expect(headersOf(received?.data ?? '')).toEqual(expect.arrayContaining(['Reply-To: jan@voorbeeld.nl', 'Subject: Doorgegeven gesprek 6F1A2B3C', 'Content-Type: text/plain; charset=utf-8']));
    expect(received?.data).toContain('Vraag 1: Wat kost een paspoort?\r\n.\r\n.verborgen');
    expect(received?.data).toContain('Naam: Jan Jansen');
    expect(received?.data).toMatch(/Moment: 26 november 2026 .*11:00/);
  });

  test.each([
    ['a name with a header', { name: 'Jan\r\nBcc: iedereen@elders.example' }],
    ['an address with a header', { email: 'jan@voorbeeld.nl\r\nBcc: iedereen@elders.example' }],
    ['an address with another', { email: 'jan@voorbeeld.nl, iedereen@elders.example' }],
    ['a summary that ends the mail', { summary: 'x\r\n.\r\nMAIL FROM:<x@elders.example>\r\nRCPT TO:<iedereen@elders.example>\r\nDATA\r\ny' }],
  ])('%s goes to nobody else', async (_, more) => {
    smtp = await startSmtpServer();
    await mail(smtp.port, more).catch(() => undefined);
    expect(smtp.mails.flatMap(({ to }) => to).filter((to) => to !== 'kcc@lindewaarde.example')).toEqual([]);
    for (const { data } of smtp.mails) expect(headersOf(data).filter((line) => /^(?:bcc|cc):/i.test(line))).toEqual([]);
    expect(smtp.mails.length).toBeLessThanOrEqual(1);
  });

  test('that the server does not take is told with its number', async () => {
    smtp = await startSmtpServer();
    smtp.answerRecipients('550 no such mailbox');
    await expect(mail(smtp.port)).rejects.toMatchObject({ code: 'handover-refused', detail: 'SMTP 550' });
  });

  test('is not sent without TLS where that is asked', async () => {
    smtp = await startSmtpServer();
    await expect(sendMail(handover, { host: '127.0.0.1', port: smtp.port, security: 'starttls', from: 'a@b.example', to: 'c@d.example', municipality: 'X' })).rejects.toMatchObject({ code: expect.stringMatching(/handover-/) as string });
    expect(smtp.mails).toEqual([]);
  });

  test('is waited for by the minute once it was sent, as RFC 5321 4.5.3.2 has it: a second try would bring it twice', async () => {
    smtp = await startSmtpServer();
    const give = smtp.holdTaken();
    const came = smtp.next();
    const sent = sendMail(handover, { host: '127.0.0.1', port: smtp.port, security: 'none', from: 'a@b.example', to: 'c@d.example', municipality: 'X' }, { connectMs: 2_000, silenceMs: 60_000 });
    await came;
    // Longer than a connection may take.
    await wait(2_500);
    give();
    await sent;
    expect(smtp.mails).toHaveLength(1);
  });

  test('is given up where nothing comes at all', async () => {
    smtp = await startSmtpServer();
    smtp.holdTaken();
    const settings = { host: '127.0.0.1', port: smtp.port, security: 'none', from: 'a@b.example', to: 'c@d.example', municipality: 'X' } as const;
    await expect(sendMail(handover, settings, { silenceMs: 300 })).rejects.toMatchObject({ code: 'handover-unreachable', detail: 'ETIMEDOUT' });
  });

  test('nobody there is told', async () => {
    await expect(mail(1)).rejects.toMatchObject({ code: 'handover-unreachable' });
  });
});
