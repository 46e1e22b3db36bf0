import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { drop, reply, text } from '../support/ollama-host/index.ts';

describe('the desk as pages', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await startTestDesk();
  });
  afterAll(() => desk.close());

  const post = (fields: Record<string, string>) => fetch(`${desk.url}/`, { method: 'POST', body: new URLSearchParams(fields) });
  const conversationOf = (html: string) => /name="conversationId" value="([^"]+)"/.exec(html)?.[1] ?? '';

  test('GET / says that this is an AI, and how to reach a person', async () => {
    const response = await fetch(`${desk.url}/`);
    expect(response.status).toBe(200);
    const html = await response.text();
    expect(html).toMatch(/U praat met een computer \(AI\)/);
    expect(html).toContain('14 000');
    expect(html).toContain('href="/privacy"');
  });

  test('a form post gives a page with answer, sources and a form for the next question', async () => {
    const html = await (await post({ question: 'Wat kost een paspoort?' })).text();
    expect(html).toContain('€ 86,20');
    expect(html).toMatch(/href="\/bronnen\/[0-9a-f]{20}#passage-1"/);
    const next = await (await post({ question: 'En een rijbewijs?', conversationId: conversationOf(html) })).text();
    expect(next).toContain('Wat kost een paspoort?');
    expect(next).toContain('En een rijbewijs?');
    expect(conversationOf(next)).toBe(conversationOf(html));
  });

  test('what a person typed is shown as text, never run', async () => {
    const html = await (await post({ question: '<script>alert(1)</script> paspoort "kosten"' })).text();
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('&lt;script&gt;alert(1)');
  });

  test('what a model writes is shown as text, never run', async () => {
    desk.host.setScript(reply('Een paspoort voor volwassenen kost "€ 86,20" & u betaalt bij < de balie van het stadhuis [1]. Een paspoort <img src=x onerror=alert(1)> kost € 86,20 [klik](javascript:alert(1)) [1].'));
    const html = await (await post({ question: 'Wat kost een paspoort?' })).text();
    // It is shown, and what has a meaning in HTML is text.
    expect(html).toContain('Een paspoort voor volwassenen kost &quot;€ 86,20&quot; &amp; u betaalt bij &lt; de balie van het stadhuis');
    expect(html).not.toContain('<img src=x');
    expect(html).not.toContain('href="javascript:');
  });

  test.each([
    ['an empty question', { question: '  ' }, 400, 'nog geen vraag'],
    ['a question that is too long', { question: `${'lang '.repeat(500)}einde` }, 400, 'te lang'],
    ['a question that is not UTF-8', { question: 'wat \uFFFD kost' }, 400, 'niet lezen'],
    ['a conversation that is not there', { question: 'En dat?', conversationId: '00000000-0000-4000-8000-000000000000' }, 404, 'niet (meer) bekend'],
    ['a conversation that is no id', { question: 'En dat?', conversationId: '../x' }, 404, 'niet (meer) bekend'],
  ])('%s gets its fault and is put back in the form', async (_, fields, status, message) => {
    const response = await post(fields);
    expect(response.status).toBe(status);
    const html = await response.text();
    expect(html).toContain(message);
    expect(html.replaceAll('&#39;', "'")).toContain(fields.question.trim());
  });

  test('a model that dies half way gives the fault, the question back and the earlier turns', async () => {
    desk.host.setScript(reply('Een paspoort voor volwassenen kost € 86,20 [1].'));
    const first = await (await post({ question: 'Wat kost een paspoort?' })).text();
    desk.host.setScript([text('Een rijbewijs kost € 51,40 [1]. Dat is wel '), drop()]);
    const response = await post({ question: 'Wat kost een rijbewijs?', conversationId: conversationOf(first) });
    expect(response.status).toBe(502);
    const html = await response.text();
    expect(html).toContain('onderweg afgebroken');
    expect(html).toContain('€ 86,20');
    expect(html).not.toContain('Dat is wel');
    expect(html).toMatch(/<textarea[^>]*>\s*Wat kost een rijbewijs\?/);
  });

  test('an old turn that failed is shown without a number: the present one would lead nowhere in the log', async () => {
    desk.host.setScript([text('Een rijbewijs kost € 51,40 [1]. Dat is wel '), drop()]);
    const failed = await post({ question: 'Wat kost een rijbewijs?' });
    const first = await failed.text();
    expect(first.match(/Nummer van deze melding/g)).toHaveLength(1);
    expect(first).toContain(failed.headers.get('X-Request-Id'));
    desk.host.setScript(reply('Een paspoort voor volwassenen kost € 86,20 [1].'));
    const html = await (await post({ question: 'Wat kost een paspoort?', conversationId: conversationOf(first) })).text();
    expect(html).toContain('onderweg afgebroken');
    expect(html).not.toContain('Nummer van deze melding');
  });

  test('another form encoding is refused by name', async () => {
    const form = new FormData();
    form.set('question', 'x');
    expect((await fetch(`${desk.url}/`, { method: 'POST', body: form })).status).toBe(415);
  });

  test('an unknown page is a page that says so', async () => {
    const response = await fetch(`${desk.url}/bestaat-niet?naam=Jansen`);
    expect(response.status).toBe(404);
    expect(response.headers.get('Content-Type')).toContain('text/html');
    expect(await response.text()).not.toContain('Jansen');
    expect(JSON.stringify(desk.logged)).not.toContain('Jansen');
  });

  test('GET /privacy explains what happens to a question', async () => {
    const html = await (await fetch(`${desk.url}/privacy`)).text();
    expect(html).toContain('fg@lindewaarde.example');
    expect(html).toMatch(/versleuteld/);
  });
});
