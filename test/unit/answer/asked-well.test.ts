import { describe, expect, test } from 'vitest';
import { byTitle, wayFirst } from '../../../src/answer/subject/order.ts';
import { behindStory } from '../../../src/answer/subject/question.ts';
import { assistant, passage } from '../../support/passages.ts';
import { BalieError } from '../../../src/errors.ts';
import type { ChatChunk } from '../../../src/answer/ports.ts';
import { END, setUp, text } from './set-up.ts';

describe('which document a question is about', () => {
  const order = (question: string, ...titles: string[]) => byTitle(titles.map((title, at) => passage({ title, score: 10 - at })), question).map(({ title }) => title);

  test.each([
    ['Krijg ik bijstand?', ['Bijzondere bijstand', 'Bijstandsuitkering aanvragen'], 'Bijstandsuitkering aanvragen'],
    ['Krijg ik bijzondere bijstand?', ['Bijzondere bijstand', 'Bijstandsuitkering aanvragen'], 'Bijzondere bijstand'],
    ['paspoort vernieuwen', ['Rijbewijs vernieuwen of vervangen', 'Paspoort aanvragen'], 'Paspoort aanvragen'],
    ['Wat kost het parkeren?', ['Parkeerverordening 2026', 'Bezwaar maken'], 'Parkeerverordening 2026'],
  ])('%s', (question, titles, first) => expect(order(question, ...titles)[0]).toBe(first));
});

describe('the question behind a story', () => {
  test.each([
    ['Ik ben slecht geholpen, hoe dien ik een klacht in?', 'hoe dien ik een klacht in?'],
    ['Wij verhuizen. Wat moet ik doen?', 'Wat moet ik doen?'],
    ['Mijn hond is weg, moet ik betalen?', 'moet ik betalen?'],
    ['Wat kost een paspoort, en hoe lang duurt het?', 'Wat kost een paspoort, en hoe lang duurt het?'],
  ])('%s', (question, asked) => expect(behindStory(question)).toBe(asked));

  test('is searched by itself where the story makes it unsure', async () => {
    const { run, searched } = setUp({ question: 'Ik stond een uur in de rij, hoe dien ik een klacht tegen een ambtenaar in?', answerable: false });
    await run();
    expect(searched).toContain('hoe dien ik een klacht tegen een ambtenaar in?');
  });

  test('is not where it stands in the story what it is about', async () => {
    const { run, searched } = setUp({ question: 'Ik stond een uur in de rij voor niets, hoe lang duurt dat?', answerable: false });
    await run();
    expect(searched).not.toContain('hoe lang duurt dat?');
  });
});

describe('what the model is asked', () => {
  test('is the question without its typing errors', async () => {
    const { run, requests } = setUp({ question: 'Wat kost een paspport?', understands: true, understood: 'Wat kost een paspoort?', passages: [passage({ text: 'Een paspoort kost € 83,90.' })] });
    await run();
    expect(requests[0]?.messages.at(-1)?.content).toContain('Wat kost een paspoort?');
  });

  test('is the question as it was kept where something personal was taken out of it', async () => {
    const { run, requests } = setUp({ question: 'Bel 06-12345678. Wat kost een paspoort?', understands: true, understood: 'Bel . Wat kost een paspoort?', passages: [passage({ text: 'Een paspoort kost € 83,90.' })] });
    await run();
    expect(requests[0]?.messages.at(-1)?.content).toContain('Bel [telefoonnummer]. Wat kost een paspoort?');
  });
});

describe('whether the desk is open now', () => {
  const openings = 'De telefoon is nu open, tot 17.00 uur.';
  const answerTo = async (question: string) => {
    const { run, end } = setUp({ question, openings, replies: assistant.replies });
    await run();
    return end()?.answer;
  };

  test.each(['Hoe laat is de balie vandaag open?', 'Kan ik nu nog bellen met de gemeente?', 'zijn jullie nu open'])('%s', async (question) => expect(await answerTo(question)).toContain(openings));
  test('is said above quotations, and under what a model was seen to write', async () => {
    const passages = [passage({ text: 'De balie is open van 9.00 tot 17.00 uur.' })];
    const ended = async (chat: () => AsyncGenerator<ChatChunk>) => {
      const { run, end } = setUp({ question: 'Hoe laat is de balie vandaag open?', openings, replies: assistant.replies, passages, chat });
      await run();
      return [end()?.outcome, end()?.answer.indexOf(openings) === 0, end()?.answer.endsWith(openings)];
    };
    expect(await ended(async function* () { yield await Promise.reject<ChatChunk>(new BalieError('model-unavailable')); })).toEqual(['quoted', true, false]);
    expect(await ended(async function* () { yield text('De balie is open van 9.00 tot 17.00 uur [1].'); yield END; })).toEqual(['answered', false, true]);
  });

  test.each(['Hoe laat is de milieustraat vandaag open?', 'Wanneer is de balie open?', 'Wat kost een paspoort nu?'])('is not told to who asks: %s', async (question) => expect(await answerTo(question)).not.toContain(openings));
});

describe('for who asks how', () => {
  const PRICE = passage({ title: 'Klacht indienen', headings: ['Kosten'], text: 'Een klacht indienen is gratis.', score: 10 });
  const WAY = passage({ title: 'Klacht indienen', headings: ['Indienen'], text: 'Vul het formulier in op https://www.gemeente.example/klacht.', score: 9 });
  test.each(['Hoe dien ik een klacht in?', 'Hoe kan ik een klacht indienen?'])('a passage that says the way comes first: %s', (question) => expect(wayFirst([PRICE, WAY], question)[0]).toMatchObject({ headings: ['Indienen'] }));
  test.each(['Wat kost een klacht?', 'Hoe duur is een klacht?', 'klacht indienen'])('and for who does not, nothing changes: %s', (question) => expect(wayFirst([PRICE, WAY], question)).toEqual([PRICE, WAY]));
});
