import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestDesk, type TestDesk } from '../../support/desk.ts';
import { busy, type RecordedRequest, reply } from '../../support/ollama-host/index.ts';
import { putDocument } from '../../support/put-document.ts';

interface Turn {
  readonly conversationId: string;
  readonly answer: string;
  readonly terms?: readonly { readonly term: string; readonly meaning: string }[];
}

/** The desk with a model that writes as officials do, and is asked once to say it in easier words. */
describe('an answer that is not plain', () => {
  const HARD = 'Voor een standplaats op de markt dient de aanvraag uiterlijk zes weken voor de beoogde datum ingevolge de verordening te worden ingediend bij het college, alsmede een bedrag van € 112 te worden voldaan.';
  const EASY = 'U moet de aanvraag voor een standplaats op de markt uiterlijk zes weken voor de datum indienen bij het college. U moet een bedrag van € 112 betalen.';
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await startTestDesk();
    const original = Buffer.from(HARD);
    const passages = [{ headings: ['Aanvraag'], text: HARD }];
    await putDocument(desk.db, { collectionId: 'producten', sourceId: 'standplaats.md', source: 'folder', title: 'Standplaats op de markt', mediaType: 'text/markdown', original, digest: 'ab'.repeat(32), passages });
  });
  afterAll(() => desk.close());

  const isRewrite = (prompt: string) => prompt.includes('<zinnen>');
  const script = (easier: string, answer = `${HARD} [1]`) =>
    desk.host.setScript(({ body }: RecordedRequest) => {
      const prompt = body.messages?.at(-1)?.content ?? '';
      if (!isRewrite(prompt)) return reply(answer);
      return easier === 'busy' ? [busy()] : reply(easier);
    });
  const rewrites = () => desk.host.requests.filter(({ body }) => isRewrite(body.messages?.at(-1)?.content ?? '')).length;

  async function ask(question = 'Hoe vraag ik een standplaats op de markt aan?'): Promise<Turn> {
    const request = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ question }) };
    return (await (await desk.app.fetch(new Request(`${desk.url}/api/v1/assistants/loket/turns`, request))).json()) as Turn;
  }
  const details = async ({ conversationId }: Turn) => (await desk.desk.log.conversation(conversationId, 'loket'))[0]?.end?.details?.['plain'];

  test('is said in easier words once, with its sources, and both scores are kept', async () => {
    script(`1. ${EASY}`);
    const before = rewrites();
    const turn = await ask();
    expect(turn.answer).toBe(`${EASY} [1]`);
    expect(rewrites()).toBe(before + 1);
    const kept = (await details(turn)) as { before: number; score: number };
    expect(kept).toMatchObject({ isRewritten: true, isB1: true });
    expect(kept.score).toBeGreaterThan(kept.before);
    expect(desk.metrics()).not.toContain('paspoort');
  });

  test.each([
    ['changes an amount', `1. ${EASY.replace('112', '121')}`],
    ['allows what has to be done', `1. ${EASY.replaceAll('moet', 'mag')}`],
    ['adds something', `1. ${EASY.replace('het college', 'de wethouder van Amsterdam')}`],
    ['says nothing', ''],
    ['is no plainer', `1. ${HARD}`],
    ['is away', 'busy'],
  ] as const)('stays as it is where the model %s', async (_, easier) => {
    script(easier);
    const turn = await ask();
    expect(turn.answer).toContain('ingevolge de verordening');
    expect(await details(turn)).toMatchObject({ isRewritten: false, isB1: false });
  });

  test('is not asked for again when it is plain', async () => {
    const before = rewrites();
    script('1. Iets anders.', 'Een paspoort voor volwassenen kost € 86,20. [1]');
    expect(await details(await ask('Wat kost een paspoort?'))).toMatchObject({ isRewritten: false, isB1: true });
    expect(rewrites()).toBe(before);
  });

  test('explains its difficult words, also on the page without scripts', async () => {
    script('', 'Voor een huwelijk op zaterdag betaalt u leges van € 912. [1]');
    const turn = await ask('Wat kost trouwen op zaterdag?');
    expect(turn.terms).toEqual([{ term: 'leges', meaning: expect.stringContaining('betaalt') as string }]);
    const page = await desk.app.fetch(new Request(`${desk.url}/`, { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: desk.url, 'Sec-Fetch-Site': 'same-origin' }, body: new URLSearchParams({ question: 'Wat kost trouwen op zaterdag?' }).toString() }));
    expect(await page.text()).toMatch(/Moeilijke woorden<\/h4><dl[^>]*><div><dt>leges<\/dt>/);
  });
});
