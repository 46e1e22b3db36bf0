import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { putDocuments } from '../../../src/knowledge/put-documents.ts';
import { createSearch } from '../../../src/knowledge/search.ts';
import { syncSynonyms } from '../../../src/knowledge/synonyms.ts';
import { readWordGroups, synonymsOf } from '../../../src/knowledge/word-groups.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { collection, document, TODAY } from './support.ts';

let db: Database;
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());
beforeEach(async () => {
  await db.query('DELETE FROM collections');
  await syncCollections(db, [collection('open'), collection('intern', ['employee'])]);
});

const use = (lists: string) => syncSynonyms(db, synonymsOf(readWordGroups(lists).groups));
const search = (question: string) => createSearch(db).search({ question, audiences: ['resident'], on: TODAY, limit: 10 });
const titles = async (question: string) => (await search(question)).passages.map(({ title }) => title);

describe('synonyms', () => {
  it('find what was called otherwise, both ways or one', async () => {
    await putDocuments(db, [document('afval', ['Zet uw huisvuil buiten.']), document('diefstal', ['Doe aangifte van diefstal.']), document('straat', ['Die fiets is gepikt.'])]);
    await use('vuilnis, huisvuil\ngejat, gepikt > diefstal');
    expect(await titles('vuilnis')).toEqual(['afval']);
    expect(await titles('huisvuil')).toEqual(['afval']);
    expect(await titles('gejat')).toEqual(['diefstal']);
    expect(await titles('diefstal')).toEqual(['diefstal']);
    await use('');
    expect(await titles('gejat')).toEqual([]);
  });

  it('are asked in any form with the same stem, and as phrases of up to four words', async () => {
    await putDocuments(db, [document('adres', ['Geef een adreswijziging door.']), document('zorg', ['De Wmo regelt hulp in huis.'])]);
    await use('verhuizing > adreswijziging\nwet maatschappelijke ondersteuning > wmo');
    expect(await titles('Alle verhuizingen')).toEqual(['adres']);
    expect((await titles('Wat is de wet maatschappelijke ondersteuning?'))[0]).toBe('zorg');
    expect(await titles('maatschappelijke ondersteuning')).toEqual([]);
  });

  it('never come before the word that was asked, nor does having all of them', async () => {
    await putDocuments(db, [
      document('gevraagd', ['Over de bekeuring en de buurt.']),
      document('synoniem', ['Over de boete en de buurt.']),
      document('alles', ['Over de boete, bon en prent.']),
    ]);
    await use('bekeuring, boete, bon, prent');
    const { passages } = await search('bekeuring');
    expect(passages[0]?.title).toBe('gevraagd');
    expect(passages.length).toBe(3);
    for (const { title, score, why } of passages) {
      expect(why.reduce((sum, part) => sum + part.score, 0)).toBeCloseTo(score, 6);
      const synonyms = why.filter(({ part }) => part.startsWith('='));
      expect(new Set(synonyms.map(({ part }) => part)).size).toBe(title === 'gevraagd' ? 0 : 1);
    }
  });

  it('leave confidence below what the word itself would give', async () => {
    await putDocuments(db, [document('afval', ['Zet uw huisvuil buiten.'])]);
    await use('vuilnis, huisvuil');
    const [asked, called] = await Promise.all([search('huisvuil'), search('vuilnis')]);
    expect(called.confidence).toBeGreaterThan(0);
    expect(called.confidence).toBeLessThan(asked.confidence);
  });

  it('show nothing of what may not be read', async () => {
    await putDocuments(db, [document('geheim', ['De reorganisatie begint.'], { collectionId: 'intern' })]);
    await use('afslanking > reorganisatie');
    expect(await search('afslanking')).toEqual({ corrections: [], passages: [], confidence: 0 });
  });

  it('are written only where they differ, and by two at once', async () => {
    await Promise.all([use('a1, b1\nc1 > d1'), use('a1, b1\nc1 > d1')]);
    const rows = () => db.query('SELECT asked, means, xmin::text AS version FROM synonyms ORDER BY asked');
    const before = await rows();
    expect(before.map((row) => Object.values(row).slice(0, 2))).toEqual([['a1', ['b1']], ['b1', ['a1']], ['c1', ['d1']]]);
    await use('a1, b1\nc1 > d1, e1');
    const after = await rows();
    expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
    expect(after[2]).toMatchObject({ means: ['d1', 'e1'] });
    await use('');
  });
});
