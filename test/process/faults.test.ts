import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { drop, error, headers, type OllamaHost, reply, startOllamaHost, type Step, text } from '../support/ollama-host/index.ts';
import { endPrograms, type Installation, makeInstallation, type Program, runCommand, startProgram } from '../support/process.ts';
import { askEvents, askForm, askJson, conversationOf, PASSPORT } from '../support/questions.ts';

const DRIVING = 'Wat kost een rijbewijs?';
const BROKEN = 'model-broken-stream';

describe('a model host that', () => {
  let host: OllamaHost;
  let place: Installation;
  let program: Program;
  let url: string;
  beforeAll(async () => {
    host = await startOllamaHost();
    place = await makeInstallation();
    program = startProgram(['serve'], { ...place.env, OLLAMA_URL: host.url });
    url = await program.url();
  });
  afterEach(() => host.setScript(reply('Een paspoort voor volwassenen kost € 86,20 [1].')));
  afterAll(async () => {
    await endPrograms();
    await host.stop();
    await place.remove();
  });

  const deaths: readonly [string, readonly Step[]][] = [
    ['hangs up', [drop()]],
    ['crashes', [drop('reset')]],
    ['reports an error', [error('unexpected EOF')]],
    ['stops without an end', []],
    ['sends what is no JSON', [{ step: 'raw', bytes: '<html>proxy</html>\n' }]],
  ];

  test.each(deaths)('%s mid-answer: no client is told that the answer is complete', async (_, death) => {
    host.setScript(reply('Een paspoort voor volwassenen kost € 86,20 [1].'));
    const conversationId = conversationOf((await askForm(url, PASSPORT)).page);
    // What is whole is shown; what comes then is cut off.
    host.setScript([text('Een paspoort voor volwassenen kost € 86,20 [1]. U betaalt '), ...death]);

    const events = await askEvents(url, PASSPORT);
    expect(events.at(-1)).toMatchObject({ event: 'error', data: { code: BROKEN, retryable: true, message: expect.any(String), action: expect.any(String) } });
    expect(events.map(({ event }) => event)).toContain('delta');
    expect(events.map(({ event }) => event)).not.toContain('done');
    expect(await askJson(url, PASSPORT)).toMatchObject({ status: 502, code: BROKEN });

    host.setScript([text('Een rijbewijs kost € 51,40 [1]. U betaalt '), ...death]);
    const { status, page } = await askForm(url, DRIVING, conversationId);
    expect(status).toBe(502);
    expect(page).toContain('Het antwoord is onderweg afgebroken');
    // The question is in the form again, in the same conversation, and what was answered before stands above it.
    expect(page).toMatch(new RegExp(`<textarea[^>]*>\\s*${DRIVING.replace('?', '\\?')}</textarea>`));
    expect(conversationOf(page)).toBe(conversationId);
    expect(page).toContain('€ 86,20');
    expect(page).not.toMatch(/unexpected EOF|proxy|127\.0\.0\.1/);
  });

  test.each<[string, readonly Step[]]>([
    ['hangs up at once', [drop()]],
    ['has begun, but said nothing', [headers(), drop('reset')]],
    ['refuses', [{ step: 'status', status: 500, body: '{"error":"CUDA out of memory"}', type: 'application/json' }]],
    ['is too busy', [{ step: 'status', status: 503, body: '{"error":"server busy"}', type: 'application/json' }]],
    ['is something else', [{ step: 'status', status: 404, body: '<h1>Not found</h1>', type: 'text/html' }]],
  ])('%s before the first word: the documents are quoted', async (_, script) => {
    host.setScript(script);
    const turn = await askJson(url, PASSPORT);
    expect(turn).toMatchObject({ status: 200, outcome: 'quoted', answer: expect.stringContaining('€ 86,20') });
    expect(JSON.stringify(turn)).not.toMatch(/CUDA|Not found/);
    expect((await askForm(url, PASSPORT)).status).toBe(200);
  });

  test('is away: quoted; and back: answered', async () => {
    await host.stop();
    expect(await askJson(url, PASSPORT)).toMatchObject({ status: 200, outcome: 'quoted' });
    await host.start();
    expect(await askJson(url, PASSPORT)).toMatchObject({ status: 200, outcome: 'answered' });
  });

  test('misbehaves leaves the log whole, the causes in the program’s own log, and no question there', async () => {
    expect(await runCommand(['audit', 'verify'], place.env)).toMatchObject({ code: 0 });
    expect(program.stdout).toContain(BROKEN);
    expect(program.stdout + program.stderr).not.toMatch(/rijbewijs\?|86,20/);
    expect(program.stderr).not.toMatch(/nhandled|\n\s+at /);
  });
});
