import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ingestPath } from '../../ingest/sync.ts';
import type { TurnContext, TurnPorts } from '../../src/answer/context.ts';
import { find } from '../../src/answer/answering/find.ts';
import { openGuard } from '../../src/cli/desk/guard.ts';
import { readConfig } from '../../src/config/config.ts';
import { documentSearch } from '../../src/cli/desk/document-search.ts';
import { syncCollections } from '../../src/knowledge/collections.ts';
import type { Database } from '../../src/store/database.ts';
import { openTestDatabase } from '../support/database.ts';
import { assistant } from '../support/passages.ts';

const PARKING = 'Hoe vraag ik een parkeervergunning voor bewoners aan?';
const PASSPORT = 'Hoe vraag ik een paspoort aan?';
const WASTE = 'Hoe laat ik grofvuil ophalen?';
const samples = fileURLToPath(new URL('../../ingest/samples', import.meta.url));

describe('a follow-up in the documents of a municipality', () => {
  let db: Database;
  beforeAll(async () => {
    db = await openTestDatabase();
    const names = ['producten', 'regelgeving', 'bestuur'];
    await syncCollections(db, names.map((id) => ({ id, title: id, owner: 'Gemeente', readers: ['resident'] as const })));
    for (const name of names) await ingestPath(db, { path: `${samples}/${name}`, collection: name });
  }, 120_000);
  afterAll(() => db.close());

  /** What the desk finds for the last of these questions, asked one after the other. */
  async function found(...questions: string[]): Promise<{ answerable: boolean; titles: string[]; first: string }> {
    const history = questions.slice(0, -1).map((question) => ({ question, answer: 'Antwoord.' }));
    const context = { assistant, history, question: questions.at(-1) ?? '' } as unknown as TurnContext;
    await find(context, { search: documentSearch(db, undefined), guard: openGuard(readConfig({})) } as Partial<TurnPorts> as TurnPorts, new AbortController().signal);
    const [best] = context.passages;
    const first = best === undefined ? '' : [best.title, ...best.headings, best.text].join('\n');
    return { answerable: context.answerable, titles: context.passages.map(({ title }) => title), first };
  }

  test.each([
    [PASSPORT, 'En hoeveel kost dat?', /paspoort/i],
    [PASSPORT, 'Hoe lang duurt dat?', /paspoort/i],
    [PASSPORT, 'En voor kinderen?', /paspoort/i],
    [PASSPORT, 'Waar moet ik dan heen?', /paspoort/i],
    [PASSPORT, 'Wat heb ik daarvoor nodig?', /paspoort/i],
    [PASSPORT, 'kan dat ook met spoed', /spoed/i],
    [PASSPORT, 'En een identiteitskaart?', /identiteitskaart/i],
    [PASSPORT, 'wat kost het', /paspoort/i],
    [PASSPORT, 'Moet mijn kind daarbij zijn?', /paspoort|identiteit/i],
    [PARKING, 'Wat kost dat?', /parkeer/i],
    [PARKING, 'en hoeveel kan ik er krijgen?', /parkeer/i],
    [PARKING, 'En voor een tweede auto?', /parkeer/i],
    [PARKING, 'en voor bezoekers?', /parkeren|parkeer/i],
    [WASTE, 'En wat kost dat dan?', /grofvuil|afval|leges/i],
    [WASTE, 'hoe vaak mag dat?', /grofvuil|afval/i],
    [WASTE, 'En een matras?', /grofvuil|afval|milieu/i],
  ])('%s %s: is searched with what it points back at', async (first, followUp, title) => {
    const { answerable, titles } = await found(first, followUp);
    expect(answerable).toBe(true);
    expect(titles.slice(0, 3).join()).toMatch(title);
  });

  test.each([
    [PARKING, 'En wat kost dat?', /Parkeervergunning[^]*€/],
    ['Hoe vraag ik een parkeervergunning aan?', 'en wat kost dat?', /Parkeervergunning[^]*€/],
    [PASSPORT, 'Wat kost het?', /Paspoort[^]*86,20/],
    [PASSPORT, 'En hoe lang duurt dat?', /aspoort[^]*werkdag/],
    [WASTE, 'en wat kost dat?', /rofvuil[^]*€/],
    ['Hoe geef ik de geboorte van mijn kind aan?', 'kost dat iets', /Geboorte[^]*(?:gratis|€)/],
    ['Ik wil bezwaar maken', 'hoe lang duurt dat?', /Bezwaar[^]*weken/],
    ['Ik wil een boom kappen', 'en wat kost dat?', /(?:kappen|oom)[^]*€/],
  ])('%s %s: the part that is asked for comes first', async (first, followUp, part) => {
    expect((await found(first, followUp)).first).toMatch(part);
  });

  test.each([
    'hoofdstad van Peru',
    'Wat is de hoofdstad van Peru?',
    'En de hoofdstad van Peru?',
    'En een fietsband?',
    'En hoe repareer ik een fietsband?',
    'Wie schreef Max Havelaar?',
    'Wie heeft de Champions League gewonnen?',
    'Hoe lang moet ik een ei koken?',
    'en een appeltaart?',
    'En dat gedicht van Vondel?',
    'Hoe leer ik gitaar spelen?',
    'En bitcoin dan?',
    'Welke band trad op tijdens Pinkpop?',
    'En die film met Tom Hanks?',
    'En hoe snoei ik een appelboom?',
    'Wat is de koers van bitcoin?',
  ])('%s: is not carried by the question before it', async (offTopic) => {
    for (const before of [PARKING, PASSPORT]) expect(await found(before, offTopic), before).toMatchObject({ answerable: false });
  });

  test('of a follow-up is still about the question that began it', async () => {
    const { answerable, titles } = await found(PASSPORT, 'En hoeveel kost dat?', 'En hoe lang duurt dat?');
    expect(answerable).toBe(true);
    expect(titles.slice(0, 3).join()).toMatch(/paspoort/i);
  });
});
