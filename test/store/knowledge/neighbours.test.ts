import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { joinNeighbours } from '../../../src/knowledge/search/neighbours.ts';
import { putDocuments } from '../../../src/knowledge/documents/put-documents.ts';
import { createSearch } from '../../../src/knowledge/search/search.ts';
import type { FoundPassage, PassageInput } from '../../../src/knowledge/types.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { collection, document, TODAY } from './support.ts';

let db: Database;
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());
beforeEach(() => db.query('DELETE FROM collections'));

const under = (...texts: string[]): PassageInput[] => texts.map((text) => ({ headings: ['Artikel 1'], text }));
const cut = under(
  'De raad heft leges. De hondenbelasting wordt',
  'geheven van de houder van een kapvergunning, en bedraagt het bedrag dat',
  'de raad vaststelt voor het jaar. Daarna is zij nihil.',
);
const asker = { readers: ['resident'], on: TODAY, limit: 10 } as const;

async function put(passages: readonly PassageInput[], more: object = {}): Promise<void> {
  await syncCollections(db, [collection('open')]);
  await putDocuments(db, [document('1', passages, more)]);
}
async function find(question: string, more: object = {}): Promise<readonly FoundPassage[]> {
  return (await createSearch(db).search({ question, ...asker, ...more })).passages;
}
const shown = (passages: readonly FoundPassage[]) => passages.map(({ ordinal, text }) => `${ordinal}: ${text}`);

describe('neighbours', () => {
  it('give the rest of the sentence that a passage begins or breaks off in', async () => {
    await put(cut);
    expect(shown(await find('kapvergunning', { perDocument: 1 }))).toEqual([
      '2: De hondenbelasting wordt geheven van de houder van een kapvergunning, en bedraagt het bedrag dat de raad vaststelt voor het jaar.',
    ]);
    expect(shown(await find('nihil', { perDocument: 1 }))).toEqual([
      `3: ${cut[1]?.text} ${cut[2]?.text}`,
    ]);
  });

  it('that were both found are one result, at the place of the best, with the ordinal of the first', async () => {
    await put(cut);
    const found = await find('kapvergunning nihil hondenbelasting');
    expect(shown(found)).toEqual([`1: ${cut.map(({ text }) => text).join(' ')}`]);
    expect(found[0]?.score).toBe(Math.max(...(await find('kapvergunning nihil hondenbelasting', { perDocument: 1 })).map(({ score }) => score)));
  });

  it('leave their places to other documents when they become one', async () => {
    await put(cut);
    const others = ['2', '3', '4'].map((id) => document(id, [`In stuk ${id} staat van alles over bomen, straten en pleinen in de gemeente, en een keer het woord hondenbelasting.`]));
    await putDocuments(db, others);
    const found = await find('kapvergunning nihil hondenbelasting', { limit: 3 });
    expect(found.map(({ title }) => title)).toEqual(['1', expect.any(String), expect.any(String)]);
    expect(found[0]?.text).toBe(cut.map(({ text }) => text).join(' '));
  });

  it('that were both found stay apart when together they are too long, each with its whole sentence', async () => {
    const long = Array.from({ length: 40 }, (_, n) => `Dit is zin ${n} over een kapvergunning.`).join(' ');
    await put(under(`${long} De houder`, `betaalt leges. ${long}`));
    expect(shown(await find('kapvergunning')).toSorted()).toEqual([`1: ${long} De houder betaalt leges.`, `2: De houder betaalt leges. ${long}`]);
  });

  it('say nothing across headings, documents and sentences that ended', async () => {
    await put([...under('Een kapvergunning is'), { headings: ['Artikel 2'], text: 'niet nodig.' }]);
    expect(shown(await find('kapvergunning'))).toEqual(['1: Een kapvergunning is']);
    await put(under('Een kapvergunning is nodig.', 'en dan nog iets.'));
    expect(shown(await find('kapvergunning'))).toEqual(['1: Een kapvergunning is nodig.']);
  });

  it('add no more than 400 characters on a side', async () => {
    await put(under('Een kapvergunning is', `${'soms '.repeat(90)}nodig.`));
    expect(shown(await find('kapvergunning'))).toEqual(['1: Een kapvergunning is']);
  });

  it('are looked at only while the asker may read them, in the document that was found', async () => {
    await put(cut);
    const found = (await find('kapvergunning', { perDocument: 1 })).map((passage) => ({ ...passage, text: cut[1]?.text ?? '' }));
    const joined = async (more: object = {}) => (await joinNeighbours(db, found, { ...asker, ...more })).map(({ text }) => text.length > (cut[1]?.text.length ?? 0));
    expect(await joined()).toEqual([true]);
    expect(await joined({ readers: ['employee'] })).toEqual([false]);
    await put(cut, { validUntil: TODAY });
    expect(await joined()).toEqual([true]);
    expect(await joined({ on: '2026-11-26' })).toEqual([false]);
    await syncCollections(db, [collection('open', ['employee'])]);
    expect(await joined()).toEqual([false]);
    await put(under('Heel iets anders staat', 'nu hier, en dit is', 'geheim.'));
    expect(await joined()).toEqual([false]);
  });

  it('cost nothing where no sentence was cut', async () => {
    await put(under('Een kapvergunning is nodig.', 'U vraagt haar aan.'));
    let asked = 0;
    const counting = { query: (...args: Parameters<Database['query']>) => ((asked += 1), db.query(...args)) } as Pick<Database, 'query'>;
    await createSearch(counting).search({ question: 'kapvergunning', ...asker });
    expect(asked).toBe(1);
  });
});
