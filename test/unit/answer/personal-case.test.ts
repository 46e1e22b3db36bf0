import { describe, expect, test } from 'vitest';
import { BalieError } from '../../../src/errors.ts';
import { personalCaseOf } from '../../../src/answer/personal/personal-case.ts';
import { assistant, passage } from '../../support/passages.ts';
import { END, setUp, text } from './set-up.ts';

describe('a question about the asker’s own case', () => {
  test.each([
    'Krijg ik bijstand?',
    'heb ik recht op kwijtschelding',
    'Mag ik met mijn inkomen van 1400 euro een toeslag aanvragen?',
    'Hoeveel krijg ik per maand?',
    'Kom ik in aanmerking voor een parkeervergunning?',
    'Moet ik de boete betalen?',
    'Kan ik een uitkering krijgen als ik samenwoon?',
    'Voldoe ik aan de voorwaarden?',
    'Hebben wij recht op leerlingenvervoer?',
    'Heeft mijn dochter recht op een taxi naar school?',
    'Krijgen mijn ouders hulp in het huishouden?',
    'Krijg ik een briefadres?',
    'Krijgen wij bijstand?',
    'Hoe hoog is mijn aanslag?',
    'Word ik uitgeschreven?',
    'Mag ik mijn schuur afbreken?',
    'Keuren jullie mijn vergunning goed?',
    'Am I entitled to benefits?',
  ])('%s is one', (question) => expect(personalCaseOf(question)).toBe('entitlement'));

  test.each([
    'Is mijn aanvraag al goedgekeurd?',
    'Mijn aanvraag is afgewezen, klopt dat?',
    'Hoe lang duurt mijn aanvraag nog?',
    'Wordt mijn bezwaar gegrond verklaard?',
    'Ligt mijn paspoort al klaar?',
    'Hoe staat het met mijn aanvraag?',
    'Wat is de status van mijn bezwaar?',
    'Waar blijft mijn uitkering?',
    'Hebben jullie mijn bezwaar ontvangen?',
    'Has my application been approved?',
  ])('%s is of a case that runs', (question) => expect(personalCaseOf(question)).toBe('running'));

  test.each([
    'Wat kost een paspoort?',
    'Krijg ik een brief als mijn rijbewijs verloopt?',
    'Mag ik mijn paspoort door een ander laten ophalen?',
    'Hoe vraag ik bijstand aan?',
    'Wanneer is het stadhuis open?',
    'Hoe maak ik bezwaar?',
    'Waar kan ik mijn rijbewijs ophalen?',
    'Wat zijn de voorwaarden voor bijstand?',
    'Hoe lang is een paspoort geldig?',
  ])('%s is none', (question) => expect(personalCaseOf(question)).toBeUndefined());
});

describe('its answer', () => {
  const replies = {
    personalCase: 'De balie beslist niet.\n\n{{official}}\n\n{{contact}}',
    official: 'Aanvragen: {{url}}',
    runningCase: 'Dat kan ik niet zien. {{contact}}',
  };
  const passages = [
    passage({ title: 'Bijstand aanvragen', url: 'https://www.lindewaarde.example/werk', text: 'U kunt bijstand krijgen als u te weinig inkomen hebt.' }),
    passage({ title: 'Bijstand aanvragen', ordinal: 2, headings: ['Aanvragen'], text: 'Meld u met DigiD op https://www.lindewaarde.example/bijstand of bel 14 000.' }),
  ];
  const chat = async function* () { yield text('Ja, u krijgt bijstand. U hebt recht op bijstand. U kunt bijstand krijgen als u te weinig inkomen hebt [1].'); yield END; };

  test('gives the rule and no verdict, then where it is asked for and a person', async () => {
    const { run, end } = setUp({ question: 'Krijg ik bijstand?', passages, chat, replies });
    const done = (await run()).at(-1);
    expect(done).toMatchObject({ turn: { outcome: 'answered', answer: 'U kunt bijstand krijgen als u te weinig inkomen hebt [1].\n\nDe balie beslist niet.\n\nAanvragen: https://www.lindewaarde.example/bijstand' } });
    expect(end()?.details).toMatchObject({ personalCase: true, grounding: { drops: [{ reason: 'promise' }, { reason: 'promise' }] } });
  });

  test('names the document itself where no form is named', async () => {
    const { run } = setUp({ question: 'Krijg ik bijstand?', passages: passages.slice(0, 1), chat, replies });
    expect(JSON.stringify((await run()).at(-1))).toContain('https://www.lindewaarde.example/werk');
  });

  test('names the place of the document that carries the answer, not of one that search put before it', async () => {
    const others = [passage({ documentId: 'toeslag', title: 'Inkomenstoeslag', headings: ['Aanvragen'], text: 'Vraag aan op https://www.lindewaarde.example/toeslag.' }), ...passages];
    const { run } = setUp({ question: 'Krijg ik bijstand?', passages: others, chat: async function* () { yield text('U kunt bijstand krijgen als u te weinig inkomen hebt [2].'); yield END; }, replies });
    const done = JSON.stringify((await run()).at(-1));
    expect(done).toContain('Aanvragen: https://www.lindewaarde.example/bijstand');
    expect(done).not.toContain('/toeslag');
  });

  test('quoted from more documents, names the place of each', async () => {
    const others = [passage({ documentId: 'toeslag', title: 'Inkomenstoeslag', headings: ['Aanvragen'], score: passage().score * 2, text: 'Vraag aan op https://www.lindewaarde.example/toeslag.' }), ...passages];
    // oxlint-disable-next-line require-yield -- a host that fails at once
    const { run } = setUp({ question: 'Krijg ik bijstand?', passages: others, chat: async function* () { throw new BalieError('model-unavailable'); }, replies });
    expect((await run()).at(-1)).toMatchObject({
      turn: { outcome: 'quoted', answer: expect.stringMatching(/Aanvragen:\n- Inkomenstoeslag: \S+\/toeslag\n- Bijstand aanvragen: \S+\/bijstand$/) },
    });
  });

  test('says nothing of a rule where none was found', async () => {
    const { run } = setUp({ question: 'Heb ik recht op een kasteel?', answerable: false, replies });
    expect((await run()).at(-1)).toMatchObject({ turn: { outcome: 'abstained', answer: expect.not.stringContaining('beslist niet') } });
  });

  test('about a case that runs is a person, without a search or a model', async () => {
    const { run, happened, searched } = setUp({ question: 'Is mijn aanvraag al goedgekeurd?', replies });
    expect((await run()).at(-1)).toMatchObject({ turn: { outcome: 'handed-over', answer: 'Dat kan ik niet zien.' } });
    expect([happened, searched]).toEqual([['received', 'ended'], []]);
  });

  test('is like any other where an assistant has no words for it', async () => {
    const { run } = setUp({ question: 'Krijg ik bijstand?', passages, chat });
    expect((await run()).at(-1)).toMatchObject({ turn: { answer: 'U kunt bijstand krijgen als u te weinig inkomen hebt [1].' } });
    expect(assistant.replies.personalCase).toBeUndefined();
  });
});

test('a source says from when until when it holds', async () => {
  const { run } = setUp({ passages: [passage({ validFrom: '2026-01-01', validUntil: '2026-12-31' })] });
  expect((await run()).at(-1)).toMatchObject({ turn: { sources: [{ validFrom: '2026-01-01', validUntil: '2026-12-31' }] } });
});
