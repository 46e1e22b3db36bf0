import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ASKED } from '../../../src/knowledge/search/asked-sql.ts';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { putDocuments } from '../../../src/knowledge/documents/put-documents.ts';
import { createSearch } from '../../../src/knowledge/search/search.ts';
import { syncSynonyms } from '../../../src/knowledge/words/synonyms.ts';
import { readWordGroups, synonymsOf } from '../../../src/knowledge/words/word-groups.ts';
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
const list = (lines: readonly string[]) => synonymsOf(readWordGroups(lines.join('\n')).groups);
const stored = () => db.query<{ asked: string; means: string[] }>('SELECT asked, means FROM synonyms ORDER BY asked');
const search = (question: string) => createSearch(db).search({ question, readers: ['resident'], on: TODAY, limit: 10 });
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

  it('are asked in any form with the same stem, and as whole phrases', async () => {
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

  it('are found by every phrase of the list that comes along', async () => {
    const lists = await readFile('prompts/synoniemen.txt', 'utf8');
    await use(lists);
    const phrases = [...list([lists]).keys()];
    const deaf: string[] = [];
    for (const phrase of phrases) {
      const [heard] = await db.query(
        `WITH ${ASKED} SELECT 1 FROM heard WHERE n = (SELECT max(p) FROM unnest(to_tsvector('simple', $1)) AS w CROSS JOIN LATERAL unnest(w.positions) AS p) OR NOT EXISTS (SELECT FROM synonyms WHERE asked = asked_key($1))`,
        [phrase],
        { isKept: true },
      );
      if (heard === undefined) deaf.push(phrase);
    }
    expect(phrases.length).toBeGreaterThan(1000);
    expect(deaf).toEqual([]);
  });

  it('are found by a phrase of eight words, also beside a shorter one', async () => {
    await putDocuments(db, [document('regeling', ['Dat staat erin.']), document('wmo', ['Dat staat erin.'])]);
    await use('de wet voor hulp in huis en zorg > wmo\nwet > regeling');
    expect(await titles('Heeft u de wet voor hulp in huis en zorg?')).toEqual(['wmo']);
    expect(await titles('Heeft u een wet voor hulp in huis en zorg?')).toEqual(['regeling']);
  });

  it('say which word has too many, also by its stem, and leave what was there', async () => {
    await use('a1, b1');
    const lines = Array.from({ length: 10 }, (_, line) => ['huis', ...Array.from({ length: 12 }, (_, word) => `w${line}x${word}`)].join(', '));
    await expect(syncSynonyms(db, list(lines))).rejects.toMatchObject({ code: 'config-invalid', detail: expect.stringContaining('“huis” heeft meer dan 100 synoniemen') });
    const forms = lines.map((line, index) => (index < 5 ? line.replace('huis', 'bekeuring') : line.replace('huis', 'bekeuringen')));
    await expect(syncSynonyms(db, list(forms))).rejects.toMatchObject({ code: 'config-invalid', detail: expect.stringContaining('“bekeuringen”') });
    expect(await stored()).toEqual([{ asked: 'a1', means: ['b1'] }, { asked: 'b1', means: ['a1'] }]);
    await syncSynonyms(db, list(lines.slice(0, 8)));
    expect((await stored()).find(({ asked }) => asked === 'huis')?.means).toHaveLength(96);
  });

  it('are made in parts, and not at all when the lists are the same', async () => {
    const sizes: number[] = [];
    const counted = (to: Pick<Database, 'query'>): Database['query'] => (sql, params, options) => {
      sizes.push(...(params ?? []).map((param) => (Array.isArray(param) ? param.length : String(param).startsWith('[') ? JSON.parse(String(param)).length : 0)));
      return to.query(sql, params, options);
    };
    const watched: Database = { ...db, query: counted(db), transaction: (work) => db.transaction((tx) => work({ query: counted(tx) })) };
    const lists = list(Array.from({ length: 1500 }, (_, line) => `a${line}, b${line}`));
    expect(await syncSynonyms(watched, lists)).toBe('written');
    expect(await stored()).toHaveLength(3000);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1000);
    sizes.length = 0;
    expect(await syncSynonyms(watched, lists)).toBe('same');
    expect(sizes).toEqual([]);
  });

  it('are whole when two lists come at once: those of the last', async () => {
    const [one, other] = ['a', 'b'].map((letter) => list(Array.from({ length: 1500 }, (_, line) => `k${line}, ${letter}${line}`)));
    const outcomes = await Promise.all([one, other].map((lists) => syncSynonyms(db, lists ?? new Map())));
    expect(outcomes).toContain('written');
    const letters = new Set((await stored()).filter(({ asked }) => asked.startsWith('k')).flatMap(({ means }) => means.map((word) => word[0])));
    expect(letters.size).toBe(1);
    expect(await stored()).toHaveLength(3000);
  });

  it('go on after a stop halfway', async () => {
    await use('a1, b1');
    const lists = list(['a1, c1', 'd1, e1']);
    const broken: Database = { ...db, transaction: () => Promise.reject(new Error('stopped')) };
    await expect(syncSynonyms(broken, lists)).rejects.toThrow('stopped');
    expect(await syncSynonyms(db, lists)).toBe('written');
    expect((await stored()).map(({ asked }) => asked)).toEqual(['a1', 'c1', 'd1', 'e1']);
  });

  it('of another place stay, unless a desk takes over', async () => {
    const sync = (lists: string, place: string, takesOver: boolean) => syncSynonyms(db, list([lists]), { place, takesOver });
    expect(await sync('a1, b1', 'desk', true)).toBe('written');
    expect(await sync('a1, c1', 'elsewhere', false)).toBe('other');
    expect((await stored()).map(({ asked }) => asked)).toEqual(['a1', 'b1']);
    expect(await sync('a1, d1', 'desk', false)).toBe('written');
    expect(await sync('a1, d1', 'elsewhere', true)).toBe('same');
    expect(await sync('a1, e1', 'desk', false)).toBe('other');
    expect(await sync('a1, f1', 'elsewhere', false)).toBe('written');
    await use('');
  });
});
