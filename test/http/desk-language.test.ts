import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { saidFault } from '../../src/web/markup/page/spoken.ts';
import { type TestDesk, startTestDesk } from '../support/desk.ts';

describe('the language of the desk’s pages', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await startTestDesk();
  });
  afterAll(() => desk.close());

  const get = async (path: string, headers: Record<string, string> = {}) => (await fetch(desk.url + path, { headers })).text();
  const post = async (fields: Record<string, string>) => (await fetch(`${desk.url}/`, { method: 'POST', body: new URLSearchParams(fields) })).text();
  const languageOf = (html: string) => /<html lang="(\w+)" dir="(\w+)"/.exec(html)?.slice(1);

  test('is what the address or the form asks for', async () => {
    expect(languageOf(await get('/'))).toEqual(['nl', 'ltr']);
    expect(languageOf(await get('/?taal=ar'))).toEqual(['ar', 'rtl']);
    const html = await post({ taal: 'ar', question: '' });
    expect(languageOf(html)).toEqual(['ar', 'rtl']);
    expect(html).toContain('لم تطرح سؤالًا بعد.');
    expect(html).toContain('<input type="hidden" name="taal" value="ar">');
  });

  test('offers each language in itself, and one question of a subject in it', async () => {
    const html = await get('/?taal=en');
    for (const code of ['de', 'fr', 'es', 'tr', 'ar', 'pl', 'uk']) expect(html).toContain(`href="/?taal=${code}" hreflang="${code}" lang="${code}"`);
    expect(html).toMatch(/href="\/" hreflang="nl" lang="nl"/);
    expect(html).toMatch(/href="\/\?taal=en"[^>]*aria-current="true"/);
    expect(html).toContain('value="How do I apply for a passport and what does it cost?"');
  });

  test.each([
    ['tr-TR,tr;q=0.9,nl;q=0.8', 'tr'],
    ['xx, pl;q=0.5, de;q=0.7', 'de'],
    ['nl-NL, en;q=0.9', undefined],
    ['en;q=0, nl', undefined],
    ['', undefined],
  ])('offers what the browser asks for first, and takes nothing for granted: %s', async (accepted, offered) => {
    const html = await get('/', { 'Accept-Language': accepted });
    expect(languageOf(html)).toEqual(['nl', 'ltr']);
    expect(/balie-languages__offer"><a[^>]* hreflang="(\w+)"/.exec(html)?.[1]).toBe(offered);
    expect(await get('/?taal=nl', { 'Accept-Language': accepted })).not.toContain('balie-languages__offer');
  });

  test.each(['xx', '"><script>alert(1)</script>', '__proto__', 'en&taal=de', ''])('is Dutch for %s, of which nothing is said back', async (asked) => {
    const html = await get(`/?taal=${encodeURIComponent(asked)}`);
    expect(languageOf(html)).toEqual(['nl', 'ltr']);
    expect(html).not.toContain('<script>alert');
    expect(languageOf(await post({ taal: asked, question: '' }))).toEqual(['nl', 'ltr']);
  });

  test('changes nothing of a conversation: without a question nothing is asked', async () => {
    const begun = await post({ question: 'Wat kost een paspoort?' });
    const conversationId = /name="conversationId" value="([^"]+)"/.exec(begun)?.[1] ?? '';
    const asked = desk.host.calls.length;
    const html = await post({ taal: 'en', conversationId });
    expect(languageOf(html)).toEqual(['en', 'ltr']);
    expect(html).toContain('Wat kost een paspoort?');
    expect(html).toMatch(/<div class="balie-answer balie-answer--ai"[^>]* lang="nl" dir="ltr"/);
    expect(html).toContain('<h3 class="balie-answer__by">Antwoord van de digitale balie');
    expect(desk.host.calls.length).toBe(asked);
    expect(languageOf(await post({ taal: 'en', conversationId: 'geen' }))).toEqual(['en', 'ltr']);
  });

  test('goes along with erasing a conversation, and is what that is said in', async () => {
    const begun = await post({ taal: 'en', question: 'Wat kost een paspoort?' });
    const conversationId = /name="conversationId" value="([^"]+)"/.exec(begun)?.[1] ?? '';
    const form = /<form class="balie-keep__wipe"[^]*?<\/form>/.exec(begun)?.[0] ?? '';
    expect(form).toContain('<input type="hidden" name="taal" value="en">');
    const html = await (await fetch(`${desk.url}/gesprek/wissen`, { method: 'POST', body: new URLSearchParams({ taal: 'en', conversationId }) })).text();
    expect(languageOf(html)).toEqual(['en', 'ltr']);
    expect(html).toContain('Your conversation has been erased.');
    expect(html).toContain('Backups may still hold them for a while');
    expect(html).not.toContain('Uw gesprek is gewist');
  });

  test.each([['too-many-questions', 429], ['proof-needed', 429], ['widget-token-late', 401]] as const)('is what limits and a late form are said in: %s', (code, status) => {
    const page = desk.desk.pages.in('en');
    const fault = page && saidFault({ code, message: 'Nederlands', action: 'Nederlands', requestId: '' }, page);
    expect(fault?.message).toBe(status === 429 ? 'The digital desk is very busy at the moment.' : 'The connection to the digital desk was lost.');
    expect(fault?.action).not.toContain('Nederlands');
  });

  test('is kept nowhere', async () => {
    expect((await fetch(`${desk.url}/?taal=en`)).headers.get('Set-Cookie')).toBeNull();
  });
});
