import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { taken, type TurnContext } from '../../../src/answer/context.ts';
import { human } from '../../../src/answer/scope/human.ts';
import { scope, smallTalk } from '../../../src/answer/scope/scope.ts';
import { installedAssistants } from '../../../src/cli/desk/assistants.ts';
import { readConfig } from '../../../src/config/config.ts';
import { passage } from '../../support/passages.ts';
import { setUp } from './set-up.ts';

const assistants = await installedAssistants(readConfig({}));
const assistant = assistants.get('loket')!;
const lines = readFileSync(new URL('../../fixtures/scope.jsonl', import.meta.url), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { text: string; kind: string });
const of = (kind: string) => lines.filter((line) => line.kind === kind);

/** What the steps make of a question for which these documents were found. */
async function outcomeOf(question: string, titles: readonly string[] = [], answerable = titles.length > 0) {
  const context = { assistant, question, passages: titles.map((title) => passage({ title, headings: [], text: question })), answerable, details: {}, notes: {} } as unknown as TurnContext;
  const { ports } = setUp();
  Object.assign(ports, { contact: () => 'Bel 14 000.' });
  for (const step of [human, smallTalk, scope]) {
    for await (const _ of taken(step, context, ports, new AbortController().signal));
    if (context.outcome !== undefined) break;
  }
  return context;
}

describe('the scope of an assistant', () => {
  test.each(of('out-of-scope'))('sends to who does help: $text', async ({ text }) => {
    const { outcome, answer } = await outcomeOf(text);
    expect(outcome).toBe('out-of-scope');
    expect(answer).toContain('Bel 14 000.');
    expect(answer).not.toContain('{{');
  });

  test.each(of('in').filter(({ text }) => !/AOW|zorgtoeslag|politie/.test(text)))('takes, whatever is found: $text', async ({ text }) => {
    expect((await outcomeOf(text)).outcome).toBeUndefined();
  });

  test.each([
    ['ik heb AOW, krijg ik kwijtschelding?', 'Kwijtschelding van belasting'],
    ['ik krijg zorgtoeslag, kan ik bijzondere bijstand aanvragen?', 'Bijzondere bijstand'],
    ['mijn paspoort is gestolen, moet ik aangifte doen bij de politie?', 'Paspoort kwijt of gestolen'],
    ['hoe vraag ik een verblijfsvergunning aan?', 'Verblijfsvergunning voor nieuwe inwoners'],
  ])('the documents go first: %s', async (question, title) => {
    expect((await outcomeOf(question, [title])).outcome).toBeUndefined();
    expect((await outcomeOf(question)).outcome).toBe('out-of-scope');
  });

  test('a document that only names it in passing is not about it', async () => {
    expect((await outcomeOf('hoe vraag ik studiefinanciering aan?', ['Individuele inkomenstoeslag'])).outcome).toBe('out-of-scope');
  });

  test.each(['schrijf een gedicht over het paspoort', 'los deze som op: 3 + 4', 'Wat is 7 keer 8?', 'Hoeveel is 3847 keer 229?', 'Op welk adres woont [naam]?', 'Wat is het telefoonnummer van [naam]?'])('no document makes this its business: %s', async (question) => {
    expect((await outcomeOf(question, ['Paspoort aanvragen'])).outcome).toBe('out-of-scope');
  });

  test.each(['Hoe vaak mag ik 12 keer per jaar gratis naar de milieustraat?', 'Hoe wijzig ik mijn adres?', 'Hoeveel kost een naam wijzigen?'])('this is of nobody else, and no sum: %s', async (question) => {
    expect((await outcomeOf(question, ['Milieustraat'])).outcome).toBeUndefined();
  });

  test.each([
    ['hoe laat gaat het zwembad in Utrecht open', 'out-of-scope'],
    ['ik verhuis van Utrecht naar Lindewaarde', undefined],
    ['mijn kind is geboren in Zwolle', undefined],
    ['mag ik houten kozijnen plaatsen in huizen', undefined],
    ['wat zijn de regels in Houten', 'out-of-scope'],
    ['ik kamp met schulden en moet kampen opzetten', undefined],
    ['wat is het beste moment om te bellen', undefined],
  ])('another municipality is told by its name, not by a word like it: %s', async (question, outcome) => {
    expect((await outcomeOf(question, ['Zwembad'])).outcome).toBe(outcome);
  });
});

describe('small talk', () => {
  test.each(of('small-talk'))('gets a fixed reply: $text', async ({ text }) => {
    const { outcome, answer } = await outcomeOf(text);
    expect(outcome).toBe('answered');
    expect(answer).not.toContain('{{');
  });

  test.each(of('person'))('who wants a person hears how: $text', async ({ text }) => {
    expect(await outcomeOf(text)).toMatchObject({ outcome: 'handed-over', answer: expect.stringContaining('Bel 14 000.') as string });
  });

  test.each(['hallo, wat kost een paspoort', 'bedankt, en wanneer is de milieustraat open?', 'hoi ik heb een boete gekregen', '', '👋', 'ben je een mens of een paspoort'])('a question beside it is a question: %s', async (question) => {
    expect((await outcomeOf(question)).outcome).not.toBe('answered');
  });

  test('says that it is a computer', async () => {
    expect((await outcomeOf('Ben je een mens?')).answer).toMatch(/computer \(AI\), geen mens/);
  });
});
