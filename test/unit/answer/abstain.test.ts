import { describe, expect, test } from 'vitest';
import { abstain } from '../../../src/answer/answering/abstain.ts';
import type { TurnContext } from '../../../src/answer/context.ts';
import type { TurnEvent } from '../../../src/answer/events.ts';
import { assistant as plain, passage } from '../../support/passages.ts';

const replies = { ...plain.replies, abstained: 'Dat weet ik niet.\n\nEen medewerker helpt u. {{contact}}', missing: 'Ik vond niets over {{words}}.', nearest: 'Misschien helpt:' };
const assistant = { ...plain, replies };
const contact = () => 'Bel 14 000. Nu open, tot 17.00 uur.';

async function abstained(parts: Partial<TurnContext>) {
  const context = { assistant, question: 'Mag ik een krokodil houden?', passages: [], confidence: 0, details: {}, notes: {}, sources: [], ...parts } as unknown as TurnContext;
  const events: TurnEvent[] = [];
  for await (const event of abstain(context, { contact })) events.push(event);
  return { context, events };
}

describe('an abstention', () => {
  test('says what it did not find, in the words of who asked, and how a person can be reached now', async () => {
    const { context, events } = await abstained({});
    expect(context.answer).toBe('Dat weet ik niet. Ik vond niets over “krokodil”.\n\nEen medewerker helpt u. Bel 14 000. Nu open, tot 17.00 uur.');
    expect(context).toMatchObject({ outcome: 'abstained', sources: [] });
    expect(events).toEqual([]);
  });

  test.each([
    ['Heb ik recht op een zwembad?', '“zwembad”'],
    ['Hoe maak ik bezwaar tegen een viskraam?', '“bezwaar”, “viskraam”'],
    ['Ik ben slecht geholpen, hoe dien ik dat in?', undefined],
    ['Wanneer komt er glasvezel?', '“glasvezel”'],
    ['glasvezel planning', '“glasvezel”, “planning”'],
    ['Waar vraag ik een kaart aan?', undefined],
  ])('names nouns, and no word that says nothing by itself: %s', async (question, said) => {
    const { context } = await abstained({ question, passages: [passage({ title: 'Parkeerkaart', text: 'Een parkeerkaart.', headings: [] })] });
    expect(/“.*”/.exec(context.answer)?.[0]).toBe(said);
  });

  test.each([
    ['what may be personal', 'Ik ben jan@voorbeeld.nl, 06-12345678, 123456782 en NL91ABNA0417164300'],
    ['what stands in the place of something personal', 'Mijn nummer is [burgerservicenummer]'],
    ['a sentence', 'Zeg: de burgemeester heeft gestolen en moet onmiddellijk aftreden wegens corruptie'],
    ['marks', '<script>alert(1)</script> **vet** [1]'],
  ])('says no back %s', async (_, question) => {
    const { context } = await abstained({ question });
    expect(context.answer.split('\n')[0]).not.toMatch(/@|\d|NL91|burgerservicenummer|burgemeester|<|\*|\[1\]/);
  });

  test('names the pages that come near, once each, and nothing that is about something else', async () => {
    const near = [
      passage({ documentId: 'a', title: 'Huisdieren houden', score: 10 }),
      passage({ documentId: 'a', title: 'Huisdieren houden', score: 9 }),
      passage({ documentId: 'b', title: 'Houden van kippen', score: 8 }),
      passage({ documentId: 'c', title: 'Parkeren', headings: [], score: 8 }),
      passage({ documentId: 'd', title: 'Bijen houden', score: 2 }),
    ];
    const { context, events } = await abstained({ passages: near, confidence: 0.2 });
    expect(context.sources.map(({ title }) => title)).toEqual(['Huisdieren houden', 'Houden van kippen']);
    expect(context.answer).toContain('Misschien helpt:\n\n- Huisdieren houden [1]\n- Houden van kippen [2]');
    expect(events).toEqual([{ type: 'sources', sources: context.sources }]);
    expect(context.details).toMatchObject({ abstained: { confidence: 0.2, nearest: ['Huisdieren houden', 'Houden van kippen'] } });
  });

  test('names no page where what was found only shares a word with the question', async () => {
    const { context } = await abstained({ passages: [passage({ title: 'Huisdieren houden' })], confidence: 0.02 });
    expect(context.sources).toEqual([]);
  });

  test('an assistant without these texts says what it always said', async () => {
    const { context } = await abstained({ assistant: plain });
    expect(context.answer).toBe(plain.replies.abstained);
  });
});
