import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { readEvents } from '../support/events.ts';
import { reply, status } from '../support/ollama-host/index.ts';

const TYPE = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';
const MARK = { kind: 'ai', model: 'chat', digitalSourceType: TYPE };

/** AI Act, article 50: machines can tell what AI wrote. */
describe('the mark on answers', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await startTestDesk();
  });
  afterAll(() => desk.close());

  const post = (question: string, headers = {}) =>
    fetch(`${desk.url}/api/v1/assistants/loket/turns`, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify({ question }) });
  const byForm = async (question: string, conversationId = '') =>
    (await fetch(desk.url, { method: 'POST', headers: { 'Sec-Fetch-Site': 'same-origin' }, body: new URLSearchParams({ question, conversationId }) })).text();

  test('is in the JSON, in a header, and in the last event of a stream', async () => {
    const whole = await post('Wat kost een paspoort?');
    expect(whole.headers.get('AI-Disclosure')).toBe('mode=machine-generated, model="chat"');
    expect(await whole.json()).toMatchObject({ outcome: 'answered', generatedBy: MARK });
    const events = await readEvents(await post('Wat kost een paspoort?', { Accept: 'text/event-stream' }));
    expect(events.at(-1)).toMatchObject({ event: 'done', data: { generatedBy: MARK } });
  });

  test('is in the page, also of what was kept', async () => {
    const first = await byForm('Wat kost een paspoort?');
    const conversation = /name="conversationId" value="([^"]+)"/.exec(first)?.[1] ?? '';
    const page = await byForm('Hallo!', conversation);
    // Of the two answers the one that AI wrote.
    expect(page.match(/class="balie-turn"/g)).toHaveLength(2);
    expect(page.match(/itemtype="https:\/\/schema\.org\/CreativeWork"/g)).toHaveLength(1);
    expect(page).toContain(`<link itemprop="digitalSourceType" href="${TYPE}">`);
    expect(page).toContain('<meta itemprop="name" content="chat">');
    expect(page).toContain('<div class="balie-answer__text" itemprop="text">');
  });

  test.each([
    ['a fixed text', 'Hallo!'],
    ['what is not known', 'Hoe laat gaat het zwembad open?'],
  ])('is not on %s', async (_, question) => {
    const response = await post(question);
    expect(response.headers.get('AI-Disclosure')).toBeNull();
    expect(await response.json()).not.toHaveProperty('generatedBy');
    expect(await byForm(question)).not.toContain('schema.org');
  });

  test('is not on literal quotations, though a model was asked', async () => {
    desk.host.setScript([status(500, 'kapot')]);
    const response = await post('Wat kost een paspoort?');
    expect(await response.json()).toMatchObject({ outcome: 'quoted' });
    expect(response.headers.get('AI-Disclosure')).toBeNull();
    expect(await byForm('Wat kost een paspoort?')).not.toContain('schema.org');
    desk.host.setScript(reply('Een paspoort kost € 86,20 [1].'));
  });
});
