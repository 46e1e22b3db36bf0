import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { type Client, client, expectProblem, pathOf, refusal, until } from './push-support.ts';

describe('PATCH /collections/{collection}/documents/{sourceId}', () => {
  let desk: TestDesk;
  let cms: Client;
  beforeAll(async () => {
    desk = await startTestDesk({ withWorkers: true });
    cms = await client(desk);
  });
  afterAll(() => desk.close());

  const patch = (sourceId: string, change: unknown, who = cms, collection = 'producten') =>
    who.send('PATCH', pathOf(sourceId, collection), { body: typeof change === 'string' ? change : JSON.stringify(change), headers: { 'Content-Type': 'application/json' } });
  const put = (sourceId: string, body: string) => cms.send('PUT', pathOf(sourceId), { body, headers: { 'Content-Type': 'text/markdown' } });
  const stateOf = async (sourceId: string) => (await (await cms.send('GET', pathOf(sourceId))).json()) as { state: string; inUse: Record<string, unknown> };
  const inUse = (sourceId: string, facts: object) => until(async () => expect(await stateOf(sourceId)).toMatchObject({ state: 'in-use', inUse: facts }));

  test('sets what counts at once and for later versions, and null takes it back', async () => {
    await put('brief.md', '---\ntitle: Eigen titel\nowner: Team Eigen\n---\n\nDe brief kost € 10.');
    await inUse('brief.md', { title: 'Eigen titel', owner: 'Team Eigen' });
    const change = { title: ' Met de hand ', url: 'https://www.lindewaarde.example/brief', owner: 'Team Hand', validFrom: '2026-01-01', validUntil: '2099-12-31', reviewBy: '2099-06-01' };
    const facts = { ...change, title: 'Met de hand' };
    const response = await patch('brief.md', change);
    expect(response.status).toBe(200);
    expect(response.headers.get('API-Version')).toBe('1.0.0');
    expect(await response.json()).toMatchObject({ sourceId: 'brief.md', state: 'in-use', inUse: { ...facts, passages: 1 } });

    await put('brief.md', '---\ntitle: Nieuwe titel\nowner: Team Nieuw\nreviewBy: 2030-01-01\n---\n\nDe brief kost € 20.\n\n# Kop\n\nNog iets.');
    await inUse('brief.md', facts);
    expect(await (await patch('brief.md', { title: null, owner: null, reviewBy: null })).json()).toMatchObject({
      inUse: { title: 'Nieuwe titel', owner: 'Team Nieuw', reviewBy: '2030-01-01', validUntil: '2099-12-31', url: facts.url },
    });
    expect(await (await patch('brief.md', {})).json()).toMatchObject({ inUse: { title: 'Nieuwe titel', validUntil: '2099-12-31' } });
  });

  test('names next steps, which the answer carries as data', async () => {
    await put('kade.md', '---\ntitle: Ligplaats\nactions:\n  - { label: Ligplaats aanvragen, url: "https://www.lindewaarde.example/ligplaats" }\n---\n\nEen ligplaats voor een woonboot kost € 300 per jaar.');
    const own = { label: 'Ligplaats aanvragen', url: 'https://www.lindewaarde.example/ligplaats' };
    await inUse('kade.md', { actions: [own] });
    const ask = async () => {
      const response = await fetch(`${desk.url}/api/v1/assistants/loket/turns`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ question: 'Wat kost een ligplaats voor een woonboot?' }) });
      return (await response.json()) as { sources: { title: string; actions?: unknown }[] };
    };
    expect((await ask()).sources.find(({ title }) => title === 'Ligplaats')?.actions).toEqual([own]);
    const byHand = { label: 'Bel de havenmeester', url: 'https://haven.example/' };
    expect(await (await patch('kade.md', { actions: [byHand] })).json()).toMatchObject({ inUse: { actions: [byHand] } });
    expect((await ask()).sources.find(({ title }) => title === 'Ligplaats')?.actions).toEqual([byHand]);
    await patch('kade.md', { actions: null });
    await inUse('kade.md', { actions: [own] });
  });

  test.each([
    [{ actions: [{ label: 'Aanvragen', url: 'javascript:alert(1)' }] }, ['actions']],
    [{ url: 'javascript:alert(1)', validUntil: '2026-02-31', owner: 5 }, ['url', 'owner', 'validUntil']],
    [{ titel: 'x', corrections: {} }, ['titel', 'corrections']],
    [{ title: '', owner: '   ' }, ['title', 'owner']],
    [{ title: 'a\u0000b', owner: 'a\ud800b' }, ['title', 'owner']],
    [{ title: 'x'.repeat(501), url: `https://a.example/${'x'.repeat(2000)}` }, ['title', 'url']],
    [{ validFrom: '2026-02-02', validUntil: '2026-02-01' }, ['validUntil']],
    [{ validFrom: "2026-01-01'; DROP TABLE documents; --" }, ['validFrom']],
    [{ validFrom: '0000-01-01', reviewBy: '0000-12-31' }, ['validFrom', 'reviewBy']],
    [{ title: 'a\u202eb', owner: 'a\u0007b', url: 'https:a.example' }, ['title', 'url', 'owner']],
    [[], ['']],
    [null, ['']],
  ])('refuses %j and names the fields', async (change, names) => {
    const before = await stateOf('paspoort.md');
    const { invalidParams } = await expectProblem(await patch('paspoort.md', change), 400, 'input-invalid');
    expect((invalidParams as { name: string }[]).map(({ name }) => name)).toEqual(names);
    for (const { reason } of invalidParams as { reason: string }[]) expect(reason).toMatch(/^(?:mag|moet|is) /);
    expect(await stateOf('paspoort.md')).toEqual(before);
  });

  test('refuses an end before the beginning that the document itself gives', async () => {
    await put('geldig.md', '---\nvalidFrom: 2026-06-01\n---\n\nDit geldt.');
    await inUse('geldig.md', { validFrom: '2026-06-01' });
    const { invalidParams } = await expectProblem(await patch('geldig.md', { validUntil: '2026-01-01', owner: 'Team' }), 400, 'input-invalid');
    expect(invalidParams).toEqual([{ name: 'validUntil', reason: 'moet op of na validFrom vallen' }]);
    expect(await stateOf('geldig.md')).toMatchObject({ inUse: { validUntil: null, owner: null } });
  });

  test('refuses what is no JSON, and another type', async () => {
    await expectProblem(await patch('paspoort.md', '{"title":'), 400, 'body-malformed');
    const asText = await cms.send('PATCH', pathOf('paspoort.md'), { body: '{"owner":"Team"}', headers: { 'Content-Type': 'text/plain' } });
    await expectProblem(asText, 415, 'content-type-unsupported');
    expect(await stateOf('paspoort.md')).toMatchObject({ inUse: { owner: null } });
  });

  test('tells of a document that is not there, or that only waits, and leaves those of others alone', async () => {
    await expectProblem(await patch('nergens.md', { owner: 'Team' }), 404, 'document-unknown');
    await cms.send('PUT', pathOf('kapot.pdf'), { body: '%PDF-1.4 kapot', headers: { 'Content-Type': 'application/pdf' } });
    await expectProblem(await patch('kapot.pdf', { owner: 'Team' }), 404, 'document-unknown');
    expect(await refusal(await patch('handboek.md', { owner: 'Team' }, cms, 'intern'))).toBe('403 key-forbidden');
    expect(await desk.db.query(`SELECT FROM documents WHERE corrections <> '{}' AND collection_id = 'intern'`)).toEqual([]);
    for (const sourceId of ['../x', 'a/../b']) expect(await refusal(await patch(sourceId, { owner: 'Team' }))).toBe('400 input-invalid');
  });
});
